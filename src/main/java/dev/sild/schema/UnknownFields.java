package dev.sild.schema;

import dev.sild.report.Nearest;
import dev.sild.schema.Violation.Kind;
import dev.sild.yaml.Node;
import dev.sild.yaml.Node.ListNode;
import dev.sild.yaml.Node.MapNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the fields that a schema does not know, which an API server asked to be strict refuses. */
record UnknownFields(List<Violation> found) {

    void in(Node node, Schema schema, String path) {
        if (node instanceof ListNode list) {
            for (int i = 0; i < list.items().size() && schema.items().isPresent(); i++) {
                in(list.items().get(i), schema.items().get(), path + "[" + i + "]");
            }
        }
        if (!(node instanceof MapNode map)) {
            return;
        }
        Map<String, Schema> properties = schema.properties();
        map.entries().forEach((name, entry) -> {
            String child = path.isEmpty() ? name : path + "." + name;
            Optional<Schema> known = Optional.ofNullable(properties.get(name)).or(schema::additionalProperties);
            if (known.isPresent()) {
                in(entry.value(), known.get(), child);
            } else if (!schema.preservesUnknownFields()) {
                String nearest = Nearest.of(name, properties.keySet());
                String remedy = !nearest.isEmpty()
                        ? "did you mean " + nearest + "?"
                        : properties.isEmpty() ? "remove it" : "its fields: " + String.join(", ", properties.keySet());
                found.add(new Violation(Kind.UNKNOWN, entry.keyPosition(), child, "unknown field", remedy));
            }
        });
    }
}
