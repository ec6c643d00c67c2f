package dev.sild.schema;

import dev.sild.schema.Violation.Kind;
import dev.sild.yaml.Node;
import dev.sild.yaml.Node.ListNode;
import dev.sild.yaml.Node.MapNode;
import dev.sild.yaml.Node.ScalarNode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds items that occur twice in a list of type {@code set}, or that have the same keys in a list of type {@code map};
 * of several equal items, the second is reported.
 */
record UniqueItems(List<Violation> found) {

    void in(Node node, Schema schema, String path) {
        if (node instanceof ListNode list) {
            check(list, schema, path);
            for (int i = 0; i < list.items().size() && schema.items().isPresent(); i++) {
                in(list.items().get(i), schema.items().get(), path + "[" + i + "]");
            }
        } else if (node instanceof MapNode map) {
            Map<String, Schema> properties = schema.properties();
            map.entries().forEach((name, entry) -> {
                Optional<Schema> property = Optional.ofNullable(properties.get(name));
                property.ifPresent(child -> in(entry.value(), child, path.isEmpty() ? name : path + "." + name));
                if (property.isEmpty()) {
                    schema.additionalProperties().ifPresent(child -> in(entry.value(), child, path + "[" + name + "]"));
                }
            });
        }
    }

    private void check(ListNode list, Schema schema, String path) {
        boolean isMap = schema.listType().equals("map");
        if (!isMap && !schema.listType().equals("set")) {
            return;
        }
        Map<Object, Integer> seen = new HashMap<>();
        for (int i = 0; i < list.items().size(); i++) {
            Node item = list.items().get(i);
            if (isMap && item instanceof ScalarNode scalar && scalar.isNull()) {
                continue;
            }
            if (isMap && !(item instanceof MapNode)) {
                found.add(Violation.of(
                        Kind.INVALID,
                        item.position(),
                        path + "[" + i + "]",
                        Values.of(item),
                        "must be an object for an array of list-type map"));
                return;
            }
            Object key = isMap ? keys((MapNode) item, schema.listMapKeys()) : Values.of(item);
            if (seen.merge(key, 1, Integer::sum) == 2) {
                found.add(Violation.of(Kind.DUPLICATE, item.position(), path + "[" + i + "]", key, "")
                        .withRemedy("keep one of them"));
            }
        }
    }

    private static Map<String, Object> keys(MapNode item, List<String> names) {
        Map<String, Object> keys = new LinkedHashMap<>();
        for (String name : names) {
            Node value = item.get(name);
            if (value != null) {
                keys.put(name, Values.of(value));
            }
        }
        return keys;
    }
}
