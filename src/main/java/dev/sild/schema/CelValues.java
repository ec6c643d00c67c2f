package dev.sild.schema;

import dev.cel.common.values.NullValue;
import dev.sild.yaml.Node;
import dev.sild.yaml.Node.ListNode;
import dev.sild.yaml.Node.MapNode;
import dev.sild.yaml.Node.ScalarNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Nodes as the rules of a schema see them: an object has the fields that the schema knows, under names that an
 * expression can hold, and a {@code number} has a fraction even where it is written without.
 */
final class CelValues {
    private static final Set<String> WORDS = Set.of(
            "true",
            "false",
            "null",
            "in",
            "as",
            "break",
            "const",
            "continue",
            "else",
            "for",
            "function",
            "if",
            "import",
            "let",
            "loop",
            "package",
            "namespace",
            "return",
            "var",
            "void",
            "while");

    private CelValues() {}

    static Object of(Node node, Schema schema) {
        if (node instanceof ScalarNode scalar && scalar.isNull()) {
            return NullValue.NULL_VALUE;
        }
        if (node instanceof ListNode list && schema.items().isPresent()) {
            List<Object> items = new ArrayList<>();
            list.items().forEach(item -> items.add(of(item, schema.items().get())));
            return items;
        }
        if (node instanceof MapNode map) {
            return of(map, schema);
        }
        Object value = Objects.requireNonNull(Values.of(node), "a scalar that is null");
        return schema.type().equals("number") && value instanceof Long whole ? (Object) whole.doubleValue() : value;
    }

    private static Map<String, Object> of(MapNode map, Schema schema) {
        Map<String, Object> fields = new LinkedHashMap<>();
        if (schema.additionalProperties().isPresent()) {
            map.entries()
                    .forEach((key, entry) -> fields.put(
                            key, of(entry.value(), schema.additionalProperties().get())));
            return fields;
        }
        Map<String, Schema> properties = schema.properties();
        map.entries().forEach((name, entry) -> {
            if (properties.containsKey(name)) {
                fields.put(escaped(name), of(entry.value(), properties.get(name)));
            }
        });
        return fields;
    }

    /**
     * Returns the name of a field in an expression: {@code __if__} for {@code if}, {@code a__dash__b} for {@code a-b}.
     */
    static String escaped(String name) {
        return WORDS.contains(name)
                ? "__" + name + "__"
                : name.replace("__", "__underscores__")
                        .replace(".", "__dot__")
                        .replace("-", "__dash__")
                        .replace("/", "__slash__");
    }
}
