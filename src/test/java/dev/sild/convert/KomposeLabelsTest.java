package dev.sild.convert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.GoldenCases;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every label of kompose's guide has an effect, shown by one of the golden projects {@code kompose-…}. */
@Tag("executable")
class KomposeLabelsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "controller.port.expose",
                "controller.type",
                "cronjob.backoff_limit",
                "cronjob.concurrency_policy",
                "cronjob.schedule",
                "hpa.cpu",
                "hpa.memory",
                "hpa.replicas.max",
                "hpa.replicas.min",
                "image-pull-policy",
                "image-pull-secret",
                "init.containers.command",
                "init.containers.image",
                "init.containers.name",
                "security-context.fsgroup",
                "service.external-traffic-policy",
                "service.expose",
                "service.expose.ingress-class-name",
                "service.expose.tls-secret",
                "service.group",
                "service.healthcheck.liveness.http_get_path",
                "service.healthcheck.liveness.http_get_port",
                "service.healthcheck.liveness.tcp_port",
                "service.healthcheck.readiness.disable",
                "service.healthcheck.readiness.http_get_path",
                "service.healthcheck.readiness.http_get_port",
                "service.healthcheck.readiness.interval",
                "service.healthcheck.readiness.retries",
                "service.healthcheck.readiness.start_period",
                "service.healthcheck.readiness.tcp_port",
                "service.healthcheck.readiness.test",
                "service.healthcheck.readiness.timeout",
                "service.nodeport.port",
                "service.type",
                "serviceaccount-name",
                "volume.size",
                "volume.storage-class-name",
                "volume.subpath",
                "volume.type"
            })
    void everyLabelOfTheGuideHasAGoldenProject(String label) {
        assertThat(golden("in/compose.yaml"))
                .anyMatch(file -> file.contains("kompose." + label + ":") || file.contains("kompose." + label + "="));
    }

    @Test
    void noLabelOfKomposeBecomesAnAnnotationOrLabel() {
        assertThat(golden("out.yaml")).isNotEmpty().allMatch(file -> !file.contains("kompose."));
    }

    @Test
    void hintsOfOursGoBeforeLabelsOfKompose(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("compose.yaml"), """
        services:
          web:
            image: example/web:1
            ports: ["80:80"]
            labels:
              kompose.service.type: nodeport
              kompose.controller.type: daemonset
            x-sild: {expose: loadbalancer, kind: StatefulSet}
        """);
        assertThat(ConvertRun.run(folder).out())
                .contains("type: LoadBalancer", "kind: StatefulSet")
                .doesNotContain("NodePort", "DaemonSet");
    }

    @Test
    void portThatIsExposedToSiblingsOnlyIsOpenedAsWell(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("compose.yaml"), """
        services:
          web:
            image: example/web:1
            expose: ["8443"]
            labels: {kompose.service.type: loadbalancer}
        """);
        assertThat(ConvertRun.run(folder).out()).contains("name: web-public", "type: LoadBalancer");
    }

    private static List<String> golden(String file) {
        return GoldenCases.files(file).stream()
                .filter(golden -> golden.toString().contains("/kompose-"))
                .map(KomposeLabelsTest::read)
                .toList();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
