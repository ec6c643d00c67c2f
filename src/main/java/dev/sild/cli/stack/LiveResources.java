package dev.sild.cli.stack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sild.report.InputException;
import dev.sild.schema.Resource;
import dev.sild.schema.ResourceReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Custom resources of a cluster, read as this version of Sild reads them from files: with its schema and defaults. */
public final class LiveResources {
    private static final ObjectMapper JSON = new ObjectMapper();

    private LiveResources() {}

    /**
     * Returns the resource of a stack.
     *
     * @throws InputException where this version does not accept it, with all that is wrong
     */
    public static Resource of(LiveStack stack, ResourceReader reader) throws InputException {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("name", stack.name());
        metadata.put("namespace", stack.namespace());
        put(metadata, "labels", stack.resource().getMetadata().getLabels());
        put(metadata, "annotations", stack.resource().getMetadata().getAnnotations());
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("apiVersion", stack.crd().apiVersion());
        tree.put("kind", stack.kind());
        tree.put("metadata", metadata);
        tree.put("spec", stack.field("spec").orElse(Map.of()));
        try {
            List<Resource> read = reader.read(JSON.writeValueAsString(tree), stack.namespace() + "/" + stack.name());
            return read.get(0);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a custom resource contains only JSON values", impossible);
        }
    }

    private static void put(Map<String, Object> tree, String name, Map<String, String> values) {
        if (values != null && !values.isEmpty()) {
            tree.put(name, values);
        }
    }
}
