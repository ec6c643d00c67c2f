package dev.sild.schema;

import com.google.re2j.Pattern;
import dev.sild.schema.Violation.Kind;
import dev.sild.yaml.GoNumbers;
import dev.sild.yaml.Node;
import dev.sild.yaml.Node.ListNode;
import dev.sild.yaml.Node.MapNode;
import dev.sild.yaml.Node.ScalarNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds what an API server refuses for its type, its bounds and what is missing; not rules, not unknown fields.
 *
 * @see <a href="https://github.com/kubernetes/kube-openapi/tree/master/pkg/validation">The API server's own</a>
 */
final class Structure {
    private static final String TYPE = "%s in body must be of type %s: %s";

    private final Map<String, Pattern> patterns = new HashMap<>();
    private List<Violation> found;

    Structure(List<Violation> found) {
        this.found = found;
    }

    void check(Node node, Schema schema, String path) {
        type(node, schema, path);
        if (!(node instanceof ScalarNode scalar && scalar.isNull())) {
            alternatives(node, schema, path);
            Object value = Values.of(node);
            if (value instanceof String text) {
                string(node, text, schema, path);
            } else if (value instanceof Number number) {
                number(node, number, schema, path);
            }
        }
        enumeration(node, schema, path);
        if (node instanceof ListNode list) {
            list(list, schema, path);
        } else if (node instanceof MapNode map) {
            object(map, schema, path);
        }
    }

    private void type(Node node, Schema schema, String path) {
        String wanted = schema.intOrString() ? "integer,string" : schema.type();
        String given = typeOf(Values.of(node));
        if (wanted.isEmpty()
                || given.equals("null") && schema.nullable()
                || List.of(wanted.split(",")).contains(given)
                || wanted.equals("number") && given.equals("integer")) {
            return;
        }
        found.add(Violation.of(
                        Kind.WRONG_TYPE,
                        node.position(),
                        path,
                        given,
                        TYPE.formatted(path, wanted, Values.quoted(given)))
                .withRemedy(remedy(given, wanted)));
    }

    private static String remedy(String given, String wanted) {
        return wanted.equals("string") && !given.equals("object") && !given.equals("array")
                ? "put the value in quotes"
                : "";
    }

    /** Returns the JSON type of one of {@link Values}. */
    static String typeOf(@Nullable Object value) {
        if (value instanceof Map) {
            return "object";
        }
        if (value instanceof List) {
            return "array";
        }
        if (value instanceof Boolean) {
            return "boolean";
        }
        if (value instanceof Long) {
            return "integer";
        }
        return value instanceof Double ? "number" : value == null ? "null" : "string";
    }

    private void string(Node node, String text, Schema schema, String path) {
        long length = text.codePointCount(0, text.length());
        if (length > schema.length("maxLength").orElse(Long.MAX_VALUE)) {
            long most = schema.length("maxLength").getAsLong();
            found.add(Violation.of(
                    Kind.TOO_LONG,
                    node.position(),
                    path,
                    "may not be more than " + most + (most == 1 ? " byte" : " bytes")));
        } else if (length < schema.length("minLength").orElse(0)) {
            invalid(
                    node,
                    text,
                    path,
                    "%s in body should be at least %s chars long",
                    path,
                    schema.length("minLength").getAsLong());
        } else if (!schema.text("pattern").isEmpty()
                && !pattern(schema.text("pattern")).matcher(text).find()) {
            invalid(node, text, path, "%s in body should match '%s'", path, schema.text("pattern"));
        }
        String format = schema.text("format");
        if (!Formats.hold(format, text)) {
            found.add(Violation.of(
                    Kind.WRONG_TYPE, node.position(), path, text, TYPE.formatted(path, format, Values.quoted(text))));
        }
    }

    private Pattern pattern(String expression) {
        return patterns.computeIfAbsent(expression, Pattern::compile);
    }

