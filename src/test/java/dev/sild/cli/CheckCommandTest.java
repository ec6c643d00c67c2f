package dev.sild.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class CheckCommandTest {
    private static final String PRIVILEGED = """
            services:
              web:
                image: example.com/web:1.0
                restart: always
                mem_limit: 1g
                privileged: true
            """;
    private static final String CLEAN = PRIVILEGED.replace("    privileged: true\n", "");
    private static final String LATEST = CLEAN.replace("web:1.0", "web:latest");

    @TempDir
    Path folder;

    private CommandRun check(String compose, String... arguments) throws IOException {
        Files.writeString(folder.resolve("compose.yaml"), compose);
        return run(arguments);
    }

    private CommandRun run(String... arguments) {
        List<String> all = new ArrayList<>(List.of("check"));
        all.addAll(List.of(arguments));
        return CommandRun.of(folder, "", all.toArray(String[]::new));
    }

    private static List<String> rules(CommandRun json) throws IOException {
        List<String> rules = new ArrayList<>();
        new ObjectMapper().readTree(json.out()).get("violations").forEach(violation -> {
            if (!violation.has("allowed") && !violation.has("known")) {
                rules.add(violation.get("rule").asText());
            }
        });
        return rules;
    }

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
    void sarifHasARuleForEachResultAndKeepsWhatIsAllowed() throws IOException {
        JsonNode log = new ObjectMapper()
                .readTree(check(
                                PRIVILEGED.replace("true\n", "true # sild: allow privileged because of disks\n"),
                                "--format",
                                "sarif")
                        .out());
        JsonNode rules = log.at("/runs/0/tool/driver/rules");
        JsonNode results = log.at("/runs/0/results");

        assertThat(results).isNotEmpty().allSatisfy(result -> {
            assertThat(rules.get(result.get("ruleIndex").asInt()).get("id")).isEqualTo(result.get("ruleId"));
            assertThat(result.at("/partialFingerprints/primaryLocationLineHash").asText())
                    .matches("[0-9a-f]{16}:\\d+");
        });
        assertThat(rules)
                .allSatisfy(rule -> assertThat(rule.at("/help/text").asText()).isNotBlank());
        assertThat(results)
                .filteredOn(result -> result.has("suppressions"))
                .singleElement()
                .satisfies(result -> {
                    assertThat(result.get("ruleId").asText()).isEqualTo("privileged");
                    assertThat(result.at("/suppressions/0/justification").asText())
                            .isEqualTo("of disks");
                });
    }

    @Test
    void junitHasAFailedTestForEachViolation() throws Exception {
        Element suite = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(check(PRIVILEGED, "--format", "junit", "--level", "error")
                        .out())))
                .getDocumentElement();

        assertThat(suite.getAttribute("failures")).isEqualTo("1");
        assertThat(suite.getElementsByTagName("failure").getLength()).isEqualTo(1);
        assertThat(((Element) suite.getElementsByTagName("testcase").item(0)).getAttribute("name"))
                .isEqualTo("privileged compose.yaml:6:5");
    }

    @Test
    void annotationsOfGithubHaveTheirPlaceAndEndNoLine() throws IOException {
        String hostile = CLEAN + "    security_opt: ['100%:unconfined']\n";

        String annotation =
                check(hostile, "--format", "github", "--level", "warning").out();

        assertThat(annotation)
                .startsWith("::warning file=compose.yaml,line=6,col=20,title=unconfined::'100%25:unconfined' lets")
                .hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "json", "sarif", "junit", "github"})
    void noFormatHasTheValueOfASecret(String format) throws IOException {
        Files.writeString(folder.resolve("Dockerfile"), "FROM debian:12\nENV TOKEN=tok3n-0123456789\nUSER 1\n");
        CommandRun run = check(PRIVILEGED + """
                              build: .
                              command: [serve, --password, hunter2hunter2]
                              environment: {DB_PASSWORD: hunter3hunter3}
                              labels: {api-key: hunter4hunter4}
                          """, "--format", format, "--level", "info");

        assertThat(run.out() + run.err())
                .contains("secret-in-compose", "secret-in-dockerfile")
                .doesNotContain("hunter", "tok3n");
    }

    @Test
    void aCleanCheckoutWithoutVariablesAndEnvFilesIsChecked() throws IOException {
        CommandRun run = check(PRIVILEGED + """
                              env_file: [secrets.env]
                              ports: ["${PORT}:80"]
                              environment: {DB_PASSWORD: "${DB_PASSWORD:?set it}"}
                          """, "--format", "json");

        assertThat(rules(run)).contains("privileged").doesNotContain("secret-in-compose");
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
    void explainTellsOfARule() {
        CommandRun run = CommandRun.of(folder, "", "explain", "privileged");

        assertThat(run.out()).startsWith("privileged (error)\n").contains("# sild: allow privileged because REASON");
        assertThat(run.code()).isZero();
    }
}
