package dev.sild.output.kustomize;

import dev.sild.kubernetes.objects.Labels;
import dev.sild.output.layout.ObjectTrees;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The labels that all objects of a kustomization have: it adds them, and no file repeats them. Selectors and the labels
 * of pods stay in the files: they belong together and cannot be changed in a cluster.
 *
 * @see <a href="https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/labels/">labels</a>
 */
final class KustomizeLabels {
    private KustomizeLabels() {}

    /** Returns the labels of the application, and of Sild, that all have with the same value. */
    static Map<String, String> common(List<HasMetadata> objects) {
        Map<String, String> common = new LinkedHashMap<>();
        for (String key : List.of(Labels.INSTANCE, Labels.PART_OF, Labels.MANAGED_BY)) {
            List<String> values = objects.stream()
                    .map(object -> labels(object.getMetadata()).getOrDefault(key, ""))
                    .distinct()
                    .toList();
            if (values.size() == 1 && !values.get(0).isEmpty()) {
                common.put(key, values.get(0));
            }
        }
        return common;
    }

    /** Returns the labels of an object that are not {@code common}. */
    static Map<String, String> without(Map<String, String> common, ObjectMeta metadata) {
        Map<String, String> own = new LinkedHashMap<>(labels(metadata));
        own.keySet().removeAll(common.keySet());
        return own;
    }

    /** Returns trees without the {@code common} labels. */
    static ObjectTrees without(Map<String, String> common, ObjectTrees trees) {
        return object -> {
            Map<String, Object> tree = trees.of(object);
            for (String key : common.keySet()) {
                tree = TreeFields.without(tree, List.of("metadata", "labels", key));
            }
            return tree;
        };
    }

    private static Map<String, String> labels(ObjectMeta metadata) {
        return metadata.getLabels() == null ? Map.of() : metadata.getLabels();
    }
}
