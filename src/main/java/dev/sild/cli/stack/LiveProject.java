package dev.sild.cli.stack;

import dev.sild.kubernetes.objects.Labels;
import dev.sild.operator.engine.state.ChildKind;
import dev.sild.operator.engine.state.LiveObject;
import dev.sild.operator.engine.state.OwnerMarks;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A converted project in a cluster. It has no object of its own: its workloads share a label.
 *
 * @param namespace the namespace of its workloads
 * @param name the name of the project, or of the release of its chart
 * @param components the services that its workloads run, by name
 * @param created when the oldest of its workloads was created
 */
public record LiveProject(String namespace, String name, List<String> components, String created)
        implements LiveApplication {
    private static final String KIND = "project";

    /**
     * The label selector of what may be the objects of projects; {@link #isOfProject} leaves out those of stacks, and
     * of Helm's other releases.
     */
    static final String SELECTOR = Labels.INSTANCE + "," + Labels.MANAGED_BY + " in (" + OwnerMarks.SILD + ",Helm)";

    /** What outlives its stack, and has no owner by which it could be told. */
    private static final Set<ChildKind> KEPT = Set.of(ChildKind.PERSISTENT_VOLUME_CLAIM, ChildKind.SECRET);

    public LiveProject {
        components = List.copyOf(components);
    }

    /** Whether an object that {@link #SELECTOR} selects belongs to a project. */
    static boolean isOfProject(LiveObject object) {
        Map<String, String> labels = object.labels();
        String instance = labels.getOrDefault(Labels.INSTANCE, "");
        // Projects that older versions converted may have workloads with users' labels, but no such pods.
        boolean ofStack = KEPT.contains(object.ref().kind())
                ? instance.equals(labels.get(Labels.PART_OF))
                : object.podLabels().containsKey(Labels.PART_OF);
        return !instance.isEmpty()
                && !ofStack
                && (OwnerMarks.SILD.equals(labels.get(Labels.MANAGED_BY)) || labels.containsKey(Labels.CONVERTED))
                && object.ownerReferences().stream()
                        .noneMatch(owner -> owner.getApiVersion().startsWith(OwnerMarks.PREFIX));
    }

    /** Returns kind and name as people write them: {@code project/shop}. */
    @Override
    public String toString() {
        return KIND + "/" + name;
    }

    @Override
    public boolean isMeant(String word) {
        return word.equals(name) || word.equals(toString()) || word.equals(KIND + "s/" + name);
    }

    @Override
    public boolean isMeant(LiveObject workload, String word) {
        return services(workload).anyMatch(word::equals);
    }

    /** Returns the services that a workload runs: those that share a pod are containers of it. */
    static Stream<String> services(LiveObject workload) {
        return Stream.concat(Stream.of(ApplicationObjects.component(workload)), workload.containers().stream());
    }

    @Override
    public String selector() {
        return Labels.INSTANCE + "=" + name + "," + SELECTOR;
    }

    @Override
    public boolean owns(LiveObject object) {
        return isOfProject(object);
    }

    /** Pods do not say by whom they are managed. */
    @Override
    public String podSelector() {
        return Labels.INSTANCE + "=" + name + ",!" + Labels.PART_OF;
    }

    /** A release of another chart may have the project's name; its pods are those of other components. */
    @Override
    public boolean runs(Pod pod) {
        return components.contains(ApplicationObjects.component(pod));
    }
}
