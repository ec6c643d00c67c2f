package dev.sild.layout;

import dev.sild.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What manifests mean, however they are written: the objects by kind and name, without what says nothing. */
public final class Meaning {
    private Meaning() {}

    /** Returns the objects of a stream of documents. */
    public static Map<String, Object> of(String yaml) {
        return of(Tree.documents(yaml));
    }

    static Map<String, Object> of(List<Map<String, Object>> documents) {
        Map<String, Object> objects = new TreeMap<>();
        for (Map<String, Object> document : documents) {
            String name = Tree.text(document, "kind") + "/" + Tree.text(document, "metadata", "name");
            if (document.get("data") instanceof Map<?, ?> && name.startsWith("Secret/")) {
                // Base64 may be broken into lines.
                Map<String, Object> data = Tree.map(document, "data");
                data.replaceAll((key, value) -> ((String) value).replaceAll("\\s", ""));
            }
            if (name.startsWith("Deployment/")) {
                // The default, which a chart writes for its users to change.
                Tree.map(document, "spec").remove("replicas", 1);
            }
            if (objects.put(name, pruned(document)) != null) {
                throw new AssertionError(name + " stands there twice");
            }
        }
        return objects;
    }

    private static Object pruned(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> kept = new LinkedHashMap<>();
            map.forEach((key, item) -> {
                Object pruned = pruned(item);
                if (pruned != null
                                && !pruned.equals(Map.of())
                                && !pruned.equals(List.of())
                                && !(key.equals("value") && pruned.equals(""))
                        || key.equals("emptyDir")) {
                    kept.put((String) key, pruned);
                }
            });
            return kept;
        }
        if (value instanceof List<?> list) {
            List<Object> kept = new ArrayList<>();
            list.forEach(item -> kept.add(pruned(item)));
            return kept;
        }
        // Kubernetes folds two of them to one wherever it expands variables, and a chart always writes two.
        return value instanceof String text ? text.replace("$$", "$") : value;
    }
}
