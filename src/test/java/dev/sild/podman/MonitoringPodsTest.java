package dev.sild.podman;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * examples/monitoring, converted and played as far as its programs are in Debian: prometheus and node-exporter, of
 * other versions than the example's images. There is no grafana, loki, alloy or cadvisor to be had there, and a
 * stand-in of ours would show nothing: their settings are not tested here.
 */
@OnPodman(also = "mmdebstrap")
class MonitoringPodsTest {
    private static final Path EXAMPLE = Path.of("examples/monitoring").toAbsolutePath();
    private static final String PROMETHEUS = "prom/prometheus:v3.5.1";
    private static final Duration POLL = Duration.ofMillis(200);
    private static final int PORT = PodmanMachine.freePort();

    @AutoClose
    private static PodmanMachine podman;

    private static Path manifests;

    @BeforeAll
    static void buildConvertAndPlay() {
        podman = PodmanMachine.start();
        StandIns.debian(PROMETHEUS, "prom/node-exporter:v1.9.1");
        Path project = Sild.copy(EXAMPLE, podman.folder("monitoring"));
        scrapeOften(project.resolve("prometheus/prometheus.yml"));
        Sild.file(project, "without.yaml", """
        services:
          grafana: {profiles: [absent]}
          loki: {profiles: [absent]}
          alloy: {profiles: [absent]}
          cadvisor: {profiles: [absent]}
        """);
        manifests = Sild.convert(
                project,
                Map.of("GRAFANA_ADMIN_PASSWORD", "secret", "PROMETHEUS_PORT", String.valueOf(PORT)),
                "-f",
                "compose.yaml",
                "-f",
                "without.yaml");
        podman.play(manifests);
        await().atMost(180, SECONDS)
                .pollInterval(POLL)
                .ignoreExceptions()
                .until(() -> query("up{job=\"node-exporter\"}").contains("\"1\""));
    }

    @Test
    void nodeExporterIsFoundByItsNameAndMeasuresTheMachine() throws Exception {
        // The other test may have started it again.
        await().atMost(120, SECONDS)
                .pollInterval(POLL)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(query("node_memory_MemAvailable_bytes / node_memory_MemTotal_bytes"))
                        .contains("\"job\":\"node-exporter\""));
        await().atMost(120, SECONDS)
                .pollInterval(POLL)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(query("count(node_filesystem_size_bytes{mountpoint=\"/\"})"))
                        .contains("\"1\""));
    }

    @Test
    void everyPanelAboutMachinesHasSomethingToShow() throws Exception {
        List<String> expressions = new ArrayList<>();
        new ObjectMapper()
                        .readTree(EXAMPLE.resolve("grafana/dashboards/overview.json")
                                .toFile())
                        .findValuesAsText("expr")
                        .stream()
                        .filter(expression -> expression.contains("node_"))
                        .forEach(expressions::add);
        assertThat(expressions).hasSize(3);
        for (String expression : expressions) {
            await().atMost(180, SECONDS)
                    .pollInterval(POLL)
                    .ignoreExceptions()
                    .untilAsserted(
                            () -> assertThat(query(expression)).as(expression).contains("\"value\""));
        }
    }

    @Test
    void prometheusCanEvaluateAllSevenRules() {
        await().atMost(120, SECONDS)
                .pollInterval(POLL)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(get("/api/v1/rules").split("\"health\":\"ok\"", -1))
                        .hasSize(1 + 7));
    }

    @Test
    void whatWasMeasuredSurvivesARestart() throws Exception {
        await().atMost(120, SECONDS)
                .ignoreExceptions()
                .until(() -> query("up{job=\"prometheus\"}").contains("\"1\""));
        Instant now = Instant.now();
        String before = "&time=%d.%03d".formatted(now.getEpochSecond(), now.getNano() / 1_000_000);
        // What a query saw a moment ago it sees at a time after that, once what was scraped is there to be read.
        await().atMost(60, SECONDS)
                .ignoreExceptions()
                .until(() -> get("/api/v1/query?query=up" + before).contains("\"job\":\"prometheus\""));

        podman.down(manifests);
        podman.play(manifests);

        await().atMost(120, SECONDS)
                .pollInterval(POLL)
                .ignoreExceptions()
                .until(() -> get("/api/v1/query?query=up" + before).contains("\"job\":\"prometheus\""));
    }

    @Test
    void promtoolAcceptsTheConfigurationAndTheRulesDoWhatTheirTestsSay() {
        assertThat(promtool("check", "config", "/example/prometheus/prometheus.yml"))
                .contains("7 rules found");
        assertThat(promtool("test", "rules", "/example/tests/rules.test.yml")).contains("SUCCESS");
    }

    /** What takes two measurements to tell takes the example half a minute: the intervals are all that differs here. */
    private static void scrapeOften(Path configuration) {
        try {
            String text = Files.readString(configuration);
            assertThat(text).contains("_interval: 15s");
            Files.writeString(configuration, text.replace("_interval: 15s", "_interval: 2s"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String promtool(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                "run",
                "--rm",
                "--network",
                "none",
                "--entrypoint",
                "promtool",
                "--volume",
                EXAMPLE + ":/example:ro",
                "docker.io/" + PROMETHEUS));
        Collections.addAll(command, arguments);
        return podman.run(command.toArray(String[]::new));
    }

    private static String query(String expression) throws IOException, InterruptedException {
        return get("/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8));
    }

    private static String get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + PORT + path))
                .timeout(Duration.ofSeconds(30))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
