package dev.sild.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("executable")
class CheckCommandTest extends CheckCase {
    @ParameterizedTest
    @CsvSource({
        "error, 1, 0, 0",
        "warning, 1, 1, 0",
        "info, 1, 1, 1",
        "never, 0, 0, 0",
    })
    void theExitCodeSaysWhetherThereIsAViolationOfThatSeverity(String least, int error, int warning, int hint)
            throws IOException {
        assertThat(check(PRIVILEGED, "--fail-on", least).code()).isEqualTo(error);
        assertThat(check(LATEST, "--fail-on", least).code()).isEqualTo(warning);
        assertThat(check(CLEAN, "--fail-on", least).code()).isEqualTo(hint);
    }

    @Test
    void withoutAComposeFileTheDockerfileIsChecked() throws IOException {
        Files.writeString(folder.resolve("Dockerfile"), "FROM debian:latest\nUSER 1000\n");

        CommandRun run = run();

        assertThat(run.out()).startsWith("Dockerfile:1:1: warning: ").contains("[image-latest]");
        assertThat(run.code()).isEqualTo(1);
    }

    @Test
    void aScriptIsCheckedLikeAComposeFile() throws IOException {
        Files.writeString(folder.resolve("setup.sh"), "docker run -d --privileged --restart always -m 1g web:1.0\n");

        CommandRun run = run("setup.sh");

        assertThat(run.out()).contains("setup.sh:1:").contains("[privileged]");
    }

