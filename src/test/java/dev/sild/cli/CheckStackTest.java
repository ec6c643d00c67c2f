package dev.sild.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Custom resources are checked by the application that they become. */
@Tag("executable")
class CheckStackTest extends CheckCase {
    private static final String SHOP = """
            apiVersion: sild.dev/v1alpha1
            kind: MicroserviceStack
            metadata: {name: shop}
            spec:
              gateway:
                routes: [{path: /, service: auth}]
              services:
              - name: auth
                image: auth:latest
                port: 8000
                database: {engine: Postgres}
            """;

    private CommandRun stack(String text, String... arguments) throws IOException {
        Files.writeString(folder.resolve("shop.yaml"), text);
        String[] all = new String[arguments.length + 1];
        all[0] = "shop.yaml";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return run(all);
    }

    @Test
    void whatItsPodsLackHasThePlaceOfTheirComponent() throws IOException {
        CommandRun run = stack(SHOP, "--level", "info");

        assertThat(run.out())
                .contains("shop.yaml:9:5: warning: 'auth:latest' is whatever was published last [image-latest]")
                .contains("shop.yaml:8:5: info: the program of 'auth' can change its own files [root-writable]")
                .contains("shop.yaml:11:5: info: nothing in the stack backs up the data of 'auth-database'")
                .doesNotContain("nginx-unprivileged");
        assertThat(run.code()).isEqualTo(1);
        assertThat(stack(SHOP.replace("Postgres}", "Postgres, backup: {enabled: true}}"), "--level", "info")
                        .out())
                .doesNotContain("[database-without-backup]");
        assertThat(stack(
                                SHOP.replace(
                                        "port: 8000",
                                        "securityContext: {runAsUser: 1000, readOnlyRootFilesystem: true}\n    port: 8000"),
                                "--level",
                                "info")
                        .out())
                .doesNotContain("of 'auth' can change");
    }

    @Test
    void aBackupOfAnotherDatabaseIsNone() throws IOException {
        String two = SHOP.replace("Postgres}", "Postgres, backup: {enabled: true}}")
                + "  - {name: user, image: \"user:1.0\", port: 8000, database: {engine: Postgres}}\n";

        assertThat(stack(two, "--level", "info").out())
                .contains("backs up the data of 'user-database'")
                .doesNotContain("backs up the data of 'auth-database'");
    }

    @Test
    void commentsAndSettingsAllowViolationsOfAStack() throws IOException {
        assertThat(stack(SHOP.replace("auth:latest", "auth:latest # sild: allow image-latest because of tests"))
                        .code())
                .isZero();
        Files.writeString(folder.resolve(".sild.yaml"), "check: {registries: [ghcr.io], rules: {image-latest: off}}\n");
        assertThat(rules(stack(SHOP, "--format", "json")))
                .contains("image-registry")
                .doesNotContain("image-latest");
    }

    @Test
    void aStackAndAComposeProjectAreCheckedTogether() throws IOException {
        Files.writeString(folder.resolve("compose.yaml"), PRIVILEGED);
        Files.writeString(folder.resolve("shop.yaml"), SHOP);

        assertThat(rules(run("compose.yaml", "shop.yaml", "--format", "json"))).contains("privileged", "image-latest");
    }

    @Test
    void aStackWithAMistakeIsAnError() throws IOException {
        CommandRun run = stack(SHOP.replace("port: 8000", "port: many"));

        assertThat(run.err()).contains("shop.yaml:10:");
        assertThat(run.code()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"web-stack", "microservices", "monitoring"})
    void theExamplesViolateNoRuleOfSeverityWarning(String example) {
        for (String file : new String[] {"smallest.yaml", "course.yaml", "everything.yaml"}) {
            String path = Path.of("examples", example, "kubernetes", file)
                    .toAbsolutePath()
                    .toString();
            CommandRun run = run(path);

            assertThat(run.code()).as(run.out() + run.err()).isZero();
        }
    }

    @Test
    void aLabelNamedImageIsNone() throws IOException {
        assertThat(stack(SHOP.replace("port: 8000", "port: 8000\n    labels: {image: untagged}"), "--level", "info")
                        .out())
                .doesNotContain("untagged");
    }
}