    private void number(Node node, Number value, Schema schema, String path) {
        double number = value.doubleValue();
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            invalid(node, value, path, "%s in body is not a valid JSON number", path);
            return;
        }
        BigDecimal exact = value instanceof Long whole ? BigDecimal.valueOf(whole) : BigDecimal.valueOf(number);
        schema.number("maximum").ifPresent(most -> {
            boolean exclusive = schema.isTrue("exclusiveMaximum");
            if (exact.compareTo(most) >= (exclusive ? 0 : 1)) {
                invalid(
                        node,
                        value,
                        path,
                        exclusive
                                ? "%s in body should be less than %s"
                                : "%s in body should be less than or equal to %s",
                        path,
                        print(most));
            }
        });
        schema.number("minimum").ifPresent(least -> {
            boolean exclusive = schema.isTrue("exclusiveMinimum");
            if (exact.compareTo(least) <= (exclusive ? 0 : -1)) {
                invalid(
                        node,
                        value,
                        path,
                        exclusive
                                ? "%s in body should be greater than %s"
                                : "%s in body should be greater than or equal to %s",
                        path,
                        print(least));
            }
        });
        schema.number("multipleOf")
                .filter(factor -> exact.remainder(factor).signum() != 0)
                .ifPresent(factor ->
                        invalid(node, value, path, "%s in body should be a multiple of %s", path, print(factor)));
    }

    private static String print(BigDecimal number) {
        return number.stripTrailingZeros().scale() <= 0
                ? number.toBigInteger().toString()
                : GoNumbers.print(number.doubleValue());
    }

    private void enumeration(Node node, Schema schema, String path) {
        Object value = Values.of(node);
        List<Object> allowed = new ArrayList<>();
        schema.enumeration().forEach(item -> allowed.add(Values.of(item)));
        if (!allowed.isEmpty() && !allowed.contains(value)) {
            String values = allowed.stream()
                    .map(item -> Values.quoted(item instanceof String ? item : Values.json(item)))
                    .collect(Collectors.joining(", "));
            found.add(Violation.of(Kind.UNSUPPORTED, node.position(), path, value, "supported values: " + values));
        }
    }

    private void list(ListNode list, Schema schema, String path) {
        long size = list.items().size();
        if (size > schema.length("maxItems").orElse(Long.MAX_VALUE)) {
            tooMany(list, size, schema.length("maxItems").getAsLong(), path);
            return;
        }
        schema.items().ifPresent(item -> {
            for (int i = 0; i < size; i++) {
                check(list.items().get(i), item, path + "[" + i + "]");
            }
        });
        if (size < schema.length("minItems").orElse(0)) {
            invalid(
                    list,
                    size,
                    path,
                    "%s in body should have at least %s items",
                    path,
                    schema.length("minItems").getAsLong());
        }
        if (schema.isTrue("uniqueItems")
                && new HashSet<>(list.items().stream()
                                        .map(Values::of)
                                        .map(Values::json)
                                        .toList())
                                .size()
                        < size) {
            invalid(list, "", path, "%s in body shouldn't contain duplicates", path);
        }
    }

    private void object(MapNode map, Schema schema, String path) {
        long size = map.entries().size();
        if (size > schema.length("maxProperties").orElse(Long.MAX_VALUE)) {
            tooMany(map, size, schema.length("maxProperties").getAsLong(), path);
        }
        if (size < schema.length("minProperties").orElse(0)) {
            invalid(
                    map,
                    size,
                    path,
                    "%s in body should have at least %s properties",
                    path,
                    schema.length("minProperties").getAsLong());
        }
        Map<String, Schema> properties = schema.properties();
        map.entries()
                .forEach((name, entry) -> Optional.ofNullable(properties.get(name))
                        .or(schema::additionalProperties)
                        .ifPresent(child -> check(entry.value(), child, path.isEmpty() ? name : path + "." + name)));
        for (String name : schema.required()) {
            if (!map.entries().containsKey(name)) {
                found.add(Violation.of(Kind.REQUIRED, map.position(), path.isEmpty() ? name : path + "." + name, ""));
            }
        }
    }

    private void alternatives(Node node, Schema schema, String path) {
        List<Schema> any = schema.alternatives("anyOf");
        List<Schema> one = schema.alternatives("oneOf");
        List<List<Violation>> ofAny =
                any.stream().map(choice -> against(choice, node, path)).toList();
        if (!any.isEmpty() && ofAny.stream().noneMatch(List::isEmpty)) {
            invalid(node, "", path, "\"%s\" must validate at least one schema (anyOf)", path);
            found.addAll(ofAny.get(0));
        }
        List<List<Violation>> ofOne =
                one.stream().map(choice -> against(choice, node, path)).toList();
        long valid = ofOne.stream().filter(List::isEmpty).count();
        if (!one.isEmpty() && valid != 1) {
            invalid(
                    node,
                    "",
                    path,
                    "\"%s\" must validate one and only one schema (oneOf). %s",
                    path,
                    valid == 0 ? "Found none valid" : "Found " + valid + " valid alternatives");
            found.addAll(valid == 0 ? ofOne.get(0) : List.of());
        }
        for (Schema all : schema.alternatives("allOf")) {
            found.addAll(against(all, node, path));
        }
        if (schema.child("not")
                .filter(not -> against(not, node, path).isEmpty())
                .isPresent()) {
            invalid(node, "", path, "\"%s\" must not validate the schema (not)", path);
        }
    }

    private List<Violation> against(Schema schema, Node node, String path) {
        List<Violation> before = found;
        found = new ArrayList<>();
        try {
            check(node, schema, path);
            return found;
        } finally {
            found = before;
        }
    }

    private void tooMany(Node node, long actual, long most, String path) {
        found.add(Violation.of(
                Kind.TOO_MANY,
                node.position(),
                path,
                actual,
                "must have at most " + most + (most == 1 ? " item" : " items")));
    }

    private void invalid(Node node, Object value, String path, String detail, Object... arguments) {
        found.add(Violation.of(Kind.INVALID, node.position(), path, value, detail.formatted(arguments)));
    }
}
