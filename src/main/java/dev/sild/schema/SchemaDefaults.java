package dev.sild.schema;

import dev.sild.yaml.Node;
import dev.sild.yaml.Node.Entry;
import dev.sild.yaml.Node.ListNode;
import dev.sild.yaml.Node.MapNode;
import dev.sild.yaml.Node.Position;
import dev.sild.yaml.Node.ScalarNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Fills in what a resource leaves out, as an API server does before it checks and stores it. A null that the schema
 * does not allow counts as left out. What was filled in has the position of the object that it is part of.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#defaulting">
 *     Defaulting</a>
 */
final class SchemaDefaults {
    private SchemaDefaults() {}

    static Node in(Node node, Schema schema) {
        if (node instanceof MapNode map) {
            return inObject(map, schema);
        }
        if (node instanceof ListNode list && schema.items().isPresent()) {
            Schema item = schema.items().get();
            return new ListNode(
                    list.items().stream()
                            .map(value -> in(orDefault(value, item).orElse(value), item))
                            .toList(),
                    list.position());
        }
        return node;
    }

    private static MapNode inObject(MapNode map, Schema schema) {
        Map<String, Schema> properties = schema.properties();
        Map<String, Entry> entries = new LinkedHashMap<>();
        map.entries().forEach((name, entry) -> {
            Optional<Schema> child = Optional.ofNullable(properties.get(name)).or(schema::additionalProperties);
            if (child.isEmpty()) {
                entries.put(name, entry);
            } else {
                orDefault(entry.value(), child.get())
                        .ifPresent(value -> entries.put(name, new Entry(entry.keyPosition(), in(value, child.get()))));
            }
        });
        properties.forEach((name, child) -> {
            if (!entries.containsKey(name)) {
                child.defaultValue()
                        .ifPresent(value ->
                                entries.put(name, new Entry(map.position(), in(at(value, map.position()), child))));
            }
        });
        return new MapNode(entries, map.position());
    }

    /** Returns the value, or its default where it is a null that is not allowed; empty where there is neither. */
    private static Optional<Node> orDefault(Node value, Schema schema) {
        return value instanceof ScalarNode scalar && scalar.isNull() && !schema.nullable()
                ? schema.defaultValue().map(node -> at(node, value.position()))
                : Optional.of(value);
    }

    private static Node at(Node node, Position position) {
        if (node instanceof MapNode map) {
            Map<String, Entry> entries = new LinkedHashMap<>();
            map.entries().forEach((name, entry) -> entries.put(name, new Entry(position, at(entry.value(), position))));
            return new MapNode(entries, position);
        }
        if (node instanceof ListNode list) {
            return new ListNode(
                    list.items().stream().map(item -> at(item, position)).toList(), position);
        }
        ScalarNode scalar = (ScalarNode) node;
        return new ScalarNode(scalar.text(), scalar.kind(), position);
    }
}
