package dev.sild.patch;

import dev.sild.yaml.Node;
import dev.sild.yaml.Node.ListNode;
import dev.sild.yaml.Node.MapNode;
import dev.sild.yaml.Node.ScalarNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values of YAML as maps, lists and scalars that can be changed. */
final class Trees {
    private static final String DIRECTIVE = "$patch";

    private Trees() {}

    /** Returns a value without the directives in it. */
    static @Nullable Object of(Node node) {
        if (node instanceof MapNode map) {
            Map<String, Object> tree = new LinkedHashMap<>();
            map.entries().forEach((key, entry) -> {
                boolean nothing = entry.value() instanceof ScalarNode scalar && scalar.isNull();
                if (!key.equals(DIRECTIVE) && !nothing) {
                    tree.put(key, of(entry.value()));
                }
            });
            return tree;
        }
        if (node instanceof ListNode list) {
            List<Object> tree = new ArrayList<>();
            list.items().forEach(item -> tree.add(of(item)));
            return tree;
        }
        ScalarNode scalar = (ScalarNode) node;
        return switch (scalar.kind()) {
            case NULL -> null;
            case BOOL -> Boolean.valueOf(scalar.value());
            case INT -> integer(new BigInteger(scalar.value()));
            case FLOAT -> decimal(scalar.value());
            case STRING -> scalar.value();
        };
    }

    private static Number integer(BigInteger value) {
        return value.bitLength() < 32 ? (Number) value.intValue() : value.bitLength() < 64 ? value.longValue() : value;
    }

    private static Object decimal(String value) {
        try {
            return new BigDecimal(value);
        } catch (NumberFormatException infinite) {
            return value;
        }
    }

    /** Returns a copy that can be changed. */
    static Object copy(Object tree) {
        if (tree instanceof Map<?, ?> map) {
            Map<String, Object> copy = new LinkedHashMap<>();
            map.forEach((key, value) -> copy.put(String.valueOf(key), copy(value)));
            return copy;
        }
        if (tree instanceof List<?> list) {
            List<Object> copy = new ArrayList<>();
            list.forEach(item -> copy.add(copy(item)));
            return copy;
        }
        return tree;
    }

    /** Returns how many values a tree has. */
    static int size(Object tree) {
        int size = 1;
        if (tree instanceof Map<?, ?> map) {
            for (Object value : map.values()) {
                size += size(value);
            }
        } else if (tree instanceof List<?> list) {
            for (Object item : list) {
                size += size(item);
            }
        }
        return size;
    }
}
