package dev.sild.output.layout;

import dev.sild.kubernetes.objects.StoredTree;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Map;

/** How an object becomes the tree that is written. */
@FunctionalInterface
public interface ObjectTrees {
    /** Its fields, and nothing else. */
    ObjectTrees PLAIN = StoredTree::of;

    /** Returns the fields of an object; some may be a {@link dev.sild.yaml.CommentedValue}. */
    Map<String, Object> of(HasMetadata object);
}
