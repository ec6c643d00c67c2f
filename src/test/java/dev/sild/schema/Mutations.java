package dev.sild.schema;

import dev.sild.yaml.Node;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Changes documents at random, half of the time into what the definition knows, so that many stay valid. */
public final class Mutations {
    private static final List<Object> ANYTHING = Arrays.asList(
            0L,
            1L,
            -1L,
            2.5,
            70000L,
            3_000_000_000L,
            true,
            false,
            null,
            "",
            "a",
            "Not a name!",
            "x".repeat(300),
            "5",
            "10Gi",
            List.of(),
            Map.of(),
            List.of("a", "a"),
            Map.of("a", "b"));

    private final Random random;

    public Mutations(long seed) {
        this.random = new Random(seed);
    }

    /** Returns the JSON of a document of {@code crd} after one to three changes, under another name. */
    public String mutated(String document, Crd crd, String name) {
        try {
            Map<String, Object> root = Mutable.copy(Values.of(Crds.document(document, "f.yaml")));
            Map<String, Object> spec = Mutable.map(root.get("spec"));
            for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
                change(spec, crd.schema().properties().get("spec"));
            }
            root.put("metadata", Map.of("name", name));
            return Values.json(root);
        } catch (dev.sild.report.InputException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private void change(Map<String, Object> at, Schema schema) {
        List<String> keys = new ArrayList<>(at.keySet());
        String key = keys.isEmpty() ? "" : keys.get(random.nextInt(keys.size()));
        Schema child = schema.properties().get(key);
        Object value = at.get(key);
        if (child != null && value instanceof Map && random.nextInt(4) > 0) {
            change(Mutable.map(value), child);
        } else if (child != null
                && child.items().isPresent()
                && value instanceof List<?> list
                && !list.isEmpty()
                && list.get(0) instanceof Map
                && random.nextInt(4) > 0) {
            change(Mutable.map(list.get(0)), child.items().get());
        } else {
            here(at, schema, key, child);
        }
    }

    private void here(Map<String, Object> at, Schema schema, String key, Schema child) {
        List<String> known = new ArrayList<>(schema.properties().keySet());
        switch (random.nextInt(6)) {
            case 0 -> at.remove(key);
            case 1 -> at.put(key + "x", at.getOrDefault(key, "x"));
            case 2 -> at.put(key.isEmpty() ? "x" : key, child == null ? anything() : valueOf(child, 0));
            default -> {
                if (!known.isEmpty()) {
                    String name = known.get(random.nextInt(known.size()));
                    at.put(name, valueOf(schema.properties().get(name), 0));
                }
            }
        }
    }

    private Object anything() {
        return Mutable.copy(ANYTHING.get(random.nextInt(ANYTHING.size())));
    }

    /** Returns a value that may be right: one that the definition names, one near a bound, or anything at all. */
    private Object valueOf(Schema schema, int depth) {
        if (random.nextInt(12) == 0) {
            return anything();
        }
        List<Node> named = new ArrayList<>(schema.enumeration());
        schema.defaultValue().ifPresent(named::add);
        schema.example().ifPresent(named::add);
        if (!named.isEmpty() && random.nextInt(3) > 0) {
            return Mutable.copy(Values.of(named.get(random.nextInt(named.size()))));
        }
        return switch (schema.type()) {
            case "boolean" -> random.nextBoolean();
            case "integer", "number" ->
                schema.number("minimum").map(Number::longValue).orElse(0L) - 1 + random.nextInt(4);
            case "array" -> {
                List<Object> items = new ArrayList<>();
                for (int i = random.nextInt(3); i > 0; i--) {
                    items.add(valueOf(schema.items().orElseThrow(), depth + 1));
                }
                yield items;
            }
            case "object" -> object(schema, depth);
            default -> List.of("a", "abc", "a-b", "A_B", "/a", "10Gi", "5m", "").get(random.nextInt(8));
        };
    }

    private Map<String, Object> object(Schema schema, int depth) {
        Map<String, Object> fields = new LinkedHashMap<>();
        schema.properties().forEach((name, child) -> {
            if (schema.required().contains(name) ? random.nextInt(10) > 0 : depth < 3 && random.nextInt(4) == 0) {
                fields.put(name, valueOf(child, depth + 1));
            }
        });
        schema.additionalProperties().ifPresent(values -> fields.put("key", valueOf(values, depth + 1)));
        return fields;
    }
}
