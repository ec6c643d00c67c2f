package dev.sild.output.kustomize;

import dev.sild.yaml.CommentedValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Fields of trees that are about to be written. */
final class TreeFields {
    private TreeFields() {}

    /** Returns a tree without the field at a path, and without the maps around it that are then empty. */
    @SuppressWarnings("unchecked")
    static Map<String, Object> without(Map<String, Object> tree, List<String> path) {
        return (Map<String, Object>) below(tree, path);
    }

    private static Object below(Object node, List<String> path) {
        if (node instanceof CommentedValue commented) {
            return new CommentedValue(commented.lines(), below(commented.value(), path));
        }
        if (!(node instanceof Map<?, ?> map) || !map.containsKey(path.get(0))) {
            return node;
        }
        Map<Object, Object> copy = new LinkedHashMap<>(map);
        if (path.size() == 1) {
            copy.remove(path.get(0));
        } else {
            copy.computeIfPresent(path.get(0), (key, value) -> {
                Object rest = below(value, path.subList(1, path.size()));
                return isEmpty(rest) ? null : rest;
            });
        }
        return copy;
    }

    private static boolean isEmpty(Object node) {
        return node instanceof CommentedValue commented
                ? isEmpty(commented.value())
                : node instanceof Map<?, ?> map && map.isEmpty();
    }
}
