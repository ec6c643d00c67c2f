package dev.sild.podman;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code sild up} of custom resources of the examples, each image of which a program stands in for: see servers/server.
 */
@OnPodman
class UpStacksTest {
    private static final Path EXAMPLES = Path.of("examples").toAbsolutePath();
    private static final String SHOP = "harbor.example.com/shop/";

    @AutoClose
    private static PodmanMachine podman;

    @BeforeAll
    static void start() {
        podman = PodmanMachine.start();
        StandIns.busybox();
        standIn(
                "",
                "docker.io/library/postgres:17-alpine",
                "docker.io/library/redis:7.4-alpine",
                "docker.io/library/mongo:8.0",
                "docker.io/library/mysql:8.4",
                "docker.io/nginxinc/nginx-unprivileged:1.28-alpine");
        standIn(
                "3000",
                SHOP + "auth:1.0",
                SHOP + "user:1.0",
                SHOP + "order:1.0",
                SHOP + "payment:1.0",
                "docker.io/grafana/grafana:12.3.1");
        standIn("8080", SHOP + "web:1.0", "gcr.io/cadvisor/cadvisor:v0.55.1");
        standIn("3100", "docker.io/grafana/loki:3.7.6");
        standIn("12345", "docker.io/grafana/alloy:v1.18.1");
        standIn("9090", "docker.io/prom/prometheus:v3.5.1");
        standIn("9113", "docker.io/nginx/nginx-prometheus-exporter:1.4.2");
        standIn("9121", "docker.io/oliver006/redis_exporter:v1.74.0");
        standIn("9216", "docker.io/percona/mongodb_exporter:0.47.1");
        standIn("9104", "quay.io/prometheus/mysqld-exporter:v0.17.2");
        standIn("9187", "quay.io/prometheuscommunity/postgres-exporter:v0.17.1");
        podman.play(Sild.file(
                podman.folder("others"),
                "stripe.yaml",
                "{apiVersion: v1, kind: Secret, metadata: {name: stripe}, stringData: {api-key: k3y}}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"monitoring/kubernetes/smallest.yaml", "microservices/kubernetes/everything.yaml"})
    void aStackOfTheExamplesIsUpAndStaysAndGoes(String resource) {
        Set<String> before = Up.inventory(podman);
        Up up = new Up(podman, podman.folder("stacks"), Map.of());
        String file = EXAMPLES.resolve(resource).toString();
        assertThat(up.run("up", "-d", file).orFail()).contains(": http://localhost:");
        List<String> shown = up.run("ps", file).orFail().lines().skip(1).toList();
        assertThat(shown)
                .hasSizeGreaterThan(3)
                .allMatch(row -> row.contains(" running "))
                .allMatch(row -> row.contains(" healthy ") || row.contains("/exporter "));

        CommandRunner.Result again = up.run("up", "-d", file);
        assertThat(again.orFail() + again.errors()).contains("nothing to start");
        up.run("down", "--volumes", file).orFail();
        assertThat(Up.inventory(podman)).isEqualTo(before);
    }

    /** Has a program serve at a port under the names of images; at the port of each server for none. */
    private static void standIn(String port, String... images) {
        List<String> options = new ArrayList<>(List.of("--env", "SERVES=" + port));
        Stream.of(images).forEach(image -> options.addAll(List.of("-t", image)));
        podman.build(Path.of("src/test/resources/podman/servers").toAbsolutePath(), options.toArray(String[]::new));
    }
}
