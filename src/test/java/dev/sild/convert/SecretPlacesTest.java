package dev.sild.convert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a secret by the place where it is written. */
@Tag("executable")
class SecretPlacesTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "image: \"example/web:${API_TOKEN}\"",
                "working_dir: \"/${API_TOKEN}\"",
                "volumes: [\"data:/${API_TOKEN}\"]",
                "sysctls: {net.core.somaxconn: \"${API_TOKEN}\"}",
                "tmpfs: [\"/${API_TOKEN}\"]",
                "hostname: \"${API_TOKEN}\"",
                "container_name: \"${API_TOKEN}\"",
                "extra_hosts: [\"${API_TOKEN}:1.2.3.4\"]",
                "domainname: \"${API_TOKEN}\"",
                "dns_search: [\"${API_TOKEN}\"]",
                "x-sild: {expose: ingress, host: \"${API_TOKEN}.example.com\"}\n    ports: [\"80:80\"]"
            })
    void aSecretThatLandsOutsideOfASecretIsReported(String attribute) throws IOException {
        for (String value : List.of("s3cr3tLEAK9", "ab")) {
            String image = attribute.startsWith("image") ? "" : "    image: example/web:1\n";
            Files.writeString(
                    folder.resolve("compose.yaml"),
                    "services:\n  web:\n" + image + "    " + attribute + "\nvolumes: {data: }\n");
            ConvertRun conversion = ConvertRun.run(folder, Map.of("API_TOKEN", value), "", List.of());
            boolean written = value.length() == 2
                    || conversion.out().toLowerCase(Locale.ROOT).contains("s3cr3tleak9");
            assertThat(conversion.err()).doesNotContain("s3cr3tLEAK9");
            if (conversion.code() == 0 && written) {
                assertThat(conversion.err())
                        .as(value)
                        .containsPattern("API_TOKEN.*SILD-SECRET-(IN-CLEAR|LEFT-OUT)|SILD-[A-Z]+-LOST");
            }
        }
    }

    @Test
    void aKnownValueInAPlaceWithoutReferencesNamesObjectAndField() throws IOException {
        String report =
                err("services:\n  db:\n    image: postgres:16\n    environment: {POSTGRES_PASSWORD: s3cr3tLEAK9}\n"
                        + "  web:\n    image: example/web:1\n    working_dir: /srv/s3cr3tLEAK9\n");
        assertThat(report)
                .contains(
                        "POSTGRES_PASSWORD",
                        "Deployment 'web'",
                        "workingDir",
                        "SILD-SECRET-IN-CLEAR",
                        "compose.yaml:7:");
    }

    @Test
    void aSecretThatIsLeftOutIsNotInClear() throws IOException {
        // The value is too short to be looked for in the output.
        Files.writeString(
                folder.resolve("compose.yaml"),
                "services:\n  web:\n    image: example/web:1\n    annotations: {x/: '${API_TOKEN}'}\n");

        assertThat(ConvertRun.run(folder, Map.of("API_TOKEN", "ab"), "", List.of())
                        .err())
                .contains("SILD-LABEL-LOST")
                .doesNotContain("SILD-SECRET-IN-CLEAR");
    }

    @Test
    void aProjectWithoutSecretsInClearReportsNone() throws IOException {
        assertThat(err("services:\n  db:\n    image: postgres:16\n    environment: {POSTGRES_PASSWORD: s3cr3tLEAK9}\n"
                        + "    healthcheck: {test: [\"CMD-SHELL\", \"PGPASSWORD=s3cr3tLEAK9 pg_isready\"]}\n"))
                .doesNotContain("IN-CLEAR");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "redis-cli -a s3cr3tX9 ping|redis-cli -a \"${PW_TOKEN}\" ping",
                "redis-cli -a \"s3cr3tX9\" ping|redis-cli -a \"${PW_TOKEN}\" ping",
                "redis-cli -a 's3cr3tX9' ping|redis-cli -a ''\"${PW_TOKEN}\"'' ping",
                "sh -c 'mysql -ps3cr3tX9 -e \"select 1\"'|sh -c 'mysql -p'\"${PW_TOKEN}\"' -e \"select 1\"'"
            })
    void aHealthChecksShellReadsTheValueAsOneWord(String script, String expected) throws IOException {
        Files.writeString(
                folder.resolve("compose.yaml"),
                "services:\n  db:\n    image: example/db:1\n    environment: {PW_TOKEN: s3cr3tX9}\n"
                        + "    healthcheck:\n      test:\n      - CMD-SHELL\n      - |-\n        " + script + "\n");
        String command = command(ConvertRun.run(folder, "--report", "json").out());
        assertThat(command).isEqualTo(expected);
    }

    @Test
    void aCommandGetsTheVariableThatTheServiceHasAlready() throws IOException {
        assertThat(out("services:\n  db:\n    image: example/db:1\n    environment: {DB_PW:"
                        + " s3cr3tX9}\n    command: [\"run\", \"x=s3cr3tX9\"]\n"))
                .contains("\"x=$(DB_PW)\"")
                .doesNotContain("SILD_");
    }

    @Test
    void aCommandWithoutTheVariableGetsOneThatNoProgramReads() throws IOException {
        assertThat(out("services:\n  db:\n    image: example/db:1\n    environment: {POSTGRES_PASSWORD: s3cr3tX9}\n"
                        + "  job:\n    image: example/job:1\n    command: [\"run\", \"s3cr3tX9\"]\n"))
                .contains("$(SILD_POSTGRES_PASSWORD)", "key: SILD_POSTGRES_PASSWORD");
    }

    @Test
    void hintsGoBeforeTheRuleInBothDirections() throws IOException {
        String out = out("x-sild: {secrets: [\"INNER_*\"], plain: [API_TOKEN, app]}\nservices:\n  web:\n    image:"
                + " example/web:1\n"
                + "    environment: {INNER_THING: visible-1, API_TOKEN: plain-2, OTHER: inner-3}\n   "
                + " configs: [app]\n"
                + "  api:\n    image: example/api:1\n    environment: {INNER_THING: shown-4, API_TOKEN:"
                + " hidden-5}\n"
                + "    x-sild: {secrets: [API_TOKEN], plain: [INNER_THING]}\n"
                + "configs: {app: {content: 'password: readable-6'}}\n");
        assertThat(out).contains("plain-2", "inner-3", "shown-4", "readable-6").doesNotContain("visible-1", "hidden-5");
    }

    @Test
    void aHintForNothingIsReportedWithTheNameThatWasMeant() throws IOException {
        assertThat(err("x-sild: {plain: [API_TOKN]}\nservices:\n  web:\n    image: example/web:1\n   "
                        + " environment: {API_TOKEN: abc}\n"))
                .contains("'API_TOKN'", "did you mean 'API_TOKEN'?");
    }

    private String out(String project) throws IOException {
        Files.writeString(folder.resolve("compose.yaml"), project);
        return ConvertRun.run(folder).out();
    }

    private String err(String project) throws IOException {
        Files.writeString(folder.resolve("compose.yaml"), project);
        return ConvertRun.run(folder).err();
    }

    /** Returns the script of the probe. */
    private static String command(String manifests) {
        Map<String, Object> deployment = Tree.documents(manifests).stream()
                .filter(object -> object.get("kind").equals("Deployment"))
                .findFirst()
                .orElseThrow();
        return Tree.texts(
                        Tree.list(deployment, "spec", "template", "spec", "containers")
                                .get(0),
                        "readinessProbe",
                        "exec",
                        "command")
                .get(2);
    }
}
