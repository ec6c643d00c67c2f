package dev.sild.cli.stack;

import dev.sild.kubernetes.objects.Labels;
import dev.sild.operator.engine.state.LiveObject;
import dev.sild.operator.engine.state.OwnerMarks;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.Map;

/**
 * A converted project in a cluster. No object stands for it: it is what its workloads have in common.
 *
 * @param namespace the namespace of its workloads
 * @param name the name of the project, or of the release of its chart
 * @param components the components that have a workload, by name
 * @param created when the oldest of its workloads was created
 */
public record LiveProject(String namespace, String name, List<String> components, String created)
        implements LiveApplication {
    private static final String KIND = "project";

    /**
     * The label selector of the objects of all projects. Only objects of stacks have {@link Labels#PART_OF}; a release
     * of a chart is Helm's, whose other releases {@link #isOfProject} leaves out.
     */
    static final String SELECTOR =
            Labels.INSTANCE + ",!" + Labels.PART_OF + "," + Labels.MANAGED_BY + " in (" + OwnerMarks.SILD + ",Helm)";

    public LiveProject {
        components = List.copyOf(components);
    }

    /** Whether an object that {@link #SELECTOR} selects belongs to a project. */
    static boolean isOfProject(LiveObject object) {
        Map<String, String> labels = object.labels();
        return !labels.getOrDefault(Labels.INSTANCE, "").isEmpty()
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
