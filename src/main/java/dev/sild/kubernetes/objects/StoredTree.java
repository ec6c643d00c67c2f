package dev.sild.kubernetes.objects;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Objects as an API server holds them: it keeps no empty value of an environment variable, and who compares what it
 * holds with what was committed would see a difference forever.
 */
public final class StoredTree {
    private StoredTree() {}

    /** Returns {@code object}'s fields by their JSON names, all the way down. */
    public static Map<String, Object> of(HasMetadata object) {
        return of(ObjectTree.of(object));
    }

    /** Returns {@code tree} without what a server drops. */
    public static Map<String, Object> of(Map<String, Object> tree) {
        dropEmptyValues(tree.get("spec"));
        return tree;
    }

    private static void dropEmptyValues(@Nullable Object tree) {
        if (tree instanceof Map<?, ?> map) {
            if (map.get("env") instanceof List<?> variables) {
                variables.forEach(variable -> ((Map<?, ?>) variable).remove("value", ""));
            }
            dropEmptyValues(map.values());
        } else if (tree instanceof Collection<?> parts) {
            parts.forEach(StoredTree::dropEmptyValues);
        }
    }
}
