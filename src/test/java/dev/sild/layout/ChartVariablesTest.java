package dev.sild.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The variables of a compose file, wherever they stand, are variables of its chart. */
@Tag("executable")
class ChartVariablesTest extends ChartVariablesCase {
    static List<Fixture> projects() {
        return Fixture.of("kubernetes").stream()
                .filter(fixture -> !fixture.has("-n"))
                .filter(fixture -> ChartVariableValues.mayBeIn(fixture.chartFile("values.schema.json")))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("projects")
    void settingOneIsConvertingWithIt(Fixture fixture) {
        VariableTrial trial = new VariableTrial(fixture, chart);
        assertThat(trial.variables().keySet().stream().flatMap(name -> trial.differences(name).stream()))
                .isEmpty();
    }

    @Test
    void settingAnyOfThemIsConvertingWithItWhereverItStands() {
        VariableTrial trial = new VariableTrial(shop, chart);
        assertThat(trial.variables())
                .containsOnlyKeys(
                        "ADMIN",
                        "API_KEY",
                        "CLASS",
                        "COPIES",
                        "CPUS",
                        "DB_PASSWORD",
                        "DB_PORT",
                        "EVERY",
                        "FOLDER",
                        "GROUP",
                        "HOST",
                        "JOB_MEM",
                        "LEVEL",
                        "MEM",
                        "OWNER",
                        "SIZE",
                        "TAG",
                        "TEAM");
        assertThat(trial.differences()).isEmpty();
        assertThat(trial.variables().keySet().stream().flatMap(name -> trial.differences(name).stream()))
                .isEmpty();
    }

    @Test
    void whatTheyBringIsWhatTheComposeFileHas() throws IOException {
        shop.convert("--layout", "chart", "-o", chart.toString());
        assertThat(chart.resolve("values.yaml"))
                .content()
                .contains(
                        "MEM: 512m",
                        "ADMIN: \"9000\"",
                        "EVERY: \"1m30s\"",
                        "replicas: 2",
                        "storageClass: fast",
                        "- shop.example.com");
        assertThat(chart.resolve("templates/web-deployment.yaml"))
                .content()
                .contains(
                        "memory: {{ include \"sild.bytes\" .Values.web.variables.MEM | quote }}",
                        "containerPort: {{ .Values.web.variables.ADMIN }}",
                        "replicas: {{ .Values.web.replicas }}");
    }

    @Test
    void aSecretOneIsNoneOfTheValuesAndMayBeSet() throws IOException {
        shop.convert("--layout", "chart", "-o", chart.toString());
        for (String file : List.of(
                "values.yaml",
                "README.md",
                "values.schema.json",
                "templates/web-secret.yaml",
                "templates/files.yaml")) {
            assertThat(chart.resolve(file)).content().doesNotContain("geheim", "schluessel", "Z2VoZWlt");
        }
        assertThat(chart.resolve("values.yaml")).content().contains("API_KEY: null", "DB_PASSWORD: null");
        // Of a secret, the pods have the hash of all that the Secret holds.
        assertThat(template("variables: {DB_PASSWORD: anders}")
                        .replace("YW5kZXJz", "Z2VoZWlt")
                        .replaceAll("(DB_URL|checksum/secret-web-env): .*", ""))
                .contains("DB_PASSWORD")
                .isEqualTo(template("").replaceAll("(DB_URL|checksum/secret-web-env): .*", ""));
        shop.convert("--layout", "chart", "-o", chart.toString(), "--secrets", "omit");
        assertThat(chart.resolve("values.yaml")).content().doesNotContain("DB_PASSWORD:");
    }

    @ParameterizedTest
    @CsvSource({
        "ADMIN: web",
        "MEM: lots",
        "CPUS: many",
        "EVERY: daily",
        "COPIES: few",
        "SIZE: 1 GiB",
        "NOBODY: x",
        "ADMIN: 1000000",
        "MEM: '0'",
        "CPUS: '0'",
        "EVERY: ''",
        "EVERY: 0s",
        "GROUP: ''"
    })
    void aWrongOneIsRefused(String variable) {
        shop.convert("--layout", "chart", "-o", chart.toString());
        assertThatThrownBy(() -> template("variables: {" + variable + "}"))
                .hasMessageMatching("(?s).*(schema|is not a valid (size|number|duration)).*");
    }

    @ParameterizedTest
    @CsvSource({
        "512m, 512Mi",
        "1.5g, 1536Mi",
        "1024, 1Ki",
        "1000, 1k",
        "1500, 1500",
        "2000000b, 2M",
        "2GB, 2Gi",
        "1t, 1Ti",
        "2048g, 2Ti",
        "64MiB, 64Mi",
        "10b, 10"
    })
    void bytesAreWrittenAsAConversionWritesThem(String given, String written) throws IOException {
        shop.convert("--layout", "chart", "-o", chart.toString());
        assertThat(template("variables: {MEM: '" + given + "'}")).contains("memory: \"" + written + "\"\n");
        assertThat(new Fixture("shop", project, Map.of("MEM", given), List.of())
                        .convert()
                        .out())
                .containsPattern("memory: \"?" + Pattern.quote(written) + "\"?\n");
    }

    @ParameterizedTest
    @CsvSource({"0.5, 500m", "2, 2", "1.25, 1250m", "0.001, 1m"})
    void processorsAreWrittenAsAConversionWritesThem(String given, String written) {
        shop.convert("--layout", "chart", "-o", chart.toString());
        assertThat(template("variables: {CPUS: '" + given + "'}")).contains("cpu: \"" + written + "\"\n");
    }

    @ParameterizedTest
    @CsvSource({"10s, 10", "1m30s, 90", "2h, 7200", "1h0m5s, 3605"})
    void timesAreWrittenAsAConversionWritesThem(String given, int written) {
        shop.convert("--layout", "chart", "-o", chart.toString());
        assertThat(template("variables: {EVERY: '" + given + "'}")).contains("periodSeconds: " + written + "\n");
    }
}
