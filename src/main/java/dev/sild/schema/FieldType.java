package dev.sild.schema;

import dev.sild.yaml.Node;
import java.util.ArrayList;
import java.util.List;

/** What a field may hold, in a few words for people. */
final class FieldType {
    /** How a limit is described. */
    private record Limit(String keyword, String words) {}

    private static final List<Limit> LIMITS = List.of(
            new Limit("minimum", "minimum: %s"),
            new Limit("maximum", "maximum: %s"),
            new Limit("multipleOf", "multiple of %s"),
            new Limit("minLength", "at least %s characters"),
            new Limit("maxLength", "at most %s characters"),
            new Limit("minItems", "at least %s items"),
            new Limit("maxItems", "at most %s items"),
            new Limit("minProperties", "at least %s keys"),
            new Limit("maxProperties", "at most %s keys"),
            new Limit("format", "format %s"));

    private FieldType() {}

    /** Returns the type as kubectl explain writes it: {@code []Object}, {@code map[string]string}. */
    static String of(Schema schema) {
        if (schema.intOrString()) {
            return "IntOrString";
        }
        return switch (schema.type()) {
            case "array" -> "[]" + schema.items().map(FieldType::of).orElse("Object");
            case "object" ->
                schema.additionalProperties()
                        .map(values -> "map[string]" + of(values))
                        .orElse("Object");
            case "" -> "Object";
            default -> schema.type();
        };
    }

    /** Returns the values that are allowed, as YAML; empty where no list says so. */
    static List<String> values(Schema schema) {
        return schema.enumeration().stream().map(FieldType::yaml).toList();
    }

    /** Returns the bounds of a field, of a list's items and of a map's values. */
    static List<String> limits(Schema schema) {
        List<String> limits = new ArrayList<>();
        for (Limit limit : LIMITS) {
            String value = schema.text(limit.keyword());
            boolean saysNothing = value.isEmpty() || value.equals("int32") || value.equals("int64");
            if (!saysNothing) {
                String text = limit.words().formatted(value);
                limits.add(value.equals("1") && text.endsWith("s") ? text.substring(0, text.length() - 1) : text);
            }
        }
        if (!schema.text("pattern").isEmpty()) {
            limits.add("matches " + schema.text("pattern"));
        }
        if (!schema.listMapKeys().isEmpty()) {
            limits.add("unique by " + String.join(" and ", schema.listMapKeys()));
        }
        return limits;
    }

    /** Returns a value in one line: JSON, but for a text that needs no quotes. */
    static String yaml(Node node) {
        Object value = Values.of(node);
        return value instanceof String text && text.matches("[A-Za-z][-A-Za-z0-9_./:]*") ? text : Values.json(value);
    }

    /** Returns what a rule says where it does not hold. */
    static String said(Rule rule) {
        return rule.message().isEmpty() ? rule.expression() : rule.message();
    }
}
