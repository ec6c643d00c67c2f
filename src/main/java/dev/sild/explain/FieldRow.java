package dev.sild.explain;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Why a field is as it is: a row of the table.
 *
 * @param conditions what the fields below the explained one must be; {@code ""} is its own scalar, and a path that
 *     begins with {@code /} is of the object
 * @param attributes which attributes it comes from: of each list, the first that the input has
 * @param reason why, if the input has one of them
 * @param other where it comes from otherwise; empty if the row then says nothing
 * @param complete whether it explains everything below the field
 */
record FieldRow(
        Map<String, String> conditions,
        List<List<AttributePattern>> attributes,
        String reason,
        String other,
        boolean complete) {
    FieldRow {
        conditions = Map.copyOf(conditions);
        attributes = List.copyOf(attributes);
    }

    /** Whether the row is about this value of an object. */
    boolean fits(Object value, Object object) {
        return conditions.entrySet().stream().allMatch(condition -> {
            boolean absolute = condition.getKey().startsWith("/");
            Object actual = absolute ? object : value;
            String path = condition.getKey().substring(absolute ? 1 : 0);
            for (String key : path.isEmpty() ? new String[0] : path.split("\\.")) {
                actual = actual instanceof Map<?, ?> map ? map.get(key) : null;
            }
            return actual != null
                    && (condition.getValue().equals("*")
                            || !(actual instanceof Map)
                                    && Pattern.matches(
                                            Pattern.quote(condition.getValue()).replace("*", "\\E.*\\Q"),
                                            actual.toString()));
        });
    }
}
