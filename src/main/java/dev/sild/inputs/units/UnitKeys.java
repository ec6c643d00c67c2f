package dev.sild.inputs.units;

import dev.sild.model.Lookup;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The keys of units, by the table {@code keys.txt}, which says how a line is written. */
final class UnitKeys {
    private static final Map<String, Map<String, Key>> SECTIONS = read();
    private static final Map<String, Map<String, Key>> STARS = stars();

    private UnitKeys() {}

    /** How the value of a key is written. */
    enum Form {
        TEXT,
        EACH,
        WORDS,
        FLAG,
        ARGS
    }

    /** What becomes of a key. */
    enum Fate {
        /** An option of podman. */
        OPTION,
        /** The code knows it by its name. */
        KNOWN,
        /** Nothing, for a reason. */
        LOST,
        /** Nothing, since it needs nothing. */
        NEEDLESS
    }

    /**
     * A key.
     *
     * @param text the option, or the reason
     * @param prefix what is put in front of the option's value
     */
    record Key(Form form, Fate fate, String text, String prefix) {}

    /** Whether units of containers have a section of this name. */
    static boolean hasSection(String section) {
        return SECTIONS.containsKey(section);
    }

    /** Returns the names of a section's keys. */
    static Set<String> of(String section) {
        return Lookup.required(SECTIONS, section).keySet();
    }

    /** Returns what is known of a key. */
    static Optional<Key> find(String section, String name) {
        Key exact = SECTIONS.getOrDefault(section, Map.of()).get(name);
        if (exact != null) {
            return Optional.of(exact);
        }
        for (Map.Entry<String, Key> entry :
                STARS.getOrDefault(section, Map.of()).entrySet()) {
            if (name.startsWith(entry.getKey())) {
                return Optional.of(entry.getValue());
            }
        }
        return Optional.empty();
    }

    /** Returns the keys that stand for all that begin like them, without their stars. */
    private static Map<String, Map<String, Key>> stars() {
        Map<String, Map<String, Key>> stars = new LinkedHashMap<>();
        SECTIONS.forEach((section, keys) -> keys.forEach((name, key) -> {
            if (name.endsWith("*")) {
                stars.computeIfAbsent(section, each -> new LinkedHashMap<>())
                        .put(name.substring(0, name.length() - 1), key);
            }
        }));
        return stars;
    }

    private static Map<String, Map<String, Key>> read() {
        Map<String, Map<String, Key>> sections = new LinkedHashMap<>();
        Map<String, Key> keys = Map.of();
        for (String line : text().split("\n")) {
            if (line.startsWith("[")) {
                keys = new LinkedHashMap<>();
                sections.put(line.substring(1, line.length() - 1), keys);
            } else if (!line.isBlank() && !line.startsWith("#")) {
                String[] columns = line.split(" \\| ", 3);
                keys.put(columns[0], key(Form.valueOf(columns[1].toUpperCase(Locale.ROOT)), columns[2]));
            }
        }
        return sections;
    }

    private static Key key(Form form, String target) {
        if (target.equals("@")) {
            return new Key(form, Fate.KNOWN, "", "");
        }
        if (target.startsWith("--")) {
            int blank = target.indexOf(' ');
            return blank < 0
                    ? new Key(form, Fate.OPTION, target, "")
                    : new Key(form, Fate.OPTION, target.substring(0, blank), target.substring(blank + 1));
        }
        return new Key(form, target.startsWith("- ") ? Fate.LOST : Fate.NEEDLESS, target.substring(2), "");
    }

    private static String text() {
        try (InputStream table = UnitKeys.class.getResourceAsStream("keys.txt")) {
            return new String(table.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
