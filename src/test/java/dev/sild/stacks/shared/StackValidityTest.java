package dev.sild.stacks.shared;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.report.InputException;
import dev.sild.schema.Crds;
import dev.sild.schema.Resource;
import dev.sild.schema.ResourceReader;
import dev.sild.yaml.YamlLimits;
import io.fabric8.kubernetes.client.CustomResource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The resources of the goldens and of the examples are such as an API server takes, and mean the same once it has them.
 */
class StackValidityTest {
    static List<Arguments> resources() throws IOException {
        List<Arguments> resources = new ArrayList<>();
        for (KindCase<?> kind : KindCase.all()) {
            kind.resources().forEach(file -> resources.add(Arguments.of(kind, file)));
        }
        return resources;
    }

    @ParameterizedTest
    @MethodSource("resources")
    <R extends CustomResource<?, ?>> void isValidAndMeansTheSameWithItsDefaultsWrittenOut(KindCase<R> kind, Path file)
            throws IOException, InputException {
        String yaml = Files.readString(file);
        List<Resource> resources = new ResourceReader(Crds.ofSild(), YamlLimits.DEFAULT).read(yaml, file.toString());

        assertThat(resources).singleElement().satisfies(resource -> {
            R defaulted = kind.ofTree(resource.json());
            assertThat(kind.yaml(defaulted, Inputs.OFFLINE)).isEqualTo(kind.yaml(kind.read(yaml), Inputs.OFFLINE));
            assertThat(kind.translate(defaulted, Inputs.OFFLINE).seeds())
                    .isEqualTo(kind.translate(kind.read(yaml), Inputs.OFFLINE).seeds());
        });
    }

    @Test
    void theSmallestExampleAndTheOneWithEverythingAreNoMoreAndNoLess() throws IOException {
        assertThat(names(KindCase.WEB_STACK, "smallest.yaml"))
                .contains(
                        "Deployment shop-proxy",
                        "Deployment shop-api",
                        "StatefulSet shop-cache",
                        "StatefulSet shop-database")
                .doesNotContain("CronJob shop-backup", "HorizontalPodAutoscaler shop-api");
        assertThat(names(KindCase.WEB_STACK, "everything.yaml"))
                .contains(
                        "CronJob shop-backup",
                        "HorizontalPodAutoscaler shop-api",
                        "Ingress shop-proxy",
                        "ServiceMonitor shop-api-metrics",
                        "PeerAuthentication shop-proxy",
                        "PersistentVolumeClaim shop-static-files");
        assertThat(names(KindCase.MONITORING_STACK, "smallest.yaml"))
                .contains(
                        "StatefulSet watch-prometheus",
                        "StatefulSet watch-grafana",
                        "StatefulSet watch-loki",
                        "DaemonSet watch-cadvisor",
                        "Deployment watch-logs",
                        "Role watch-logs")
                .doesNotContain("Ingress watch-grafana");
        assertThat(names(KindCase.MONITORING_STACK, "everything.yaml"))
                .contains("Ingress watch-grafana", "ServiceAccount watch-prometheus", "ServiceAccount watch-logs");
        assertThat(names(KindCase.MICROSERVICE_STACK, "smallest.yaml"))
                .contains("Deployment shop-gateway", "Deployment shop-order", "NetworkPolicy shop-order-from-gateway")
                .doesNotContain("Deployment shop-web", "StatefulSet shop-order-database", "Ingress shop-gateway");
        assertThat(names(KindCase.MICROSERVICE_STACK, "everything.yaml"))
                .contains(
                        "Ingress shop-gateway",
                        "Deployment shop-web",
                        "HorizontalPodAutoscaler shop-order",
                        "StatefulSet shop-auth-database",
                        "CronJob shop-order-database-backup",
                        "CronJob shop-payment-database-backup",
                        "PeerAuthentication shop-gateway",
                        "AuthorizationPolicy shop-payment-from-order");
    }

    private static <R extends CustomResource<?, ?>> List<String> names(KindCase<R> kind, String example)
            throws IOException {
        return kind.objects(kind.read(Files.readString(kind.examples().resolve(example))), Inputs.OFFLINE).stream()
                .map(object -> object.getKind() + " " + object.getMetadata().getName())
                .toList();
    }
}
