package dev.sild.kubernetes.objects;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Object metadata that contains only what is specified. */
public final class ObjectMetadata {
    private ObjectMetadata() {}

    public static ObjectMeta of(@Nullable String name, Map<String, String> labels) {
        return of(name, labels, Map.of());
    }

    public static ObjectMeta of(@Nullable String name, Map<String, String> labels, Map<String, String> annotations) {
        ObjectMeta metadata = new ObjectMeta();
        metadata.setName(name);
        metadata.setLabels(labels);
        metadata.setAnnotations(annotations);
        return metadata;
    }
}
