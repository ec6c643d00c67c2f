package dev.sild.patch;

import dev.sild.kubernetes.objects.ListKeys;
import dev.sild.report.InputException;
import dev.sild.yaml.Node;
import dev.sild.yaml.Node.Entry;
import dev.sild.yaml.Node.ListNode;
import dev.sild.yaml.Node.MapNode;
import dev.sild.yaml.Node.ScalarNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Merges a part of an object into it: mappings key by key, lists of things with names by these, other lists as a whole.
 * A null removes a field; {@code $patch: delete} and {@code $patch: replace} do what they do for kubectl.
 *
 * @see <a
 *     href="https://github.com/kubernetes/community/blob/master/contributors/devel/sig-api-machinery/strategic-merge-patch.md">
 *     Strategic merge patch</a>
 */
final class StrategicMerge {
    private static final String DIRECTIVE = "$patch";

    private StrategicMerge() {}

    /** Merges {@code patch} into {@code target}. */
    static void merge(Map<String, Object> target, MapNode patch) throws InputException {
        String directive = directive(patch);
        if (directive.equals("replace")) {
            target.clear();
        } else if (!directive.isEmpty() && !directive.equals("merge")) {
            throw PatchReader.wrong(
                    patch.required(DIRECTIVE).position(),
                    "'$patch: " + directive.replaceAll("\\W", "?") + "' has no meaning here",
                    "use merge or replace");
        }
        for (Map.Entry<String, Entry> each : patch.entries().entrySet()) {
            if (!each.getKey().equals(DIRECTIVE)) {
                field(target, each.getKey(), each.getValue().value());
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static void field(Map<String, Object> target, String key, Node value) throws InputException {
        Object known = target.get(key);
        if (value instanceof ScalarNode scalar && scalar.isNull()
                || value instanceof MapNode map && directive(map).equals("delete")) {
            target.remove(key);
        } else if (value instanceof MapNode map && known instanceof Map<?, ?>) {
            merge((Map<String, Object>) known, map);
        } else if (value instanceof ListNode list
                && known instanceof List<?> items
                && list.items().stream().allMatch(MapNode.class::isInstance)
                && mergeKey(key, items, list).isPresent()) {
            items((List<Object>) known, list, mergeKey(key, items, list).get());
        } else {
            target.put(key, Trees.of(value));
        }
    }

    /** Returns the field by which the items of a list are known. */
    private static Optional<String> mergeKey(String list, List<?> known, ListNode patch) {
        List<Object> all = new ArrayList<>(known);
        patch.items().forEach(item -> all.add(Trees.of(item)));
        return ListKeys.of(list, all).map(keys -> keys.get(0));
    }

    @SuppressWarnings("unchecked")
    private static void items(List<Object> target, ListNode patch, String key) throws InputException {
        for (Node item : patch.items()) {
            MapNode map = (MapNode) item;
            if (!(map.get(key) instanceof ScalarNode value)) {
                if (directive(map).equals("replace")) {
                    target.clear();
                    continue;
                }
                throw PatchReader.wrong(
                        map.position(), "the item has no '" + key + "', by which it is found", "add it");
            }
            String wanted = value.value();
            List<Object> found = new ArrayList<>();
            target.forEach(one -> {
                if (one instanceof Map<?, ?> known && wanted.equals(String.valueOf(known.get(key)))) {
                    found.add(one);
                }
            });
            if (directive(map).equals("delete")) {
                if (found.isEmpty()) {
                    throw PatchReader.wrong(
                            map.position(),
                            "nothing to delete: no item has this '" + key + "'",
                            "correct or remove it");
                }
                target.removeAll(found);
            } else if (found.isEmpty()) {
                target.add(Trees.of(map));
            } else {
                merge((Map<String, Object>) found.get(0), map);
            }
        }
    }

    private static String directive(MapNode map) {
        return map.get(DIRECTIVE) instanceof ScalarNode scalar ? scalar.value() : "";
    }
}
