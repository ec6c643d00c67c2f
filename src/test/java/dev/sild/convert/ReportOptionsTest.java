package dev.sild.convert;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What --strict, --allow, --quiet and --report do. */
@Tag("executable")
class ReportOptionsTest extends OptionsCase {
    @Test
    void strictWritesNothingWhereSomethingIsLost() throws IOException {
        Files.writeString(folder.resolve("lossy.yaml"), "services: {web: {image: 'a:1', uts: host}}");

        ConvertRun conversion = ConvertRun.run(folder, "-f", "lossy.yaml", "--strict", "-o", "out/");

        assertThat(conversion.code()).isEqualTo(3);
        assertThat(conversion.err())
                .contains("'uts' is not carried over")
                .contains("nothing was written because of --strict");
        assertThat(files()).doesNotContain("out/web.yaml");
    }

    @Test
    void strictPutsUpWithAllowedLossesAndStillReportsThem() throws IOException {
        Files.writeString(
                folder.resolve("lossy.yaml"),
                "name: shop\nservices:\n  web:\n    image: example/web:1\n    uts: host\n    user: somebody\n");

        ConvertRun one = ConvertRun.run(folder, "-f", "lossy.yaml", "--strict", "--allow", "SILD-NOT-CARRIED");
        ConvertRun both =
                ConvertRun.run(folder, "-f", "lossy.yaml", "--strict", "--allow", "sild-not-carried,SILD-USER-BY-NAME");
        ConvertRun apart = ConvertRun.run(
                folder, "-f", "lossy.yaml", "--strict", "--allow", "SILD-USER-BY-NAME", "--allow", "SILD-NOT-CARRIED");

        assertThat(one.code()).isEqualTo(3);
        assertThat(one.out()).isEmpty();
        assertThat(both.code()).isZero();
        assertThat(both.out()).contains("kind: Deployment");
        assertThat(both.err()).contains("'uts' is not carried over", "2 lost, of 4 attributes");
        assertThat(apart).isEqualTo(both);
    }

    @Test
    void strictPutsUpWithApproximations() {
        String compose =
                "name: shop\nservices: {web: {image: 'a:1', depends_on: [db]}, db: {image: 'a:1', pull_policy: daily}}";

        ConvertRun conversion = ConvertRun.run(folder, Map.of(), compose, List.of("-f", "-", "--strict"));

        assertThat(conversion.code()).isZero();
        assertThat(conversion.err()).contains("2 approximated, of 5 attributes");
    }

    @Test
    void jsonReportListsEveryAttributeAndTheirSum() throws IOException {
        ConvertRun conversion = ConvertRun.run(
                folder,
                Map.of(),
                "services: {web: {image: 'a:1', uts: host}}",
                List.of("-f", "-", "-q", "--report", "json"));

        JsonNode report = new ObjectMapper().readTree(conversion.err());
        assertThat(report.get("findings")).isEmpty();
        assertThat(report.get("attributes").findValuesAsText("attribute"))
                .containsExactly("services.web.image", "services.web.uts");
        assertThat(report.at("/attributes/1/outcome").asText()).isEqualTo("lost");
        assertThat(report.at("/attributes/1/codes/0").asText()).isEqualTo("SILD-NAMESPACE-LOST");
        assertThat(report.at("/attributes/1/column").asInt()).isEqualTo(32);
        assertThat(report.get("summary").toString())
                .isEqualTo("{\"attributes\":2,\"carried\":1,\"approximated\":0,\"lost\":1,\"otherLosses\":0}");
    }

    @Test
    void sarifReportIsForFailuresToo() throws IOException {
        ConvertRun conversion =
                ConvertRun.run(folder, Map.of(), "services: {web: {imag: x}}", List.of("-f", "-", "--report", "sarif"));

        assertThat(conversion.code()).isEqualTo(1);
        assertThat(new ObjectMapper()
                        .readTree(conversion.err())
                        .at("/runs/0/results/0/ruleId")
                        .asText())
                .isEqualTo("SILD-INPUT-INVALID");
    }

    @Test
    void strictWritesWhereNothingIsLost() {
        ConvertRun conversion =
                ConvertRun.run(folder, Map.of(), "services: {web: {image: 'a:1'}}", List.of("-f", "-", "--strict"));

        assertThat(conversion.code()).isZero();
        assertThat(conversion.out()).contains("kind: Deployment");
    }

    @Test
    void strictRefusesWhatDockerComposeRefuses() {
        String compose = "services: {web: {image: 'a:1', volumes: ['data:/data']}}";

        assertThat(ConvertRun.run(folder, Map.of(), compose, List.of("-f", "-")).code())
                .isZero();
        assertThat(ConvertRun.run(folder, Map.of(), compose, List.of("-f", "-", "--strict"))
                        .code())
                .isEqualTo(1);
        assertThat(ConvertRun.run(folder, "--help").out()).containsPattern("docker\\s+compose\\s+would\\s+refuse");
    }

    @Test
    void quietSaysNothingButErrors() {
        assertThat(ConvertRun.run(folder, "-q").err()).isEmpty();
        assertThat(ConvertRun.run(folder, "-q", "-f", "missing.yaml").err()).contains("missing.yaml");
    }
}