    @Test
    void aCommentWithAReasonAllowsAViolation() throws IOException {
        String because = "    # sild: allow privileged because it formats disks\n    privileged: true\n";
        CommandRun allowed = check(PRIVILEGED.replace("    privileged: true\n", because), "--format", "json");

        assertThat(allowed.code()).isZero();
        assertThat(allowed.out()).contains("\"allowed\": \"it formats disks\"");
        assertThat(rules(check(
                        PRIVILEGED.replace("    privileged: true\n", because.replace(" because it formats disks", "")),
                        "--format",
                        "json")))
                .contains("privileged");
        assertThat(rules(check(
                        PRIVILEGED.replace(
                                "    privileged: true\n",
                                because.replace("privileged because", "image-latest because")),
                        "--format",
                        "json")))
                .contains("privileged");
        assertThat(check(PRIVILEGED.replace("true\n", "true # sild: allow image-latest, privileged because of disks\n"))
                        .code())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"privileged", "priviliged because of disks", "because of disks"})
    void aCommentThatAllowsNothingIsNamed(String comment) throws IOException {
        CommandRun run = check(PRIVILEGED.replace("true\n", "true # sild: allow " + comment + "\n"));

        assertThat(run.err())
                .startsWith("sild: compose.yaml:6:22: this comment allows nothing; write # sild: allow RULE");
    }

    @Test
    void aHintWithAReasonAllowsViolationsOfItsServiceOrOfTheProject() throws IOException {
        String other = PRIVILEGED + "  web.b:\n    image: example.com/b:1.0\n    privileged: true\n";
        String hint = "    x-sild: {allow: {PRIVILEGED: it formats disks, cpu-unlimited: it is alone}}\n";

        CommandRun service = check(PRIVILEGED + hint, "--format", "json");
        CommandRun both =
                check(other.replace("    privileged: true\n  web.b", "    privileged: true\n" + hint + "  web.b"));
        CommandRun project = check("x-sild: {allow: {privileged: both format disks}}\n" + other);

        assertThat(service.code()).isZero();
        assertThat(service.out()).contains("\"allowed\": \"it formats disks\"");
        assertThat(both.out()).contains("compose.yaml:10:5").doesNotContain("compose.yaml:6:5");
        assertThat(project.out()).doesNotContain("[privileged]").contains("[memory-unlimited]");
        Files.writeString(folder.resolve("Dockerfile"), "FROM debian:latest\nUSER 1000\n");
        assertThat(check("x-sild: {allow: {image-latest: of tests}}\n" + CLEAN + "    build: .\n")
                        .out())
                .doesNotContain("[image-latest]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"privileged: ''", "priviliged: it formats disks"})
    void aHintThatAllowsNothingIsNamed(String hint) throws IOException {
        CommandRun run = check(PRIVILEGED + "    x-sild: {allow: {" + hint + "}}\n");

        assertThat(run.err())
                .startsWith("sild: compose.yaml:7:22: this hint allows nothing; write x-sild: {allow: {RULE: REASON}}");
        assertThat(run.out()).contains("[privileged]");
    }

    @Test
    void aConversionIgnoresAllowances() throws IOException {
        String hints = "x-sild: {allow: {image-latest: x}}\n" + CLEAN + "    x-sild: {allow: {privileged: x}}\n";
        Files.writeString(folder.resolve("compose.yaml"), hints);

        CommandRun run = CommandRun.of(folder, "", "convert", "-o", "-");

        assertThat(run.err()).doesNotContain("x-sild").doesNotContain("lost:");
        assertThat(run.code()).isZero();
    }

    @Test
    void settingsChangeSeveritiesAndSwitchRulesOff() throws IOException {
        Files.writeString(folder.resolve(".sild.yaml"), "check: {rules: {privileged: off, cpu-unlimited: error}}\n");

        CommandRun run = check(PRIVILEGED, "--format", "json");

        assertThat(rules(run)).doesNotContain("privileged").contains("cpu-unlimited");
        assertThat(run.out()).contains("\"rule\": \"cpu-unlimited\", \"severity\": \"error\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "check: {rules: {priviliged: off}}|.sild.yaml:1:17: error: unknown rule 'priviliged'; did you mean privileged?",
                "check: {rules: {privileged: loud}}|.sild.yaml:1:29: error: unknown severity; use one of error, warning",
                "check: {registries: docker.io}|.sild.yaml:1:21: error: a list of registries is needed, not a string",
                "chekc: {}|.sild.yaml:1:1: error: unknown key 'chekc'; use one of check",
                "[]|.sild.yaml:1:1: error: a mapping is needed, not a list",
            })
    void wrongSettingsAreRefusedWithTheirPlace(String text, String message) throws IOException {
        Files.writeString(folder.resolve(".sild.yaml"), text + "\n");

        CommandRun run = check(CLEAN);

        assertThat(run.err()).startsWith(message);
        assertThat(run.code()).isEqualTo(2);
    }

    @Test
    void aBaselineHoldsWhatIsKnownThoughLinesMove() throws IOException {
        CommandRun written = check(PRIVILEGED, "--write-baseline", "base.json");
        CommandRun same = check("# moved\n\n" + PRIVILEGED, "--baseline", "base.json");
        CommandRun more = check(PRIVILEGED + "    pid: host\n", "--baseline", "base.json", "--format", "json");

        assertThat(written.code()).isZero();
        assertThat(same.out()).isEmpty();
        assertThat(same.code()).isZero();
        assertThat(rules(more)).containsExactly("host-namespace", "pod-security");
        assertThat(more.code()).isEqualTo(1);
    }

    @Test
    void whatIsNoBaselineIsRefused() throws IOException {
        Files.writeString(folder.resolve("base.json"), "{}");

        CommandRun run = check(CLEAN, "--baseline", "base.json");

        assertThat(run.err()).startsWith("base.json:1:1: error: this is not a baseline");
        assertThat(run.code()).isEqualTo(2);
    }

    @Test
    void aFileThatDoesNotExistIsAnError() {
        CommandRun run = run("Dockerfile");

        assertThat(run.err()).contains("'Dockerfile' does not exist");
        assertThat(run.code()).isEqualTo(2);
    }

    @Test
    void aCleanCheckoutWithoutVariablesAndEnvFilesIsChecked() throws IOException {
        CommandRun run = check(PRIVILEGED + """
                              env_file: [secrets.env]
                              ports: ["${PORT}:80"]
                              read_only: ${READ_ONLY}
                              healthcheck: {test: [CMD, x], interval: "${INTERVAL}"}
                              environment: {DB_PASSWORD: "${DB_PASSWORD:?set it}"}
                          """, "--format", "json");

        assertThat(rules(run)).as(run.err()).contains("privileged").doesNotContain("secret-in-compose");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "# For local use only\n%s",
                "%s    environment: {NODE_ENV: development}\n",
                "%s      target: dev\n"
            })
    void whatIsMeantForDevelopmentGetsHints(String form) throws IOException {
        Files.writeString(folder.resolve("Dockerfile"), "FROM debian:12 AS dev\nRUN pip install x\nCMD [\"run\"]\n");
        String built = "services:\n  web:\n    restart: always\n    build:\n      context: .\n";

        assertThat(check(built, "--format", "json").out())
                .contains("\"rule\": \"memory-unlimited\", \"severity\": \"warning\"");
        assertThat(check(form.formatted(built), "--format", "json").out())
                .contains("\"rule\": \"memory-unlimited\", \"severity\": \"info\"");
    }

    @Test
    void aLinkToAFileElsewhereIsReadOnlyIfItIsNamed(@TempDir Path elsewhere) throws IOException {
        Files.writeString(elsewhere.resolve("private.yaml"), "token: x\n");
        Files.createSymbolicLink(folder.resolve(".sild.yaml"), elsewhere.resolve("private.yaml"));

        assertThat(check(CLEAN).err()).doesNotContain("token");
        assertThat(check(CLEAN, "--settings", ".sild.yaml").err()).contains("unknown key 'token'");
    }

    @Test
    void aPipelineElsewhereIsNotRead(@TempDir Path elsewhere) throws IOException {
        Files.writeString(elsewhere.resolve("private.yaml"), "docker push x\n");
        Path workflows = Files.createDirectories(folder.resolve(".github/workflows"));
        Files.createSymbolicLink(folder.resolve(".gitlab-ci.yml"), elsewhere.resolve("private.yaml"));
        Files.createSymbolicLink(workflows.resolve("build.yml"), elsewhere.resolve("private.yaml"));

        assertThat(rules(check(CLEAN, "--format", "json"))).doesNotContain("pushed-unscanned");

        Files.writeString(folder.resolve("Jenkinsfile"), "sh 'docker push x' // sild: allow this is no comment\n");
        assertThat(rules(check(CLEAN, "--format", "json"))).contains("pushed-unscanned", "pushed-as-latest");
    }

    @Test
    void aDockerfileOfTheProjectIsCheckedOnce() throws IOException {
        Files.writeString(folder.resolve("Dockerfile"), "FROM debian:latest\n");

        CommandRun run = check(CLEAN + "    build: .\n", "compose.yaml", "Dockerfile", "--format", "json");

        assertThat(rules(run)).containsOnlyOnce("image-latest");
    }

    @Test
    void aFileOfEnvironmentCanNameTheProject() throws IOException {
        Files.writeString(folder.resolve("Dockerfile"), "FROM debian:12\n");
        Files.writeString(folder.resolve(".env"), "COMPOSE_FILE=other.yaml\n");
        Files.writeString(folder.resolve("other.yaml"), PRIVILEGED);

        assertThat(run().out()).contains("other.yaml:6:5: error: ").contains("[privileged]");
    }

    @Test
    void aDefaultThatIsASecretCountsUnlessTheVariableHasAValue() throws IOException {
        String compose = CLEAN + "    environment: {DB_PASSWORD: \"${PW:-hunter2hunter2}\"}\n";

        CommandRun run = check(compose, "--format", "json");
        Files.writeString(folder.resolve(".env"), "PW=of-this-machine\n");

        assertThat(rules(run)).contains("secret-in-compose");
        assertThat(run.out()).contains("the default of PW is a secret").doesNotContain("hunter2");
        assertThat(rules(check(compose, "--format", "json"))).doesNotContain("secret-in-compose");
    }

    @Test
    void explainTellsOfARule() {
        CommandRun run = CommandRun.of(folder, "", "explain", "privileged");

        assertThat(run.out()).startsWith("privileged (error)\n").contains("# sild: allow privileged because REASON");
        assertThat(run.code()).isZero();
    }
}
