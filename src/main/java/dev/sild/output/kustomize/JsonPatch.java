package dev.sild.output.kustomize;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The operations that make one tree another.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6902">JSON Patch</a>
 */
final class JsonPatch {
    private final List<Map<String, Object>> operations = new ArrayList<>();

    private JsonPatch() {}

    static List<Map<String, Object>> of(Map<?, ?> from, Map<?, ?> to) {
        JsonPatch patch = new JsonPatch();
        patch.maps("", from, to);
        return patch.operations;
    }

    private void values(String path, Object from, Object to) {
        if (from instanceof Map<?, ?> one && to instanceof Map<?, ?> other) {
            maps(path, one, other);
        } else if (from instanceof List<?> one && to instanceof List<?> other) {
            lists(path, one, other);
        } else if (!from.equals(to)) {
            add("replace", path, to);
        }
    }

    private void maps(String path, Map<?, ?> from, Map<?, ?> to) {
        from.forEach((key, value) -> {
            if (to.containsKey(key)) {
                values(below(path, key), value, to.get(key));
            } else {
                add("remove", below(path, key), null);
            }
        });
        to.forEach((key, value) -> {
            if (!from.containsKey(key)) {
                add("add", below(path, key), value);
            }
        });
    }

    private void lists(String path, List<?> from, List<?> to) {
        int both = Math.min(from.size(), to.size());
        for (int i = 0; i < both; i++) {
            values(path + "/" + i, from.get(i), to.get(i));
        }
        for (int i = from.size() - 1; i >= both; i--) {
            add("remove", path + "/" + i, null);
        }
        for (Object more : to.subList(both, to.size())) {
            add("add", path + "/-", more);
        }
    }

    private static String below(String path, Object key) {
        return path + "/" + ((String) key).replace("~", "~0").replace("/", "~1");
    }

    private void add(String operation, String path, @Nullable Object value) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("op", operation);
        entry.put("path", path);
        if (value != null) {
            entry.put("value", value);
        }
        operations.add(entry);
    }
}
