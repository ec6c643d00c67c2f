package dev.sild.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Trees of values that tests change. */
final class Mutable {
    private Mutable() {}

    /**
     * Returns a copy of a tree in which every map and list can be changed; maps without an order get that of the
     * alphabet.
     */
    @SuppressWarnings("unchecked")
    static <T> T copy(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> copy = new LinkedHashMap<>();
            Map<String, Object> ordered =
                    map instanceof LinkedHashMap ? (Map<String, Object>) map : new TreeMap<>((Map<String, Object>) map);
            ordered.forEach((key, child) -> copy.put(key, copy(child)));
            return (T) copy;
        }
        if (value instanceof List<?> list) {
            List<Object> copy = new ArrayList<>();
            list.forEach(item -> copy.add(copy(item)));
            return (T) copy;
        }
        return (T) value;
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }
}
