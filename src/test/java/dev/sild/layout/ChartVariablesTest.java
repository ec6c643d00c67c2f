package dev.sild.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sild.convert.Conversion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The variables of a compose file, wherever they stand, are variables of its chart. */
class ChartVariablesTest {
    private static final String EVERYWHERE = """
      name: shop
      services:
        web:
          image: example/web:${TAG:-1.27}
          ports: ["${OUTSIDE:-8080}:80", "${ADMIN:-9000}:${ADMIN:-9000}"]
          mem_limit: ${MEM:-512m}
          cpus: ${CPUS:-0.5}
          environment:
            LEVEL: ${LEVEL:-info}
            SIZE_TOO: ${MEM:-512m}
            DB_PASSWORD: ${DB_PASSWORD:-geheim}
            DB_URL: postgres://app:${DB_PASSWORD:-geheim}@db:${DB_PORT:-5432}/app
          labels: {team: "of ${TEAM:-blue}"}
          healthcheck: {test: ["CMD", "curl", "-f", "http://localhost:${ADMIN:-9000}/"], interval: "${EVERY:-1m30s}"}
          configs: [{source: settings, target: /etc/settings.conf}]
          secrets: [key]
          volumes: ["data:/data"]
          user: "${OWNER:-1000}:${GROUP:-1001}"
          deploy: {replicas: "${COPIES:-2}"}
          x-sild: {host: "${HOST:-shop.example.com}"}
        job:
          image: example/web:${TAG:-1.27}
          restart: "no"
          working_dir: ${FOLDER:-/srv}
          mem_limit: ${JOB_MEM:-64m}
      configs:
        settings: {content: "level=${LEVEL:-info} {{ not ours }}\\n"}
      secrets:
        key: {environment: API_KEY}
      volumes:
        data: {x-sild: {class: "${CLASS:-fast}", size: "${SIZE:-3Gi}"}}
      """;

    @TempDir
    Path project;

    @TempDir
    Path chart;

    private Fixture shop;

    @BeforeEach
    void writeTheProject() throws IOException {
        Files.writeString(project.resolve("compose.yaml"), EVERYWHERE);
        shop = new Fixture("shop", project, Map.of("API_KEY", "schluessel"), List.of("--expose", "ingress"));
    }

    static List<Fixture> projects() {
        return Fixture.of("kubernetes").stream()
                .filter(fixture -> !fixture.has("-n"))
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
                        "memory: \"{{ include `sild.bytes` (.Values.variables.MEM | toString) }}\"");
    }

    @Test
    void aSecretOneIsNoneOfTheValuesAndMayBeSet() throws IOException {
        shop.convert("--layout", "chart", "-o", chart.toString());
        for (String file : List.of(
                "values.yaml",
                "README.md",
                "values.schema.json",
                "templates/web.yaml",
                "templates/shared-files.yaml")) {
            assertThat(chart.resolve(file)).content().doesNotContain("geheim", "schluessel", "Z2VoZWlt");
        }
        assertThat(chart.resolve("values.yaml")).content().contains("API_KEY: null", "DB_PASSWORD: null");
        // No hash of a secret, either, which might be guessed.
        assertThat(template("variables: {DB_PASSWORD: anders}")
                        .replace("YW5kZXJz", "Z2VoZWlt")
                        .replaceAll("DB_URL: .*", ""))
                .contains("DB_PASSWORD")
                .isEqualTo(template("").replaceAll("DB_URL: .*", ""));
        shop.convert("--layout", "chart", "-o", chart.toString(), "--secrets", "omit");
        assertThat(chart.resolve("values.yaml")).content().doesNotContain("DB_PASSWORD");
    }

    @Test
    void oneWithSeveralDefaultsKeepsEach() throws IOException {
        Files.writeString(project.resolve("compose.yaml"), """
        name: shop
        services:
          a: {image: "example/a:${TAG:-1}", environment: {LEVEL: "${LEVEL:-info}"}}
          b: {image: "example/b:${TAG:-2}", environment: {LEVEL: "${LEVEL:-debug}"}}
        """);
        shop.convert("--layout", "chart", "-o", chart.toString());
        assertThat(Meaning.of(template(""))).isEqualTo(Meaning.of(shop.convert().out()));
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
                .contains("SHARES is not a chart value here", "set resources.web in the chart's values");
        assertThat(template("resources: {web: {requests: {cpu: 750m}}}"))
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
        assertThat(chart.resolve("templates/web.yaml")).content().doesNotContain("geheim");
        assertThat(template("")).contains("CONNECTION: \"YXBwL2dlaGVpbQ==\"");
        assertThat(new VariableTrial(shop, chart).variables()).containsOnlyKeys("DB_PASSWORD", "LEVEL");
    }

    @Test
    void whatCannotBeConvertedIsNotTriedWithOtherValues() throws IOException {
        web("""
            restart: ${RESTART:-always}
            volumes: ["d:/data"]
        """);
        assertThat(Conversion.run(project, Map.of(), "", List.of("--layout", "chart", "-o", chart.toString()))
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

    private void web(String attributes) throws IOException {
        Files.writeString(
                project.resolve("compose.yaml"),
                "name: shop\nservices:\n  web:\n    image: example/web:1\n" + attributes);
    }

    private void address(String address) throws IOException {
        Files.writeString(project.resolve("compose.yaml"), """
        name: shop
        services:
          web: {image: "example/web:1", environment: {CACHE: "%s", LEVEL: "${LEVEL:-info}"}}
          cache: {image: "example/cache:1"}
        """.formatted(address));
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
        assertThat(template("variables: {MEM: '" + given + "'}"))
                .containsPattern("\"memory\":\"" + Pattern.quote(written) + "\"");
        assertThat(new Fixture("shop", project, Map.of("MEM", given), List.of())
                        .convert()
                        .out())
                .containsPattern("memory: \"?" + Pattern.quote(written) + "\"?\n");
    }

    @ParameterizedTest
    @CsvSource({"0.5, 500m", "2, 2", "1.25, 1250m", "0.001, 1m"})
    void processorsAreWrittenAsAConversionWritesThem(String given, String written) {
        shop.convert("--layout", "chart", "-o", chart.toString());
        assertThat(template("variables: {CPUS: '" + given + "'}")).contains("\"cpu\":\"" + written + "\"");
    }

    @ParameterizedTest
    @CsvSource({"10s, 10", "1m30s, 90", "2h, 7200", "1h0m5s, 3605"})
    void timesAreWrittenAsAConversionWritesThem(String given, int written) {
        shop.convert("--layout", "chart", "-o", chart.toString());
        assertThat(template("variables: {EVERY: '" + given + "'}")).contains("periodSeconds: " + written + "\n");
    }

    private String template(String values) {
        return WrittenChart.template(chart, values);
    }
}
