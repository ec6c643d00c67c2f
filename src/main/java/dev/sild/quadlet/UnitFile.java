package dev.sild.quadlet;

import dev.sild.model.Lookup;
import dev.sild.syntax.UnitText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A unit in the making.
 *
 * @see <a href="https://docs.podman.io/en/v5.4.0/markdown/podman-systemd.unit.5.html">podman-systemd.unit</a>
 */
final class UnitFile {
    private static final List<String> BEFORE = List.of("Unit");
    private static final List<String> AFTER = List.of("Service", "Install");

    private final String stem;
    private final String type;
    private final String section;
    private final Map<String, List<String>> sections = new LinkedHashMap<>();

    /**
     * Makes an empty unit.
     *
     * @param stem its file name without the extension
     * @param type its extension, such as {@code container}
     */
    UnitFile(String stem, String type) {
        this.stem = stem;
        this.type = type;
        section = Character.toUpperCase(type.charAt(0)) + type.substring(1);
        BEFORE.forEach(name -> sections.put(name, new ArrayList<>()));
        sections.put(section, new ArrayList<>());
        AFTER.forEach(name -> sections.put(name, new ArrayList<>()));
    }

    String file() {
        return stem + "." + type;
    }

    /** Returns the name of the service that Quadlet generates from it. */
    String service() {
        return type.equals("container") ? stem + ".service" : stem + "-" + type + ".service";
    }

    /** Adds a setting whose value is already written as unit files need it. */
    void add(String where, String key, String value) {
        Lookup.required(sections, where).add(key + "=" + value);
    }

    /** Adds such a setting unless it is there. */
    void once(String where, String key, String value) {
        if (!Lookup.required(sections, where).contains(key + "=" + value)) {
            add(where, key, value);
        }
    }

    /** Adds such a setting to the section of the unit's type. */
    void add(String key, String value) {
        add(section, key, value);
    }

    /** Whether a setting would be new: a pod has each network once. */
    boolean adds(String key, String value) {
        return !Lookup.required(sections, section).contains(key + "=" + UnitText.line(value));
    }

    /**
     * Adds a setting with one value, which becomes the value of an option of podman; as that option where no line can
     * hold the value.
     */
    void value(String key, String option, String value) {
        if (UnitText.fitsLine(value)) {
            add(key, UnitText.line(value));
        } else {
            option(option, value);
        }
    }

    /** Adds a setting that is a list of words, with one word. */
    void word(String key, String word) {
        add(key, UnitText.word(word));
    }

    /** Adds such a word of a list that Quadlet takes as it is: as an option of podman where it needs an escape. */
    void plainWord(String key, String option, String word) {
        String written = UnitText.word(word);
        if (written.startsWith("\"")) {
            option(option, word);
        } else {
            add(key, written);
        }
    }

    void flag(String key, boolean set) {
        add(key, String.valueOf(set));
    }

    /** Adds an option for which Quadlet has no key. */
    void option(String option, String value) {
        word("PodmanArgs", option + "=" + value);
    }

    /** Adds such an option that has no value. */
    void option(String option) {
        add("PodmanArgs", option);
    }

    /** Returns the file's content without a head. */
    String text() {
        StringBuilder text = new StringBuilder();
        sections.forEach((name, lines) -> {
            if (!lines.isEmpty() || name.equals(section)) {
                text.append(text.isEmpty() ? "" : "\n").append('[').append(name).append("]\n");
                lines.forEach(line -> text.append(line).append('\n'));
            }
        });
        return text.toString();
    }
}
