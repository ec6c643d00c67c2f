package dev.sild.compose.load.spec;

import dev.sild.compose.load.spec.Type.Form;
import java.util.LinkedHashMap;
import java.util.Map;

/** The rows of the loader's table of attributes, by path: {@code services.*.ports[].target}. */
public final class SpecRows {
    private SpecRows() {}

    /** Returns, for each row, whether it only groups others: it can be written by naming what is in it alone. */
    public static Map<String, Boolean> groups() {
        Map<String, Boolean> groups = new LinkedHashMap<>();
        all().forEach((path, attribute) -> groups.put(path, attribute.type().isStructured()));
        return groups;
    }

    /** Returns the row that a path of a project belongs to: {@code services.*.ports[].target}. */
    public static String row(String path) {
        Type type = Spec.FILE;
        StringBuilder row = new StringBuilder();
        for (String step : path.replace("[", ".[").split("\\.")) {
            if (type.isStructured()) {
                row.append(row.length() == 0 ? "" : ".").append(step);
                type = type.child(step);
            } else if (type.item() != null && type.item().isStructured()) {
                row.append(step.startsWith("[") ? "[]" : ".*");
                type = type.item();
            }
        }
        String whole = row.toString();
        return whole.endsWith(".*") ? whole.substring(0, whole.length() - 2) : whole;
    }

    /** Returns the attributes by their rows, in order. */
    public static Map<String, AttributeSpec> all() {
        Map<String, AttributeSpec> rows = new LinkedHashMap<>();
        add(Spec.FILE, "", rows);
        return rows;
    }

    private static void add(Type type, String prefix, Map<String, AttributeSpec> rows) {
        for (AttributeSpec attribute : type.attributes().values()) {
            String path = prefix + attribute.name();
            rows.put(path, attribute);
            add(inner(attribute.type()), path + suffix(attribute.type()), rows);
        }
    }

    /** The type of the objects that an attribute holds, itself or in a list or mapping. */
    private static Type inner(Type type) {
        return type.isStructured() || type.item() == null ? type : inner(type.item());
    }

    private static String suffix(Type type) {
        return type.isStructured() || type.item() == null
                ? "."
                : type.form() == Form.MAP || type.form() == Form.NAMED || type.form() == Form.DEPENDS_ON
                        ? ".*."
                        : "[].";
    }
}
