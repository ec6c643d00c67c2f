package dev.sild.operator.engine.secrets;

import dev.sild.model.Lookup;
import dev.sild.stacks.shared.SecretSeed;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** The values of generated Secrets, base64-encoded as {@code data} has them. */
public final class SeedValues {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private final RandomGenerator random;

    /**
     * Creates values that are drawn from {@code random}, which must be unpredictable if the values are to be secret.
     */
    public SeedValues(RandomGenerator random) {
        this.random = random;
    }

    /**
     * Returns what is there and what is missing, but for the values of a rotation; what is made of a new value is made
     * again.
     */
    Map<String, String> completed(SecretSeed seed, Map<String, String> present) {
        return encoded(values(seed, decoded(present)));
    }

    /** Returns the keys that have no value yet and get a random one. */
    static List<String> missing(SecretSeed seed, Map<String, String> present) {
        return seed.keys().stream()
                .filter(key -> key.source() instanceof SecretSeed.Random)
                .map(SecretSeed.Key::name)
                .filter(name -> !present.containsKey(name))
                .toList();
    }

    /** Returns the values that a rotation is to bring, under the keys that hold them until then. */
    Map<String, String> announced(SecretSeed seed) {
        Map<String, String> values = new LinkedHashMap<>();
        nexts(seed)
                .forEach((next, key) ->
                        values.put(next, drawn((SecretSeed.Random) Lookup.required(seed.sources(), key))));
        return encoded(values);
    }

    /** Returns the values after a rotation: the announced ones, or newly generated ones if none were announced. */
    Map<String, String> rotated(SecretSeed seed, Map<String, String> present) {
        Map<String, String> before = decoded(present);
        Map<String, String> values = new LinkedHashMap<>();
        Map<String, String> nexts = nexts(seed);
        for (SecretSeed.Key key : seed.keys()) {
            if (key.source() instanceof SecretSeed.Random && !nexts.isEmpty() && !nexts.containsValue(key.name())) {
                values.put(key.name(), before.get(key.name()));
            }
        }
        nexts.forEach((next, key) -> values.put(key, before.get(next)));
        values.values().removeIf(value -> value == null);
        return encoded(values(seed, values));
    }

    /** Whether the values of a rotation are announced. */
    static boolean isAnnounced(SecretSeed seed, Map<String, String> present) {
        return nexts(seed).keySet().stream().anyMatch(present::containsKey);
    }

    /** Returns by the keys of a rotation the keys whose values they are to become. */
    static Map<String, String> nexts(SecretSeed seed) {
        return seed.keys().stream()
                .filter(key -> key.source() instanceof SecretSeed.Next)
                .collect(Collectors.toMap(SecretSeed.Key::name, key -> ((SecretSeed.Next) key.source()).key()));
    }

    private Map<String, String> values(SecretSeed seed, Map<String, String> known) {
        Map<String, String> values = new LinkedHashMap<>();
        List<String> drawn = missing(seed, known);
        for (SecretSeed.Key key : seed.keys()) {
            boolean stale = key.source() instanceof SecretSeed.Template template
                    && drawn.stream().anyMatch(name -> template.text().contains("{" + name + "}"));
            if (!stale && known.containsKey(key.name())) {
                values.put(key.name(), known.get(key.name()));
            } else if (key.source() instanceof SecretSeed.Random random) {
                values.put(key.name(), drawn(random));
            } else if (key.source() instanceof SecretSeed.Plain plain) {
                values.put(key.name(), plain.value());
            } else if (key.source() instanceof SecretSeed.Template template) {
                values.put(key.name(), filled(template.text(), values));
            }
        }
        return values;
    }

    private static String filled(String template, Map<String, String> values) {
        String text = template;
        for (Map.Entry<String, String> entry : values.entrySet()) {
            text = text.replace("{" + entry.getKey() + "}", entry.getValue());
        }
        return text;
    }

    private String drawn(SecretSeed.Random drawn) {
        StringBuilder text = new StringBuilder(drawn.length());
        for (int i = 0; i < drawn.length(); i++) {
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return text.toString();
    }

    private static Map<String, String> decoded(Map<String, String> data) {
        Map<String, String> values = new LinkedHashMap<>();
        data.forEach(
                (key, value) -> values.put(key, new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8)));
        return values;
    }

    private static Map<String, String> encoded(Map<String, String> values) {
        Map<String, String> data = new LinkedHashMap<>();
        values.forEach((key, value) ->
                data.put(key, Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8))));
        return data;
    }
}
