package dev.sild.stacks.shared;

import dev.sild.model.Component;
import dev.sild.model.Workload;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Map;

/**
 * A stack that sleeps: no pods run and no schedule starts any, while everything else stays, above all volumes and
 * passwords. It is requested by an annotation and not by the spec, so that a spec that is kept elsewhere, as in git,
 * stays as it is.
 */
public final class Hibernation {
    /** On a custom resource: {@code true} for a stack that sleeps. */
    public static final String ANNOTATION = "sild.dev/hibernate";

    /** No node has this label. */
    private static final Map<String, String> NO_NODE = Map.of(ANNOTATION, "true");

    private Hibernation() {}

    /** Whether a custom resource asks for it. */
    public static boolean isRequested(HasMetadata resource) {
        return resource.getMetadata() != null
                && resource.getMetadata().getAnnotations() != null
                && "true".equals(resource.getMetadata().getAnnotations().get(ANNOTATION));
    }

    /** Returns a stack as it is while it sleeps. */
    public static Stack of(Stack stack) {
        return new Stack(
                stack.application()
                        .with(application -> application.components(stack.application().components().stream()
                                .map(Hibernation::asleep)
                                .toList())),
                stack.options(),
                stack.seeds(),
                stack.kept(),
                stack.needs(),
                stack.withheld());
    }

    private static Component asleep(Component component) {
        Workload workload = component.workload();
        if (workload instanceof Workload.PerNode) {
            return component.with(sleeping ->
                    sleeping.placement(component.placement().with(placement -> placement.nodeSelector(NO_NODE))));
        }
        return component.with(sleeping -> sleeping.workload(asleep(workload)));
    }

    private static Workload asleep(Workload workload) {
        if (workload instanceof Workload.Autoscaled autoscaled) {
            return new Workload.Replicated(0, autoscaled.rollout());
        }
        return workload instanceof Workload.Scheduled scheduled ? scheduled.suspended(true) : workload.withPods(0);
    }
}
