package dev.sild.kubernetes;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.Map;

/** Object metadata with nothing in it but what is said. */
final class Metadata {
    private Metadata() {}

    static ObjectMeta of(String name, Map<String, String> labels) {
        return of(name, labels, Map.of());
    }

    static ObjectMeta of(String name, Map<String, String> labels, Map<String, String> annotations) {
        ObjectMeta metadata = new ObjectMeta();
        metadata.setName(name);
        metadata.setLabels(labels);
        metadata.setAnnotations(annotations);
        return metadata;
    }
}
