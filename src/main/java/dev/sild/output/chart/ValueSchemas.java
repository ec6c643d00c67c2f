package dev.sild.output.chart;

import static dev.sild.yaml.YamlMap.map;

import java.util.List;
import java.util.Map;

/** What the values of a chart may be. */
final class ValueSchemas {
    /** A whole number. */
    static final String NUMBER = "^[0-9]+$";
    /** Part of an object's name, or of what refers to one. */
    static final String NAME = "^[a-z0-9.-]*$";
    /** Part of a label's value. */
    static final String LABEL = "^[A-Za-z0-9._-]*$";
    /** How much of a resource there is. */
    static final String QUANTITY = "^[0-9]+(\\.[0-9]+)?(m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei)?$";
    /** The same, or nothing. */
    static final String ANY_QUANTITY = "^$|" + QUANTITY;
    /** The name of a host. */
    static final String HOST = "^(\\*\\.)?[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$";

    private static final String BASE64 = "^[A-Za-z0-9+/]*={0,2}$";

    /** Helm reads a greater number as 1e+06; a string stays what it is. */
    private static final int GREATEST = 999_999;

    private ValueSchemas() {}

    static Map<String, Object> text() {
        return map("type", "string");
    }

    static Map<String, Object> repository() {
        return pattern("^.+$");
    }

    static Map<String, Object> pattern(String pattern) {
        return map("type", "string", "pattern", pattern);
    }

    /** A text, which may be written as a number or a boolean. */
    static Map<String, Object> scalar() {
        return map("type", List.of("string", "integer", "boolean"), "maximum", GREATEST);
    }

    /** A variable of the compose file: a secret one is no number, since YAML reads 0123 as 83. */
    static Map<String, Object> variable(boolean secret) {
        return secret
                ? map("type", List.of("string", "null"))
                : map("type", List.of("string", "integer"), "maximum", GREATEST);
    }

    static Map<String, Object> count() {
        return map("type", "integer", "minimum", 0);
    }

    static Map<String, Object> object() {
        return map("type", "object");
    }

    static Map<String, Object> bool() {
        return map("type", "boolean");
    }

    static Map<String, Object> accessModes() {
        return map(
                "type",
                "array",
                "minItems",
                1,
                "items",
                pattern("^(ReadWriteOnce|ReadWriteOncePod|ReadWriteMany|ReadOnlyMany)$"));
    }

    static Map<String, Object> hosts() {
        return map("type", "array", "items", pattern(HOST));
    }

    static Map<String, Object> strings() {
        return map("type", "object", "additionalProperties", text());
    }

    static Map<String, Object> objects() {
        return map("type", "array", "items", object());
    }

    static Map<String, Object> resources() {
        Map<String, Object> quantities = map(
                "type",
                "object",
                "additionalProperties",
                map("type", List.of("string", "number"), "pattern", QUANTITY));
        return map(
                "type",
                "object",
                "additionalProperties",
                false,
                "properties",
                map("limits", quantities, "requests", quantities));
    }

    /** A key of a Secret: a text, or bytes. */
    static Map<String, Object> secret() {
        return map(
                "type",
                List.of("string", "object", "null"),
                "additionalProperties",
                false,
                "properties",
                map("base64", pattern(BASE64)),
                "required",
                List.of("base64"));
    }
}
