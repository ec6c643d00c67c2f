package dev.sild.kubernetes.workloads;

import dev.sild.kubernetes.objects.Index;
import dev.sild.kubernetes.objects.Labels;
import dev.sild.kubernetes.objects.ObjectMetadata;
import dev.sild.model.Autoscale;
import dev.sild.model.Component;
import dev.sild.model.Workload;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.autoscaling.v2.CrossVersionObjectReference;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerSpec;
import io.fabric8.kubernetes.api.model.autoscaling.v2.MetricSpec;
import io.fabric8.kubernetes.api.model.autoscaling.v2.MetricSpecBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What says how many pods there are of a component that is scaled by its load.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/workloads/autoscaling/horizontal-pod-autoscale/">Horizontal Pod
 *     Autoscaling</a>
 */
public final class Autoscalers {
    private Autoscalers() {}

    /** Returns the autoscaler of a component; empty if its number of pods is fixed. */
    public static Optional<HasMetadata> of(Index index, Component component) {
        return component.workload() instanceof Workload.Autoscaled autoscaled
                ? Optional.of(autoscaler(index, component, autoscaled.scale()))
                : Optional.empty();
    }

    private static HasMetadata autoscaler(Index index, Component component, Autoscale scale) {
        List<MetricSpec> metrics = new ArrayList<>();
        scale.cpuPercent().ifPresent(percent -> metrics.add(metric("cpu", percent)));
        scale.memoryPercent().ifPresent(percent -> metrics.add(metric("memory", percent)));
        HorizontalPodAutoscalerSpec spec = new HorizontalPodAutoscalerSpec();
        spec.setScaleTargetRef(new CrossVersionObjectReference("apps/v1", "Deployment", index.object(component)));
        spec.setMinReplicas(scale.min());
        spec.setMaxReplicas(scale.max());
        spec.setMetrics(metrics);
        HorizontalPodAutoscaler autoscaler = new HorizontalPodAutoscaler();
        autoscaler.setMetadata(
                ObjectMetadata.of(index.object(component), Labels.of(index.application(), component.name())));
        autoscaler.setSpec(spec);
        return autoscaler;
    }

    private static MetricSpec metric(String resource, int percent) {
        return new MetricSpecBuilder()
                .withType("Resource")
                .withNewResource()
                .withName(resource)
                .withNewTarget()
                .withType("Utilization")
                .withAverageUtilization(percent)
                .endTarget()
                .endResource()
                .build();
    }
}
