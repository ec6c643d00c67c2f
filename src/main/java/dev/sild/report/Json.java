package dev.sild.report;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Writes JSON from maps, lists, strings, numbers and booleans. A list of mappings or lists has one item per line; a
 * value that contains no such list is written on one line.
 */
public final class Json {
    private final StringBuilder out = new StringBuilder();
    private final Predicate<Object> isLong;

    private Json(Predicate<Object> isLong) {
        this.isLong = isLong;
    }

    /** Returns a whole document, with a line break at its end. */
    public static String of(Map<String, ?> root) {
        return document(root, Json::hasMappings);
    }

    /**
     * Returns the same for those who look at its changes: what holds a list or mapping, and every list, has an item a
     * line.
     */
    public static String ofLines(Map<String, ?> root) {
        return document(
                root,
                value -> value instanceof Map<?, ?> map
                        ? map.values().stream().anyMatch(item -> item instanceof Map || item instanceof List)
                        : value instanceof List<?> list && !list.isEmpty());
    }

    private static String document(Map<String, ?> root, Predicate<Object> isLong) {
        Json json = new Json(isLong);
        json.map(root, "\n", true);
        return json.out.append('\n').toString();
    }

    private void value(Object value, String newLine) {
        if (value instanceof Map<?, ?> map) {
            map(map, newLine, isLong.test(map));
        } else if (value instanceof List<?> list) {
            list(list, newLine, isLong.test(list));
        } else if (value instanceof String text) {
            JsonText.appendVisible(out, text);
        } else {
            out.append(value);
        }
    }

    private void map(Map<?, ?> map, String newLine, boolean isLong) {
        String inner = isLong ? newLine + "  " : newLine;
        out.append('{');
        for (Iterator<? extends Map.Entry<?, ?>> entries = map.entrySet().iterator(); entries.hasNext(); ) {
            Map.Entry<?, ?> entry = entries.next();
            out.append(isLong ? inner : "");
            JsonText.appendVisible(out, (String) entry.getKey());
            out.append(": ");
            value(entry.getValue(), inner);
            out.append(entries.hasNext() ? isLong ? "," : ", " : "");
        }
        out.append(isLong && !map.isEmpty() ? newLine : "").append('}');
    }

    private void list(List<?> list, String newLine, boolean isLong) {
        String inner = isLong ? newLine + "  " : newLine;
        out.append('[');
        for (Iterator<?> items = list.iterator(); items.hasNext(); ) {
            out.append(isLong ? inner : "");
            value(items.next(), inner);
            out.append(items.hasNext() ? isLong ? "," : ", " : "");
        }
        out.append(isLong ? newLine : "").append(']');
    }

    /** Whether the value is or contains a list of mappings or lists. */
    private static boolean hasMappings(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.values().stream().anyMatch(Json::hasMappings);
        }
        return value instanceof List<?> list
                && list.stream().anyMatch(item -> item instanceof Map || item instanceof List);
    }
}
