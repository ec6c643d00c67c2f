package dev.sild.stacks.shared;

import dev.sild.model.Component;
import dev.sild.model.Container;
import dev.sild.model.Ordered;
import dev.sild.model.Origin;
import dev.sild.model.Placement;
import dev.sild.model.Pod;
import dev.sild.model.PodSecurity;
import dev.sild.model.Workload;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the pods of a program have in common.
 *
 * @param level the Pod Security level they are made for
 * @param labels further labels of the program's pods
 * @param annotations annotations of the program's pods
 * @param pullSecrets Secrets for pulling images
 * @param placement where they may run
 */
public record StackPods(
        PodSecurity level,
        Map<String, String> labels,
        Map<String, String> annotations,
        List<String> pullSecrets,
        Placement placement) {
    public StackPods {
        labels = Ordered.copyOf(labels);
        annotations = Ordered.copyOf(annotations);
        pullSecrets = List.copyOf(pullSecrets);
    }

    /** Returns the pods of what helps the program: without the user's labels and annotations. */
    public StackPods ofHelper() {
        return new StackPods(level, Map.of(), Map.of(), pullSecrets, placement);
    }

    /**
     * Returns a component with such pods.
     *
     * @param fsGroup the group that owns mounted storage; empty for the image's own
     * @param graceSeconds how long the containers have to end; empty for the cluster's default
     */
    public Component component(
            String name,
            Workload workload,
            Optional<Long> fsGroup,
            Optional<Long> graceSeconds,
            List<Container> containers) {
        return Component.of(name, workload, containers, Origin.NONE)
                .with(component -> component
                        .pod(Pod.secured(level, fsGroup, graceSeconds, pullSecrets, labels, annotations))
                        .placement(placement));
    }
}
