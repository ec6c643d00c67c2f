package dev.sild.schema;

import dev.sild.yaml.Node;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a change of a schema means for objects that are stored already.
 *
 * @param breaks what such an object may have that the new schema refuses or forgets
 * @param rules rules that are new: an API server lets stored objects be until the field they are about is changed
 */
record SchemaChanges(List<String> breaks, List<String> rules) {
    private static final List<String> LEAST = List.of("minimum", "minLength", "minItems", "minProperties");
    private static final List<String> MOST = List.of("maximum", "maxLength", "maxItems", "maxProperties");
    private static final List<String> EXACT = List.of(
            "pattern",
            "format",
            "multipleOf",
            "anyOf",
            "oneOf",
            "allOf",
            "not",
            "x-kubernetes-list-type",
            "x-kubernetes-list-map-keys");
    private static final List<String> NARROWING = List.of("exclusiveMinimum", "exclusiveMaximum", "uniqueItems");
    private static final List<String> WIDENING =
            List.of("nullable", "x-kubernetes-preserve-unknown-fields", "x-kubernetes-int-or-string");

    /** Returns what became of {@code before}. */
    static SchemaChanges between(Schema before, Schema after) {
        SchemaChanges changes = new SchemaChanges(new ArrayList<>(), new ArrayList<>());
        changes.compare(before, after, "");
        return changes;
    }

    private void compare(Schema before, Schema after, String path) {
        if (!after.intOrString()
                && !before.type().equals(after.type())
                && !(before.type().equals("integer") && after.type().equals("number"))) {
            say(path, "was of type " + before.type() + ", and is now of type " + after.type());
        }
        bounds(before, after, path);
        enumeration(before, after, path);
        Set<String> required = new TreeSet<>(after.required());
        before.required().forEach(required::remove);
        required.removeIf(name -> Optional.ofNullable(after.properties().get(name))
                .flatMap(Schema::defaultValue)
                .isPresent());
        required.forEach(name -> say(child(path, name), "must now be there"));
        Set<Rule> known = new HashSet<>(before.rules());
        after.rules().stream()
                .filter(rule -> !known.contains(rule))
                .forEach(rule -> rules.add(path + ": " + rule.expression()));
        Map<String, Schema> fields = after.properties();
        before.properties().forEach((name, child) -> {
            if (fields.containsKey(name)) {
                compare(child, fields.get(name), child(path, name));
            } else {
                say(child(path, name), "is gone");
            }
        });
        part(before.items(), after.items(), path + "[]");
        part(before.additionalProperties(), after.additionalProperties(), path + "{}");
    }

    private void part(Optional<Schema> before, Optional<Schema> after, String path) {
        if (before.isPresent() && after.isPresent()) {
            compare(before.get(), after.get(), path);
        } else if (before.isPresent()) {
            say(path, "is gone");
        }
    }

    private void bounds(Schema before, Schema after, String path) {
        for (String bound : LEAST) {
            after.number(bound)
                    .filter(now -> before.number(bound)
                            .map(then -> now.compareTo(then) > 0)
                            .orElse(true))
                    .filter(now -> now.signum() != 0 || bound.equals("minimum"))
                    .ifPresent(now -> say(path, bound + " is now " + now.toPlainString() + was(before.number(bound))));
        }
        for (String bound : MOST) {
            after.number(bound)
                    .filter(now -> before.number(bound)
                            .map(then -> now.compareTo(then) < 0)
                            .orElse(true))
                    .ifPresent(now -> say(path, bound + " is now " + now.toPlainString() + was(before.number(bound))));
        }
        for (String keyword : EXACT) {
            String now = written(after, keyword);
            if (!now.isEmpty() && !now.equals(written(before, keyword))) {
                say(path, keyword + " is now " + now);
            }
        }
        for (String keyword : NARROWING) {
            if (after.isTrue(keyword) && !before.isTrue(keyword)) {
                say(path, keyword + " is new");
            }
        }
        for (String keyword : WIDENING) {
            if (before.isTrue(keyword) && !after.isTrue(keyword)) {
                say(path, keyword + " is gone");
            }
        }
    }

    private void enumeration(Schema before, Schema after, String path) {
        List<Object> then = before.enumeration().stream().map(Values::of).toList();
        List<Object> now = after.enumeration().stream().map(Values::of).toList();
        if (!now.isEmpty() && then.isEmpty()) {
            say(path, "takes only " + now + " now");
        } else if (!now.isEmpty() && !now.containsAll(then)) {
            say(path, "takes only " + now + " now, and took " + then);
        }
    }

    private static String was(Optional<BigDecimal> before) {
        return before.map(then -> ", and was " + then.toPlainString()).orElse(", and was not there");
    }

    private static String written(Schema schema, String keyword) {
        Node value = schema.node().get(keyword);
        return value == null ? "" : Values.json(Values.of(value));
    }

    private static String child(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private void say(String path, String what) {
        breaks.add(path + " " + what);
    }
}
