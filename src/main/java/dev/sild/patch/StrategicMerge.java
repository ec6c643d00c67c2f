package dev.sild.patch;

import dev.sild.report.InputException;
import dev.sild.yaml.Node;
import dev.sild.yaml.Node.Entry;
import dev.sild.yaml.Node.ListNode;
import dev.sild.yaml.Node.MapNode;
import dev.sild.yaml.Node.ScalarNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

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

    /** The fields by which the items of lists are known, by the list's field. */
    private static final Map<String, List<String>> KEYS = Map.ofEntries(
            Map.entry("containers", List.of("name")),
            Map.entry("initContainers", List.of("name")),
            Map.entry("ephemeralContainers", List.of("name")),
            Map.entry("env", List.of("name")),
            Map.entry("volumes", List.of("name")),
            Map.entry("imagePullSecrets", List.of("name")),
            Map.entry("volumeMounts", List.of("mountPath")),
            Map.entry("volumeDevices", List.of("devicePath")),
            Map.entry("ports", List.of("containerPort", "port")),
            Map.entry("hostAliases", List.of("ip")),
            Map.entry("topologySpreadConstraints", List.of("topologyKey")));

    private StrategicMerge() {}

    /** Merges {@code patch} into {@code target}. */
    static void merge(Map<String, Object> target, MapNode patch) throws InputException {
        String directive = directive(patch);
        if (directive.equals("replace")) {
            target.clear();
        } else if (!directive.isEmpty() && !directive.equals("merge")) {
            throw PatchReader.wrong(
                    patch.get(DIRECTIVE).position(),
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
                && known instanceof List<?>
                && KEYS.containsKey(key)
                && list.items().stream().allMatch(MapNode.class::isInstance)) {
            items((List<Object>) known, list, KEYS.get(key));
        } else {
            target.put(key, Trees.of(value));
        }
    }

    @SuppressWarnings("unchecked")
    private static void items(List<Object> target, ListNode patch, List<String> keys) throws InputException {
        for (Node item : patch.items()) {
            MapNode map = (MapNode) item;
            String key = keys.stream()
                    .filter(name -> map.get(name) instanceof ScalarNode)
                    .findFirst()
                    .orElse("");
            if (key.isEmpty() && directive(map).equals("replace")) {
                target.clear();
                continue;
            }
            if (key.isEmpty()) {
                throw PatchReader.wrong(
                        map.position(), "the item has no '" + keys.get(0) + "', by which it is found", "add it");
            }
            String wanted = ((ScalarNode) map.get(key)).value();
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
