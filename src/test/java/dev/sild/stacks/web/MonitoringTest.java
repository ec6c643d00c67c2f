package dev.sild.stacks.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.stacks.shared.Capability;
import dev.sild.stacks.shared.Inputs;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of the pods when the Prometheus operator comes or goes. */
class MonitoringTest {

    private static List<HasMetadata> objects(String type, Set<Capability> present) {
        return TranslatedStack.objects(TranslatedStack.read("""
        apiVersion: sild.dev/v1alpha1
        kind: WebStack
        metadata: {name: shop}
        spec: {api: {image: "shop:1", metrics: {port: 9000}}, monitoring: {type: %s}}
        """.formatted(type)), new Inputs(present, Set.of()));
    }

    private static List<HasMetadata> workloads(List<HasMetadata> objects) {
        return objects.stream()
                .filter(object -> Set.of("Deployment", "StatefulSet", "CronJob").contains(object.getKind()))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Auto", "ServiceMonitor", "Annotations", "None"})
    void noPodStartsAnewForIt(String type) {
        List<HasMetadata> with = workloads(objects(type, Set.of(Capability.SERVICE_MONITOR)));

        assertThat(with).hasSizeGreaterThan(2).isEqualTo(workloads(objects(type, Set.of())));
    }

    @Test
    void monitorsAreThereWhereItIs() {
        assertThat(objects("Auto", Set.of(Capability.SERVICE_MONITOR)))
                .anyMatch(object -> object.getKind().equals("ServiceMonitor"));
        assertThat(objects("Auto", Set.of()))
                .noneMatch(object -> object.getKind().equals("ServiceMonitor"));
    }
}
