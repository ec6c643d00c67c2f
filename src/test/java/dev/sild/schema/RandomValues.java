package dev.sild.schema;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * Values that a schema describes, drawn at random: by its types, bounds, patterns, defaults and examples alone, so that
 * a field that is new is drawn too. Rules are not looked at.
 */
final class RandomValues {
    private static final int ITEMS = 3;
    private static final int ATTEMPTS = 20;
    /** So many texts of a pattern are taken again. */
    private static final int REFERRED = 4;

    private static final List<String> KEYS = List.of("team", "example.com/part", "A_b.c-d");

    /** What a program might take for a sign of its own. */
    private static final List<String> TEXTS = List.of(
            "",
            "a",
            "two words",
            "$(A)",
            "$$(B) ${C}",
            "{{ .Values.d }}",
            "it's \"e\"",
            "#f: [g, h]",
            "line\nline\n",
            "\\n\t",
            "true",
            "0644",
            "õäöü",
            "- ",
            "%",
            "x".repeat(200));

    /** What only a cluster can judge, by the name of the field: of that these are taken. */
    private static final Map<String, List<Object>> TAKEN = Map.of(
            "cidr",
            List.of("192.0.2.0/24", "0.0.0.0/0", "203.0.113.9/32", "2001:db8::/32"),
            "sourceRanges[]",
            List.of("192.0.2.0/24", "2001:db8::/32"),
            "nodePort.http",
            List.of(30_080L, 32_000L),
            "nodePort.https",
            List.of(30_443L, 32_001L),
            // A part of a byte is warned of.
            "storage.size",
            List.of("1Gi", "1.5Gi", "500M", "20Gi"),
            "priorityClassName",
            List.of("high"),
            "timeZone",
            List.of("Etc/UTC", "Europe/Tallinn"),
            "schedule",
            List.of("15 3 * * *", "@midnight", "*/5 0-6 1,15 * MON"),
            "requests",
            List.of(Map.of(), Map.of("cpu", "10m"), Map.of("memory", "16Mi"), Map.of("cpu", "0.05", "memory", "20M")),
            "limits",
            List.of(
                    Map.of("cpu", 2L),
                    Map.of("memory", "1Gi"),
                    Map.of("cpu", "1500m", "memory", "2G"),
                    Map.of("cpu", "750m", "memory", "96Mi", "ephemeral-storage", "1Gi")));

    private final Random random;
    private final double density;
    private final Map<String, Set<String>> drawn = new HashMap<>();

    /**
     * Draws with {@code random}, of the fields that may be left out so many as {@code density} says: 0 for none, 1 for
     * all.
     */
    RandomValues(Random random, double density) {
        this.random = random;
        this.density = density;
    }

    /**
     * Returns a value for a field that is called {@code name}, or one of the items of the list of that name and
     * {@code []}.
     */
    Object draw(Schema schema, String name) {
        Optional<List<Object>> taken = TAKEN.entrySet().stream()
                .filter(entry -> ("." + name).endsWith("." + entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
        if (taken.isPresent()) {
            return Mutable.copy(oneOf(taken.get()));
        }
        if (!schema.enumeration().isEmpty()) {
            return Values.of(oneOf(schema.enumeration()));
        }
        if (schema.defaultValue().isPresent() && chance(0.2)) {
            return Mutable.copy(Values.of(schema.defaultValue().get()));
        }
        return schema.intOrString() && random.nextBoolean()
                ? Long.valueOf(1 + random.nextInt(9))
                : ofType(schema, name);
    }

    private Object ofType(Schema schema, String name) {
        return switch (schema.type()) {
            case "boolean" -> random.nextBoolean();
            case "integer", "number" -> number(schema);
            case "array" -> list(schema, name);
            case "object" -> object(schema, name);
            default -> text(schema);
        };
    }

    private boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    private <T> T oneOf(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private long number(Schema schema) {
        long least = schema.number("minimum").map(BigDecimal::longValue).orElse(0L);
        long most = schema.number("maximum").map(BigDecimal::longValue).orElse(Long.MAX_VALUE / 2);
        long near = least + random.nextInt((int) Math.min(most - least + 1, 100));
        // Some numbers at which a program of another width would turn over, where they are allowed.
        long far = Math.min(most, schema.text("format").equals("int32") ? Integer.MAX_VALUE : 1L << 33);
        return chance(0.1)
                ? least
                : chance(0.1) ? far : chance(0.3) ? least + (long) (random.nextDouble() * (far - least)) : near;
    }

    /** A text of the same pattern as another is often the same: so names are referred to. */
    private String text(Schema schema) {
        String pattern = schema.text("pattern");
        Set<String> before = drawn.computeIfAbsent(pattern, key -> new LinkedHashSet<>());
        long least = schema.length("minLength").orElse(0);
        long most = schema.length("maxLength").orElse(1000);
        for (int i = 0; i < ATTEMPTS; i++) {
            String text = !before.isEmpty() && chance(0.6)
                    ? oneOf(before.stream().limit(REFERRED).toList())
                    : schema.example().isPresent() && chance(0.2)
                            ? String.valueOf(Values.of(schema.example().get()))
                            : pattern.isEmpty() ? oneOf(TEXTS) : PatternTexts.draw(pattern, random);
            if (text.length() >= least && text.length() <= most) {
                before.add(text);
                return text;
            }
        }
        return schema.defaultValue()
                .map(value -> String.valueOf(Values.of(value)))
                .orElse("a");
    }

    private List<Object> list(Schema schema, String name) {
        List<Object> items = new ArrayList<>();
        long least = schema.length("minItems").orElse(0);
        long most = Math.min(schema.length("maxItems").orElse(ITEMS), least + ITEMS);
        for (long i = least + random.nextInt((int) (most - least) + 1); i > 0; i--) {
            items.add(draw(schema.items().orElseThrow(), name + "[]"));
        }
        return items;
    }

    private Map<String, Object> object(Schema schema, String name) {
        Map<String, Object> fields = new LinkedHashMap<>();
        schema.properties().forEach((field, child) -> {
            if (schema.required().contains(field) || chance(density)) {
                fields.put(field, draw(child, name + "." + field));
            }
        });
        schema.additionalProperties().ifPresent(values -> {
            Set<String> keys = new LinkedHashSet<>(KEYS);
            schema.example()
                    .map(Values::of)
                    .ifPresent(example -> ((Map<?, ?>) example).keySet().forEach(key -> keys.add((String) key)));
            keys.stream().filter(key -> chance(density)).forEach(key -> fields.put(key, draw(values, name + "{}")));
        });
        if (fields.isEmpty()
                && schema.preservesUnknownFields()
                && schema.example().isPresent()) {
            return Mutable.copy(Values.of(schema.example().get()));
        }
        return fields;
    }
}
