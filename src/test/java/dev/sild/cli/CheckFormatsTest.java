package dev.sild.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

/** The forms in which violations are printed. */
@Tag("executable")
class CheckFormatsTest extends CheckCase {
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
}
