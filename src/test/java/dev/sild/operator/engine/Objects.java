package dev.sild.operator.engine;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sild.operator.engine.state.ChildKind;
import dev.sild.operator.engine.state.Desired;
import dev.sild.operator.engine.state.LiveObject;
import dev.sild.operator.engine.state.Owner;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.Map;

/** Objects for tests that need no API server, from YAML. */
public final class Objects {
    public static final Owner OWNER = new Owner("sild.dev/v1alpha1", "WebStack", "team", "shop", "owner-uid", 1);

    private Objects() {}

    public static Desired desired(String yaml) {
        return Desired.of(Bench.tree(yaml), OWNER, false);
    }

    /** Returns an object as the API server would have it, with what else it says of its metadata. */
    public static LiveObject live(Map<String, Object> tree, String metadata) {
        GenericKubernetesResource resource = new ObjectMapper().convertValue(tree, GenericKubernetesResource.class);
        GenericKubernetesResource more = new ObjectMapper()
                .convertValue(Map.of("metadata", Bench.tree(metadata)), GenericKubernetesResource.class);
        resource.getMetadata().setNamespace("team");
        resource.getMetadata().setUid("uid-1");
        resource.getMetadata().setResourceVersion("7");
        resource.getMetadata().setManagedFields(more.getMetadata().getManagedFields());
        resource.getMetadata().setDeletionTimestamp(more.getMetadata().getDeletionTimestamp());
        return LiveObject.of(
                ChildKind.of(resource.getApiVersion(), resource.getKind()).orElseThrow(), resource);
    }

    public static LiveObject live(String yaml) {
        return live(Bench.tree(yaml), "{}");
    }

    /** Returns an object as it is right after it was applied. */
    public static LiveObject applied(Desired desired) {
        return live(desired.tree(), """
        managedFields:
        - {manager: sild, operation: Apply, fieldsV1: {"f:metadata": {"f:annotations": {"f:sild.dev/applied": {}}}}}
        """);
    }
}
