package dev.sild.patch;

import dev.sild.kubernetes.objects.ListKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What items of lists must have: the keys by which the API server finds them, or it refuses to apply the object, and
 * what every container and claim needs. Operations can remove each of them.
 */
final class RequiredFields {
    private static final Map<String, List<String>> MORE = Map.of(
            "containers", List.of("name", "image"),
            "initContainers", List.of("name", "image"),
            "volumeClaimTemplates", List.of("metadata.name"));

    private RequiredFields() {}

    /** Returns the first item that lacks a field. */
    static Optional<ApiCheck.Problem> missing(Map<String, Object> tree) {
        return missing(tree, new ArrayList<>());
    }

    private static Optional<ApiCheck.Problem> missing(Object value, List<String> path) {
        if (value instanceof Map<?, ?> map) {
            for (Map.Entry<?, ?> field : map.entrySet()) {
                String name = String.valueOf(field.getKey());
                Optional<ApiCheck.Problem> missing =
                        field.getValue() instanceof List<?> list ? items(name, list, path) : Optional.empty();
                missing = missing.or(() -> below(name, field.getValue(), path));
                if (missing.isPresent()) {
                    return missing;
                }
            }
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                Optional<ApiCheck.Problem> missing = below(String.valueOf(i), list.get(i), path);
                if (missing.isPresent()) {
                    return missing;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<ApiCheck.Problem> below(String step, Object value, List<String> path) {
        path.add(step);
        Optional<ApiCheck.Problem> missing = missing(value, path);
        path.remove(path.size() - 1);
        return missing;
    }

    private static Optional<ApiCheck.Problem> items(String name, List<?> list, List<String> path) {
        List<String> required = required(name);
        for (int i = 0; i < list.size(); i++) {
            for (String key : required) {
                if (!has(list.get(i), key)) {
                    List<String> at = new ArrayList<>(path);
                    at.addAll(List.of(name, String.valueOf(i)));
                    return Optional.of(new ApiCheck.Problem(at, "'" + key + "' is required", "add it"));
                }
            }
        }
        return Optional.empty();
    }

    private static boolean has(@Nullable Object item, String path) {
        Object value = item;
        for (String key : path.split("\\.")) {
            value = value instanceof Map<?, ?> map ? map.get(key) : null;
        }
        return value != null;
    }

    private static List<String> required(String list) {
        if (list.equals("ports")) {
            // Those of a network policy need no number.
            return List.of();
        }
        return MORE.containsKey(list)
                ? MORE.get(list)
                : ListKeys.of(list, List.of()).orElse(List.of());
    }
}
