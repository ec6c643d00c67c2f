package dev.sild.adopt.draft;

import dev.sild.compose.translate.source.Attribute;
import dev.sild.model.Origin;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The spec of the resource while it is put together, and where in the compose file each field of it came from. */
public final class Draft {
    private static final List<String> ORDER =
            List.of("imagePullSecrets", "exposure", "proxy", "api", "staticFiles", "cache", "database");

    private final Map<String, Object> spec = new LinkedHashMap<>();
    private final Map<String, Origin> origins = new TreeMap<>();

    public Draft() {
        ORDER.forEach(field -> spec.put(field, new LinkedHashMap<String, Object>()));
    }

    /** Sets a field, such as {@code api.image}. */
    public void put(String path, Object value, Attribute from) {
        String[] names = path.split("\\.");
        Map<String, Object> map = spec;
        for (int i = 0; i < names.length - 1; i++) {
            map = child(map, names[i]);
        }
        map.put(names[names.length - 1], value);
        origins.put("spec." + path, from.origin());
    }

    /** Whether a field is set. */
    public boolean has(String path) {
        return origins.containsKey("spec." + path);
    }

    /** Adds an item to a list. */
    public void add(String path, Map<String, Object> item, Attribute from) {
        int dot = path.lastIndexOf('.');
        Map<String, Object> map = spec;
        for (String name : path.substring(0, dot).split("\\.")) {
            map = child(map, name);
        }
        @SuppressWarnings("unchecked")
        List<Object> list = (List<Object>) map.computeIfAbsent(path.substring(dot + 1), key -> new ArrayList<>());
        origins.put("spec." + path + "[" + list.size() + "]", from.origin());
        list.add(item);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> child(Map<String, Object> map, String name) {
        return (Map<String, Object>) map.computeIfAbsent(name, key -> new LinkedHashMap<String, Object>());
    }

    /** Returns the whole resource. */
    public Map<String, Object> resource(String name) {
        spec.values().removeIf(value -> value instanceof Map<?, ?> map && map.isEmpty());
        Map<String, Object> resource = new LinkedHashMap<>();
        resource.put("apiVersion", "sild.dev/v1alpha1");
        resource.put("kind", "WebStack");
        resource.put("metadata", map("name", name));
        resource.put("spec", spec);
        return resource;
    }

    /** Returns where the fields came from, by their paths. */
    public Map<String, Origin> origins() {
        return origins;
    }

    /** Returns a map of names and values, in that order. */
    public static Map<String, Object> map(Object... pairs) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put((String) pairs[i], pairs[i + 1]);
        }
        return map;
    }
}
