package dev.sild.compose.load.spec;

import static dev.sild.yaml.YamlMap.map;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * The hints of {@link Hints} as a JSON schema of compose files, for editors: everything except the hints is
 * unrestricted. It is made of the table that files are checked by.
 *
 * @see <a href="https://json-schema.org/draft-07">JSON Schema, draft 7</a>
 */
public final class HintSchema {
    private static final String LABEL = "[a-z0-9]([a-z0-9-]*[a-z0-9])?";
    private static final String NAME = LABEL + "(\\." + LABEL + ")*";
    /** What has a variable in it is checked when its value is known. */
    private static final String VARIABLE = "\\$";

    private final UnaryOperator<String> meanings;

    private HintSchema(UnaryOperator<String> meanings) {
        this.meanings = meanings;
    }

    /**
     * Returns the schema as maps and lists.
     *
     * @param meanings what becomes of an attribute, by its path such as {@code services.*.x-sild.kind}
     */
    public static Map<String, Object> of(UnaryOperator<String> meanings) {
        HintSchema schema = new HintSchema(meanings);
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put(Hints.KEY, schema.type(Hints.PROJECT, Hints.KEY));
        properties.put("services", schema.each(Hints.SERVICE, "services.*."));
        properties.put("networks", schema.each(Hints.NETWORK, "networks.*."));
        properties.put("volumes", schema.each(Hints.VOLUME, "volumes.*."));
        Map<String, Object> root = map("$schema", "http://json-schema.org/draft-07/schema#");
        root.put("title", "Sild hints in a compose file");
        root.put("type", "object");
        root.put("properties", properties);
        return root;
    }

    private Map<String, Object> each(Type hints, String path) {
        Map<String, Object> entry = map("type", List.of("object", "null"));
        entry.put("properties", map(Hints.KEY, type(hints, path + Hints.KEY)));
        Map<String, Object> each = map("type", List.of("object", "null"));
        each.put("additionalProperties", entry);
        return each;
    }

    private Map<String, Object> type(Type type, String path) {
        Map<String, Object> schema = new LinkedHashMap<>();
        String meaning = meanings.apply(path);
        if (!meaning.isEmpty()) {
            schema.put("description", meaning);
        }
        switch (type.form()) {
            case OBJECT -> {
                Map<String, Object> properties = new LinkedHashMap<>();
                type.attributes()
                        .forEach((name, attribute) -> properties.put(name, type(attribute.type(), path + "." + name)));
                schema.put("type", type.nullable() ? List.of("object", "null") : "object");
                schema.put("properties", properties);
                schema.put("additionalProperties", false);
            }
            case LIST -> {
                schema.put("type", "array");
                schema.put("items", map("type", "string"));
            }
            case MAP -> {
                schema.put("type", "object");
                schema.put("additionalProperties", map("type", "string"));
            }
            case QUANTITY ->
                scalar(schema, List.of("string", "integer"), "[0-9]+(\\.[0-9]+)?(m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei)?");
            case NAME -> scalar(schema, "string", NAME);
            case REFERENCE -> scalar(schema, "string", "(" + LABEL + "/)?" + NAME);
            case HOST -> scalar(schema, "string", "(\\*\\.)?" + NAME);
            default -> {
                List<Object> allowed = new ArrayList<>();
                allowed.add(map("enum", type.values()));
                allowed.add(map("type", "string", "pattern", VARIABLE));
                schema.put("anyOf", allowed);
            }
        }
        return schema;
    }

    private static void scalar(Map<String, Object> schema, Object type, String pattern) {
        schema.put("type", type);
        schema.put("pattern", "^(" + pattern + ")$|" + VARIABLE);
    }
}
