package dev.sild.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.podman.CommandRunner;
import dev.sild.podman.MicroservicesExample;
import dev.sild.podman.PodmanMachine;
import dev.sild.podman.Sild;
import dev.sild.podman.StandIns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The examples, built by their own Dockerfiles and converted, work on a node, and keep what they stored when the pods
 * of their databases are replaced; also in a namespace that enforces the Pod Security Standard {@code restricted}.
 */
@OnNode
class ExamplesOnNodeTest {
    private static final Duration LIMIT = Duration.ofSeconds(240);
    private static final Pattern IMAGE = Pattern.compile("(?m)^\\s*(?:- )?image: \"?([^\"\\s]+)\"?$");

    @AutoClose
    private static PodmanMachine podman;

    @BeforeAll
    static void makeTheImages() {
        podman = PodmanMachine.start();
        StandIns.busybox();
        podman.run("tag", PodmanMachine.BUSYBOX, "docker.io/library/busybox:1.37.0");
        StandIns.debian(
                "nginx:1.28-alpine",
                "redis:7.4-alpine",
                "postgres:17-alpine",
                "prom/prometheus:v3.5.1",
                "prom/node-exporter:v1.9.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"privileged", "restricted"})
    void theWebStackServesItsFilesAndCountsOnAfterItsDatabasesAreReplaced(String level) throws IOException {
        Path project = Sild.copy(Path.of("examples/web-stack"), podman.folder("web-stack-" + level));
        podman.build(project.resolve("api"), "--target", "production", "-t", "localhost/web-stack-api:1.0");
        try (Node node = apply(project, level, Map.of("DB_PASSWORD", "p@ss/w$$o$(REDIS_URL)rd"))) {
            String page = "curl -sf -H 'Accept: application/json' http://127.0.0.1/";
            node.awaitAnswer("nginx", page, "\"visits\": 1, \"stored\": 1");
            node.awaitAnswer(
                    "nginx",
                    "curl -sf http://127.0.0.1/static/style.css",
                    Files.readString(Path.of("examples/web-stack/api/static/style.css"))
                            .strip());
            replace(node, "postgres", "redis");
            // A call may count in one of the two before the other is there again.
            assertThat(node.awaitAnswer("nginx", page, "\"stored\": "))
                    .containsPattern("\"visits\": ([2-9]|\\d\\d)")
                    .containsPattern("\"stored\": ([2-9]|\\d\\d)");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"privileged", "restricted"})
    void theMicroservicesAnswerThroughTheGatewayAndKeepTheirRows(String level) throws IOException {
        Path project = MicroservicesExample.built(podman, "microservices-" + level);
        try (Node node = apply(project, level, Map.of())) {
            GatewayUser mari = GatewayUser.register(node, "gateway");
            mari.store();
            replace(node, "auth-db", "user-db", "order-db", "payment-db");
            mari.find();
            node.awaitAnswer("web", "curl -sf http://127.0.0.1:8080/", "<html");
            assertThat(node.exec("web", "curl -s -m 3 http://auth-db:5432/").exitCode())
                    .as("the web server shares no network with the databases")
                    .isNotZero();
        }
    }

    /** Loki, Grafana, cAdvisor and Alloy have no stand-ins; what is played is what Debian has. */
    @Test
    void prometheusScrapesTheNodeExporterAndKeepsItsSamples() throws IOException {
        Path project = Sild.copy(Path.of("examples/monitoring"), podman.folder("monitoring"));
        try (Node node = apply(project, "privileged", Map.of("GRAFANA_ADMIN_PASSWORD", "secret-9"))) {
            String query = "promtool query instant http://127.0.0.1:9090 ";
            node.awaitAnswer("prometheus", query + "'up{job=\"node-exporter\"}'", "=> 1");
            node.awaitAnswer("prometheus", query + "'process_start_time_seconds{job=\"prometheus\"}'", "=>");
            replace(node, "prometheus");
            node.awaitAnswer("prometheus", query + "'up{job=\"node-exporter\"}'", "=> 1");
            // It has the old samples if it knows that it was started again.
            String restarts = query + "'changes(process_start_time_seconds{job=\"prometheus\"}[1h])'";
            node.awaitAnswer("prometheus", restarts, "=> 1");
        }
    }

    private static Node apply(Path project, String level, Map<String, String> variables) throws IOException {
        List<String> words = new ArrayList<>(List.of("convert", "-o", "converted.yaml"));
        if (level.equals("restricted")) {
            words.addAll(List.of("--security", "restricted"));
        }
        CommandRunner.run(project, variables, LIMIT, Sild.command(words.toArray(String[]::new)))
                .orFail();
        Node node = new Node(project, "sild-" + project.getFileName(), level);
        for (String image : new TreeSet<>(IMAGE.matcher(Files.readString(project.resolve("converted.yaml")))
                .results()
                .map(match -> match.group(1))
                .toList())) {
            if (podman.has(image)) {
                node.load(podman, image);
            }
        }
        node.run("apply", "--server-side", "-f", "converted.yaml");
        return node;
    }

    private static void replace(Node node, String... services) {
        for (String service : services) {
            node.run("delete", "pod", node.podOf(service), "--wait=true");
        }
    }
}
