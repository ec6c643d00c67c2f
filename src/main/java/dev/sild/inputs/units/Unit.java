package dev.sild.inputs.units;

import dev.sild.yaml.Node.Position;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A unit with what its drop-ins add. */
final class Unit {
    private final UnitName name;
    private final String folder;
    private final Position position;
    private final Map<String, Map<String, List<Setting>>> sections;

    private Unit(UnitName name, String folder, Position position, Map<String, Map<String, List<Setting>>> sections) {
        this.name = name;
        this.folder = folder;
        this.position = position;
        this.sections = sections;
    }

    /**
     * Makes a unit.
     *
     * @param folder the folder of its file below the project's folder, ending in a slash; empty for the project's
     * @param settings its settings, those of drop-ins last; an empty value takes back those before it
     */
    static Unit of(UnitName name, String folder, Position position, List<Setting> settings) {
        Map<String, Map<String, List<Setting>>> sections = new LinkedHashMap<>();
        for (Setting setting : settings) {
            List<Setting> all = sections.computeIfAbsent(setting.section(), key -> new LinkedHashMap<>())
                    .computeIfAbsent(setting.key(), key -> new ArrayList<>());
            if (setting.value().isEmpty()) {
                all.clear();
            } else {
                all.add(setting);
            }
        }
        return new Unit(name, folder, position, sections);
    }

    UnitName name() {
        return name;
    }

    String folder() {
        return folder;
    }

    Position position() {
        return position;
    }

    Set<String> sections() {
        return sections.keySet();
    }

    /** Returns the settings of a section by their keys. */
    Map<String, List<Setting>> section(String section) {
        return sections.getOrDefault(section, Map.of());
    }

    /** Returns the settings of a key that count, in order. */
    List<Setting> all(String section, String key) {
        return section(section).getOrDefault(key, List.of());
    }

    /** Returns the last setting of a key. */
    Optional<Setting> last(String section, String key) {
        List<Setting> all = all(section, key);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
    }

    /** Returns the last setting of a key in the unit's own section. */
    Optional<Setting> last(String key) {
        return last(name.section(), key);
    }

    /** Whether a value says yes; systemd knows four words for it. */
    static boolean isTrue(String value) {
        String lower = value.toLowerCase(Locale.ROOT);
        return lower.equals("yes") || lower.equals("true") || lower.equals("1") || lower.equals("on");
    }

    /** Returns the service that systemd makes of it, without its extension. */
    String service() {
        String own = last("ServiceName").map(Setting::value).orElse("");
        return own.isEmpty() || own.indexOf('%') >= 0 ? name.service() : own;
    }

    /** Returns an instance of this template. */
    Unit instance(String instance) {
        return new Unit(name.with(instance), folder, position, sections);
    }
}
