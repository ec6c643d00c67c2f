package dev.sild.cli.stack;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Changes of a custom resource by the command line, under a field manager of its own. */
public final class StackPatch {
    /** Not the operator's: its own name would make the two take each other's fields. */
    public static final String MANAGER = "sild-cli";

    private final KubernetesClient client;

    public StackPatch(KubernetesClient client) {
        this.client = client;
    }

    /** Sets an annotation; null removes it. */
    public void annotate(LiveStack stack, String name, @Nullable String value) {
        Map<String, Object> annotations = new LinkedHashMap<>();
        annotations.put(name, value);
        merge(stack, Map.of("metadata", Map.of("annotations", annotations)));
    }

    /** Sets fields by a merge patch. */
    public void merge(LiveStack stack, Map<String, Object> fields) {
        patch(stack, PatchType.JSON_MERGE, fields);
    }

    /** Changes the resource by the operations of a JSON patch, all or none. */
    public void edit(LiveStack stack, List<Map<String, Object>> operations) {
        patch(stack, PatchType.JSON, operations);
    }

    private void patch(LiveStack stack, PatchType type, Object patch) {
        client.genericKubernetesResources(LiveStack.context(stack.crd()))
                .inNamespace(stack.namespace())
                .withName(stack.name())
                .patch(
                        new PatchContext.Builder()
                                .withPatchType(type)
                                .withFieldManager(MANAGER)
                                .build(),
                        client.getKubernetesSerialization().asJson(patch));
    }
}
