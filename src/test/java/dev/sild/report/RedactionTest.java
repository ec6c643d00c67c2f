package dev.sild.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.convert.ConvertRun;
import dev.sild.model.Origin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("executable")
class RedactionTest {
    @Test
    void secretsBecomeTheNamesOfTheirVariables() {
        assertThat(reason(Map.of("DB_PASSWORD", "s3cr3t"), "'s3cr3t' is no port"))
                .isEqualTo("'${DB_PASSWORD}' is no port");
    }

    @Test
    void longerSecretGoesFirst() {
        assertThat(reason(Map.of("A_TOKEN", "abcde1", "B_TOKEN", "abcde12"), "abcde12"))
                .isEqualTo("${B_TOKEN}");
    }

    @Test
    void plainWordsAndOtherVariablesStay() {
        assertThat(reason(Map.of("DB_PASSWORD", "postgres", "LEVEL", "DEBUG1"), "postgres DEBUG1"))
                .isEqualTo("postgres DEBUG1");
    }

    @Test
    void refusedProjectShowsNoSecretOfItsEnvironment(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("compose.yaml"), "services: {a: {image: x, ports: [\"${API_TOKEN}\"]}}\n");
        Files.writeString(folder.resolve(".env"), "API_TOKEN=s3cr3tLEAK\n");
        ConvertRun refused = ConvertRun.run(folder);
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).doesNotContain("s3cr3tLEAK").contains("${API_TOKEN}");
    }

    @Test
    void reportOfAProjectShowsNoSecretOfItsEnvironment(@TempDir Path folder) throws IOException {
        Files.writeString(
                folder.resolve("compose.yaml"),
                "services: {a: {image: \"x:1\", user: \"${API_TOKEN}\", extra_hosts: [\"h:${API_TOKEN}\"]}}\n");
        ConvertRun converted = ConvertRun.run(folder, Map.of("API_TOKEN", "s3cr3tLEAK"), "", List.of());
        assertThat(converted.code()).isZero();
        assertThat(converted.err()).doesNotContain("s3cr3tLEAK").contains("${API_TOKEN}");
    }

    @Test
    void passwordThatIsTheNameOfAServiceIsShownAsOne(@TempDir Path folder) throws IOException {
        Files.writeString(
                folder.resolve("compose.yaml"),
                "services: {scheduler01: {image: \"x:1\", depends_on: [db]}, db: {image: \"x:1\"}}\n");
        ConvertRun converted = ConvertRun.run(folder, Map.of("DB_PASSWORD", "scheduler01"), "", List.of());
        assertThat(converted.err()).contains("'scheduler01' starts without").doesNotContain("DB_PASSWORD");
    }

    private static String reason(Map<String, String> variables, String reason) {
        return Redaction.of(variables)
                .apply(List.of(new Finding(Code.INPUT_INVALID, Origin.NONE, reason, "")))
                .get(0)
                .reason();
    }
}
