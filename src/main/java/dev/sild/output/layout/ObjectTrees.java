package dev.sild.output.layout;

import dev.sild.kubernetes.objects.StoredTree;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Map;

/** How an object becomes the tree that is written. */
@FunctionalInterface
public interface ObjectTrees {
    /** Its fields, and nothing else. Not a method reference, which would cost every short run its linkage. */
    ObjectTrees PLAIN = new ObjectTrees() {
        @Override
        public Map<String, Object> of(HasMetadata object) {
            return StoredTree.of(object);
        }
    };

    /** Returns the fields of an object; some may be a {@link dev.sild.yaml.CommentedValue}. */
    Map<String, Object> of(HasMetadata object);
}
