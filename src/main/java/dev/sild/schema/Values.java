package dev.sild.schema;

import dev.sild.yaml.GoNumbers;
import dev.sild.yaml.Node;
import dev.sild.yaml.Node.ListNode;
import dev.sild.yaml.Node.MapNode;
import dev.sild.yaml.Node.ScalarNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Nodes as the values that an API server makes of them: maps, lists, strings, booleans, {@code Long}, {@code Double}
 * and null. Kubernetes' tools turn YAML into JSON first, so a number without a fraction is an integer however it was
 * written.
 */
final class Values {
    private static final BigDecimal LEAST = BigDecimal.valueOf(Long.MIN_VALUE);
    private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);

    private Values() {}

    static @Nullable Object of(Node node) {
        if (node instanceof MapNode map) {
            Map<String, Object> values = new LinkedHashMap<>();
            map.entries().forEach((key, entry) -> values.put(key, of(entry.value())));
            return values;
        }
        if (node instanceof ListNode list) {
            List<Object> values = new ArrayList<>();
            list.items().forEach(item -> values.add(of(item)));
            return values;
        }
        ScalarNode scalar = (ScalarNode) node;
        return switch (scalar.kind()) {
            case STRING -> scalar.value();
            case BOOL -> scalar.value().equals("true");
            case NULL -> null;
            case INT, FLOAT -> number(scalar.value());
        };
    }

    private static Object number(String digits) {
        if (digits.endsWith("Inf") || digits.equals("NaN")) {
            return Double.valueOf(digits.replace("Inf", "Infinity"));
        }
        BigDecimal number = new BigDecimal(digits);
        boolean whole = number.compareTo(LEAST) >= 0
                && number.compareTo(MOST) <= 0
                && number.stripTrailingZeros().scale() <= 0;
        return whole ? (Object) number.longValue() : (Object) number.doubleValue();
    }

    /** Returns the value as a message of the API server shows it. */
    static String quoted(@Nullable Object value) {
        return value instanceof Double number ? GoNumbers.print(number) : json(value);
    }

    /** Returns the value as JSON in one line; keys are in the order of the alphabet, as Go writes them. */
    static String json(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .sorted((a, b) -> ((String) a.getKey()).compareTo((String) b.getKey()))
                    .map(entry -> string((String) entry.getKey()) + ":" + json(entry.getValue()))
                    .collect(Collectors.joining(",", "{", "}"));
        }
        if (value instanceof Collection<?> list) {
            return list.stream().map(Values::json).collect(Collectors.joining(",", "[", "]"));
        }
        return value instanceof String text ? string(text) : String.valueOf(value);
    }

    private static String string(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> out.append('\\').append(c);
                case '\n' -> out.append("\\n");
                case '\t' -> out.append("\\t");
                case '\r' -> out.append("\\r");
                default ->
                    out.append(
                            c < ' ' || c == 0x7F
                                    ? "\\x" + Integer.toHexString(0x100 + c).substring(1)
                                    : String.valueOf(c));
            }
        }
        return out.append('"').toString();
    }
}
