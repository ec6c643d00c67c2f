package dev.sild.layout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.convert.ConvertRun;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which variables a chart asks for in which form, and which it reports as fixed. */
@Tag("executable")
class ChartVariableFormsTest extends ChartVariablesCase {
    @Test
    void oneWithSeveralDefaultsKeepsEach() throws IOException {
        Files.writeString(project.resolve("compose.yaml"), """
        name: shop
        services:
          a: {image: "example/a:${TAG:-1}", environment: {LEVEL: "${LEVEL:-info}"}}
          b: {image: "example/b:${TAG:-2}", environment: {LEVEL: "${LEVEL:-debug}"}}
        """);
        shop.convert("--layout", "chart", "-o", chart.toString());
        assertThat(ChartMeaning.of(template(""), shop.convert().out()))
                .isEqualTo(ChartMeaning.ofList(shop.convert().out()));
        assertThat(template("variables: {TAG: '3', LEVEL: warn}"))
                .contains("example/a:3", "example/b:3")
                .doesNotContain("info", "debug");
    }

    @Test
    void oneThatDecidesWhatThereIsIsReported() throws IOException {
        Files.writeString(project.resolve("compose.yaml"), """
        name: shop
        services:
          web:
            image: example/web
            read_only: ${FROZEN:-true}
            restart: ${RESTART:-always}
            ports: ["80"]
            environment: {PORT: "${PORT:-80}"}
            networks: ["${NETWORK:-front}"]
        networks: {front: }
        """);
        assertThat(shop.convert("--layout", "chart", "-o", chart.toString()).err())
                .contains(
                        "compose.yaml:5:16: warning: FROZEN is not a chart value here",
                        "RESTART is not a chart value here")
                .doesNotContain("PORT here");
    }

    @Test
    void oneInAnAddressIsThePortOfTheServiceThatItLeadsTo() throws IOException {
        address("redis://cache:${CACHE_PORT:-6380}");
        assertThat(shop.convert("--layout", "chart", "-o", chart.toString()).err())
                .doesNotContain("SILD-VARIABLE-FIXED");
        assertThat(template("variables: {CACHE_PORT: 7000}"))
                .contains("redis://cache:7000", "containerPort: 7000")
                .doesNotContain("6380");
    }

    @Test
    void oneThatIsAskedForAndHasLedToMoreIsReported() throws IOException {
        address("${CACHE:-redis://cache:6380}");
        assertThat(shop.convert("--layout", "chart", "-o", chart.toString()).err())
                .containsOnlyOnce("SILD-VARIABLE-FIXED")
                .contains("CACHE is a chart value here, but text derived from it is inlined");
    }

