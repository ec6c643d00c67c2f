package dev.sild.kubernetes.objects;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.Map;

/** Objects of kinds that others define and the model has no classes for. */
public final class CustomObjects {
    private CustomObjects() {}

    /** Returns an object whose {@code spec} is a tree of maps, lists and scalars. */
    public static GenericKubernetesResource object(
            String apiVersion, String kind, ObjectMeta metadata, Map<String, Object> spec) {
        GenericKubernetesResource object = new GenericKubernetesResource();
        object.setApiVersion(apiVersion);
        object.setKind(kind);
        object.setMetadata(metadata);
        object.setAdditionalProperty("spec", spec);
        return object;
    }
}
