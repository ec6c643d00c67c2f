package dev.sild.crds;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Replaces each use of a fragment by the fragment's content, with the keys beside {@code $fragment} merged over it.
 *
 * <p>Maps merge key by key. {@code null} removes a key, and every other value replaces the fragment's. A value that
 * uses a fragment itself replaces the one below it, too.
 */
public final class Assembler {
    private static final String FRAGMENT = "$fragment";
    private static final String JAVA_TYPE = "$javaType";

    private final Fragments fragments;
    private final Deque<String> open = new ArrayDeque<>();
    private final Map<Object, List<String>> origins = new IdentityHashMap<>();

    Assembler(Fragments fragments) {
        this.fragments = fragments;
    }

    /** A tree without any use of a fragment. */
    Map<String, Object> assemble(Map<String, Object> source) {
        return assembleMap(source);
    }

    /** A tree of its own with the fragment's content. */
    public Map<String, Object> fragment(String name) {
        return assembleMap(Map.of(FRAGMENT, name));
    }

    /** The fragments that a map of an assembled tree was made from: the one at the place of use first, then its own. */
    public List<String> origins(Map<String, Object> assembled) {
        return origins.getOrDefault(assembled, List.of());
    }

    /** The existing class for the fragment's schema, or null. */
    public String javaType(String name) {
        return (String) fragments.get(name).get(JAVA_TYPE);
    }

    private Map<String, Object> assembleMap(Map<String, Object> source) {
        Map<String, Object> own = new LinkedHashMap<>(source);
        own.remove(JAVA_TYPE);
        Object name = own.remove(FRAGMENT);
        own.keySet().stream().filter(key -> key.startsWith("$")).findFirst().ifPresent(key -> {
            throw new CrdSourceException("unknown key " + key);
        });
        return name == null ? merge(new LinkedHashMap<>(), own) : use((String) name, own);
    }

    private Map<String, Object> use(String name, Map<String, Object> overrides) {
        if (open.contains(name)) {
            throw new CrdSourceException("fragment \"" + name + "\" uses itself");
        }
        open.push(name);
        Map<String, Object> content = assembleMap(fragments.get(name));
        open.pop();
        List<String> names = new ArrayList<>(List.of(name));
        names.addAll(origins(content));
        Map<String, Object> merged = merge(content, overrides);
        origins.put(merged, names);
        return merged;
    }

    private Map<String, Object> merge(Map<String, Object> below, Map<String, Object> over) {
        Map<String, Object> merged = new LinkedHashMap<>(below);
        over.forEach((key, value) -> {
            if (value == null) {
                if (merged.remove(key) == null) {
                    throw new CrdSourceException("nothing to remove: no fragment below has \"" + key + "\"");
                }
            } else if (value instanceof Map<?, ?> map
                    && !map.containsKey(FRAGMENT)
                    && merged.get(key) instanceof Map<?, ?> fragment) {
                merged.put(key, merge(Yaml.map(fragment), Yaml.map(map)));
            } else {
                merged.put(key, assembled(value));
            }
        });
        origins.put(merged, origins(below));
        return merged;
    }

    private Object assembled(Object value) {
        if (value instanceof Map<?, ?> map) {
            return assembleMap(Yaml.map(map));
        }
        return value instanceof List<?> list
                ? list.stream().map(this::assembled).toList()
                : value;
    }
}
