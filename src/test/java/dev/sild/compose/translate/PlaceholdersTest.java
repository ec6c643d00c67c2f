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
                "sk-...",
                "sk-ant-...",
                "sk-proj-abc...",
                "nvapi-...",
                "sk_test_...",
                "...",
                "xxx",
                "ghp_XXXXXXXX",
                "AKIAXXXXXXXXXXXXXXXX",
                "<token>",
                "****",
                "your-intra-app-uid",
                "your_app",
                "YOUR_BASE_64",
                "change-before-use",
                "TU_CLAVE",
                "TU_TOKEN",
                "sua-senha-aqui",
                "a-long-random-string",
                "some_very_long_random_secret",
                "random-string",
                "shop_jwt_secret_change_in_production",
                "changeme123",
                "secret-change-before-deploy",
                "please-change",
                "to-be-replaced",
                "troque-esta-senha",
                "altere_essa_chave",
                "cambia-esto",
                "CAMBIAR_PASSWORD_POSTGRES",
                "CAMBIAR_CLAVE_LARGA_DE_32_BYTES",
                "CAMBIA_ESTA_CLAVE",
                "CAMBIA_SECRETO",
                "changez-moi",
                "seu-token",
                "http://SEU_IP_PUBLICO:8080",
                "https://YOUR_HOST/api",
                "https://your-project.supabase.co",
                "https://graphql.mydomain.com",
                "https://rpc.example.org/v2/XXXXXXXXXXXXXXXXXXXXXXXXXX",
                "https://hooks.example.org/services/xxxx/xxxx",
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
                "xx",
                "Loading...",
                "/app/...",
                "*",
                "**/*.js",
                "mailbox",
                "http://example.com/your/key",
                "todos",
                "s3cr3t",
                "your",
                "yourself",
                "random",
                "crypto-random-string",
                "randomized-values",
                "changeover",
                "exchange-in-production",
                "production",
                "is-yours",
                "/tmp/file.XXXXXX",
                "yyyy-MM-dd'T'HH:mm:ssXXX",
                "https://example.org/xxxl",
                "amydomain.com",
                "MYDOMAIN",
                "TURBO_MODE",
                "status_url",
                "troquel",
                "cambiario",
                "cambiar_idioma",
                "CAMBIARIO_ROJO",
                "INTERCAMBIAR_DATOS",
                "CAMBIAR",
                "mude",
                "your_spotify",
                "your-mom-blog",
                "your-local-store",
                "sua-loja",
                "TU_BERLIN",
                "change for use",
                "parameters",
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
                .containsExactly("DB_PASS, TOKEN in .env or the environment have values that look like placeholders;"
                        + " set real values and convert again");
        assertThat(placeholders(folder, service.formatted(set + ", OWN: changeme")))
                .containsExactly(
                        "DB_PASS, TOKEN in .env or the environment have values that look like placeholders;"
                                + " set real values and convert again",
                        "OWN (line 1) in compose.yaml has a value that looks like a placeholder;"
                                + " set real values and convert again");
    }

    @Test
    void eachVariableHasItsLine(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("app.env"), "A=changeme\nPORT=80\nB=your-token-here\n");
        Files.writeString(folder.resolve("more.env"), "C=<token>\n");

        assertThat(placeholders(folder, "services: {web: {image: example/web, env_file: [app.env, more.env]}}"))
                .containsExactly(
                        "A (line 1), B (line 3) in app.env have values that look like placeholders;"
                                + " set real values and convert again",
                        "C (line 1) in more.env has a value that looks like a placeholder;"
                                + " set real values and convert again");
    }

    @Test
    void anExampleThatIsAnEnvFileIsNoTask(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("staging.env.example"), "A=<local-secret>\n");
        String yaml = "services: {web: {image: example/web, env_file: staging.env.example}}";

        assertThat(placeholders(folder, yaml)).isEmpty();
        assertThat(TranslatedProject.of(folder, yaml).translation().findings())
                .filteredOn(finding -> finding.code() == Code.EXAMPLE_USED)
                .singleElement()
                .satisfies(finding -> assertThat(finding.reason())
                        .isEqualTo("A (line 1) in staging.env.example has a value that looks like a placeholder"));
    }

    private static List<String> placeholders(Path folder, String yaml) throws Exception {
        return TranslatedProject.of(folder, yaml).translation().findings().stream()
                .filter(finding -> finding.code() == Code.PLACEHOLDER)
                .map(finding -> finding.reason() + "; " + finding.remedy())
                .toList();
    }

    @Test
    void aDefaultIsReplacedInTheEnvFile(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve(".env"), "EMPTY=\nSET=changeme\n");
        String service = "services: {web: {image: example/web, environment: {A: '${KEY:-change-me}',"
                + " B: '${EMPTY:-change-me}', C: '${SET:-x}'}}}";

        assertThat(placeholders(folder, service))
                .containsExactly(
                        "KEY (line 1), EMPTY (line 1) in compose.yaml have defaults that look like placeholders;"
                                + " values in .env replace them; set real values and convert again",
                        "SET in .env or the environment has a value that looks like a placeholder;"
                                + " set real values and convert again");
    }
}
