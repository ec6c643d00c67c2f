package dev.sild.compose.translate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.report.Code;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceholdersTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "changeme",
                "CHANGE_ME",
                "change-this-in-production",
                "your-secret-key-change-this-in-production",
                "your_openai_api_key_here",
                "your-key",
                "<your token>",
                "replace-me",
                "replace_with_random_string",
                "sk-xxxxxxxxxxxx",
                "postgres://user:changeme@db:5432/x",
                "put_your_key",
            })
    void areFound(String value) {
        assertThat(Placeholders.isOne(value)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "exchange-me",
                "changed",
                "enter your key",
                "yours-key",
                "<p>text</p>",
                "xxx",
                "http://example.com/your/key",
                "todos",
                "s3cr3t",
            })
    void othersAreNot(String value) {
        assertThat(Placeholders.isOne(value)).isFalse();
    }

    @Test
    void theVariableThatTheUserSetsIsNamed(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve(".env"), "DB_PASS=changeme\nTOKEN=your-token-here\n");
        String service = "services: {web: {image: example/web, environment: {%s}}}";
        String set = "DATABASE_URL: 'postgres://u:${DB_PASS}@db/x', TUNNEL_TOKEN: '${TOKEN}'";

        assertThat(placeholders(folder, service.formatted(set)))
                .containsExactly("DB_PASS, TOKEN have values that look like placeholders;"
                        + " set real values in .env or the environment and convert again");
        assertThat(placeholders(folder, service.formatted(set + ", OWN: changeme")))
                .containsExactly("DB_PASS, TOKEN, OWN have values that look like placeholders;"
                        + " set real values in .env or the environment, compose.yaml:1 and convert again");
    }

    private static List<String> placeholders(Path folder, String yaml) throws Exception {
        return TranslatedProject.of(folder, yaml).translation().findings().stream()
                .filter(finding -> finding.code() == Code.PLACEHOLDER)
                .map(finding -> finding.reason() + "; " + finding.remedy())
                .toList();
    }
}
