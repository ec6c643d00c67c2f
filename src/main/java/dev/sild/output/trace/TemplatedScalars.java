package dev.sild.output.trace;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * The scalars of trees by path: the keys and indices that lead to each scalar, each preceded by a NUL, which no key
 * contains.
 */
public final class TemplatedScalars {
    private TemplatedScalars() {}

    /** Returns all of them by their path; nothing where a map or a list is empty. */
    public static Map<String, Object> of(Map<String, Object> tree) {
        Map<String, Object> scalars = new LinkedHashMap<>();
        mapped(tree, (path, scalar) -> {
            scalars.put(path, scalar);
            return scalar;
        });
        return scalars;
    }

    @SuppressWarnings("unchecked")
    public static Map<String, Object> mapped(Map<String, Object> tree, BiFunction<String, Object, Object> function) {
        return (Map<String, Object>) mapped("", tree, function);
    }

    private static Object mapped(String path, Object value, BiFunction<String, Object, Object> function) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> made = new LinkedHashMap<>();
            map.forEach((key, item) -> made.put((String) key, mapped(path + '\0' + key, item, function)));
            return made;
        }
        if (value instanceof List<?> list) {
            List<Object> made = new ArrayList<>();
            for (int i = 0; i < list.size(); i++) {
                made.add(mapped(path + '\0' + i, list.get(i), function));
            }
            return made;
        }
        return function.apply(path, value);
    }
}