    @Test
    void zerosBeforeANumberMakeItNoOctalOne() throws IOException {
        web("""
            user: "${OWNER:-010}"
            stop_grace_period: ${GRACE:-1m08s}
            healthcheck: {test: [CMD, check], retries: "${RETRIES:-08}", interval: "${EVERY:-010s}"}
        """);
        VariableTrial trial = new VariableTrial(shop, chart);
        assertThat(trial.variables()).containsOnlyKeys("OWNER", "GRACE", "RETRIES", "EVERY");
        assertThat(trial.differences()).isEmpty();
        assertThat(template("variables: {OWNER: '0100', GRACE: 1h09m, RETRIES: '09'}"))
                .contains("runAsUser: 100", "terminationGracePeriodSeconds: 4140", "failureThreshold: 9");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "environment: {X: \"${V:+on}\"}", "command: [\"--x=${V:+on}\"]",
                        "environment: {X: \"${OUTER:-${V:-deep}}\"}",
                "command: \"${V:-run me now}\"", "environment: [\"${V:-A=b}\"]",
                        "container_name: a, hostname: \"${V:-My_Host}\"",
                "environment: {X: \"${Y:-a}\"}, read_only: \"${V:-true}\""
            })
    void whatCannotBeAskedForIsNeverSilent(String attribute) throws IOException {
        Files.writeString(
                project.resolve("compose.yaml"),
                "name: shop\nservices: {web: {image: example/web:1, " + attribute + "}}\n");
        String said = shop.convert("--layout", "chart", "-o", chart.toString()).err();
        assertThat(said)
                .containsPattern("\\bV is (not a chart value\\b|a chart value here, but)")
                .doesNotContain("for Y ");
        assertThat(new VariableTrial(shop, chart).differences()).isEmpty();
    }

    @Test
    void whatHasNoPlaceInAManifestIsNotSaidToBeWrittenDown() throws IOException {
        web("""
            ulimits: {nofile: "${FILES:-1024}"}
            cpu_shares: "${SHARES:-512}"
            dns: ["${DNS:-10.0.0.1}"]
            volumes: ["${FOLDER:-.}/data:/data"]
            mem_limit: 100m
        """);
        assertThat(shop.convert("--layout", "chart", "-o", chart.toString()).err())
                .doesNotContain("SILD-VARIABLE-FIXED");
    }

    @Test
    void sharesThatKeepProcessorsFreeAreWrittenDownAndSetByTheChartsResources() throws IOException {
        web("""
            cpu_shares: "${SHARES:-512}"
        """);
        assertThat(shop.convert("--layout", "chart", "-o", chart.toString(), "--cpu-shares", "request")
                        .err())
                .contains("SHARES is not a chart value here", "set web.resources in the chart's values");
        assertThat(template("web: {resources: {requests: {cpu: 750m}}}"))
                .contains("750m")
                .doesNotContain("500m");
        assertThat(new VariableTrial(shop, chart).differences()).isEmpty();
    }

    @Test
    void anotherNumberThatStandsInATextIsNotTakenForOne() throws IOException {
        web("""
            working_dir: "/srv/${AA:-1}/2/${BB:-2}/3"
            labels: {note: "${AA:-1} of ${BB:-2} and 3"}
        """);
        VariableTrial trial = new VariableTrial(shop, chart);
        assertThat(trial.variables()).containsOnlyKeys("AA", "BB");
        assertThat(trial.variables().keySet().stream().flatMap(name -> trial.differences(name).stream()))
                .isEmpty();
    }

    @Test
    void oneMayStandThousandsOfTimesInAText() throws IOException {
        Files.writeString(project.resolve("compose.yaml"), """
        name: shop
        services: {web: {image: "example/web:1", configs: [{source: big, target: /big}]}}
        configs: {big: {content: "%s"}}
        """.formatted("${X:-a} ".repeat(5000)));
        shop.convert("--layout", "chart", "-o", chart.toString());
        assertThat(template("variables: {X: bb}")).contains("bb bb").doesNotContain("a a ");
    }

    @Test
    void aPasswordThatIsNotSetYetIsASecretWhereverOneBelongs() throws IOException {
        web("""
            environment: {DB_URL: "postgres://app:${PW}@db/app"}
        """);
        shop.convert("--layout", "chart", "-o", chart.toString());
        assertThat(chart.resolve("values.yaml")).content().contains("PW: null");
        assertThat(chart.resolve("secrets.values.yaml")).content().contains("PW: \"\"");
        assertThat(template("variables: {PW: geheim}")).doesNotContain("geheim").contains("kind: Secret");
    }

    @Test
    void aSecretWithinTheDefaultOfAnotherIsOne() throws IOException {
        web("""
            environment: {CONNECTION: "${CONNECTION:-app/${DB_PASSWORD:-geheim}}", LEVEL: "${LEVEL:-${DEFAULT_LEVEL:-info}}"}
        """);
        assertThat(shop.convert("--layout", "chart", "-o", chart.toString()).err())
                .contains("CONNECTION is not a chart value", "DEFAULT_LEVEL is not a chart value");
        assertThat(chart.resolve("values.yaml")).content().doesNotContain("geheim");
        assertThat(chart.resolve("templates/web-secret.yaml")).content().doesNotContain("geheim");
        assertThat(template("")).contains("CONNECTION: \"YXBwL2dlaGVpbQ==\"");
        assertThat(new VariableTrial(shop, chart).variables()).containsOnlyKeys("DB_PASSWORD", "LEVEL");
    }

    @Test
    void whatCannotBeConvertedIsNotTriedWithOtherValues() throws IOException {
        web("""
            restart: ${RESTART:-always}
            volumes: ["d:/data"]
        """);
        assertThat(ConvertRun.run(project, Map.of(), "", List.of("--layout", "chart", "-o", chart.toString()))
                        .err())
                .contains("error:")
                .doesNotContain("SILD-VARIABLE-FIXED");
    }

    @Test
    void aPortOfAHostThatIsAVariableTooIsNotForgotten() throws IOException {
        Files.writeString(project.resolve("compose.yaml"), """
        name: shop
        services:
          web: {image: "example/web:1", environment: {DB_HOST: "${DB_HOST:-db}", DB_PORT: "${DB_PORT:-5432}"}}
          db: {image: "postgres:16"}
        """);
        assertThat(shop.convert("--layout", "chart", "-o", chart.toString()).err())
                .contains("DB_PORT is a chart value here, but text derived from it is inlined");
    }

    private void address(String address) throws IOException {
        Files.writeString(project.resolve("compose.yaml"), """
        name: shop
        services:
          web: {image: "example/web:1", environment: {CACHE: "%s", LEVEL: "${LEVEL:-info}"}}
          cache: {image: "example/cache:1"}
        """.formatted(address));
    }
}
