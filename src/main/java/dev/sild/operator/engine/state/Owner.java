package dev.sild.operator.engine.state;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The custom resource that objects belong to.
 *
 * @param uid what tells it from another of the same name, before or after it
 * @param generation counts the changes of its spec
 */
public record Owner(String apiVersion, String kind, String namespace, String name, String uid, long generation) {

    /** Returns a custom resource that the API server has, as an owner. */
    public static Owner of(HasMetadata resource) {
        ObjectMeta metadata = resource.getMetadata();
        return new Owner(
                resource.getApiVersion(),
                resource.getKind(),
                metadata.getNamespace(),
                metadata.getName(),
                metadata.getUid(),
                metadata.getGeneration() == null ? 0 : metadata.getGeneration());
    }

    /**
     * Returns the reference by which an object says that it is controlled by this and goes with it. It does not block
     * the owner's deletion, for which the operator would need a right to the owner's finalizers.
     *
     * @see <a href="https://kubernetes.io/docs/concepts/overview/working-with-objects/owners-dependents/">Owners and
     *     Dependents</a>
     */
    Map<String, Object> reference() {
        Map<String, Object> reference = new LinkedHashMap<>();
        reference.put("apiVersion", apiVersion);
        reference.put("kind", kind);
        reference.put("name", name);
        reference.put("uid", uid);
        reference.put("controller", true);
        return reference;
    }

    @Override
    public String toString() {
        return kind + " " + namespace + "/" + name;
    }
}
