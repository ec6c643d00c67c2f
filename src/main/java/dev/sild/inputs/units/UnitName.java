package dev.sild.inputs.units;

import java.util.Map;
import java.util.Set;

/**
 * The file name of a unit, taken apart.
 *
 * @param stem what is in front of the extension, with the instance
 * @param prefix the stem without {@code @} and the instance
 * @param instance what is behind {@code @}; empty for a template and for a unit that has none
 * @param template whether the unit is made only with an instance
 * @param type the extension, without its dot
 */
record UnitName(String stem, String prefix, String instance, boolean template, String type) {
    /** The section that says what a unit of a type makes. */
    private static final Map<String, String> SECTIONS = Map.of(
            "container", "Container",
            "pod", "Pod",
            "volume", "Volume",
            "network", "Network",
            "build", "Build",
            "image", "Image",
            "kube", "Kube",
            "service", "Service",
            "timer", "Timer");

    static final Set<String> TYPES = SECTIONS.keySet();

    static UnitName of(String file) {
        int dot = file.lastIndexOf('.');
        String stem = file.substring(0, Math.max(dot, 0));
        int at = stem.indexOf('@');
        return new UnitName(
                stem,
                at < 0 ? stem : stem.substring(0, at),
                at < 0 ? "" : stem.substring(at + 1),
                at >= 0 && at == stem.length() - 1,
                file.substring(dot + 1));
    }

    /** Returns the file name. */
    String file() {
        return stem + "." + type;
    }

    /** Returns the section that says what the unit makes. */
    String section() {
        return SECTIONS.getOrDefault(type, "");
    }

    /** Returns the service that systemd makes of the unit, without its extension. */
    String service() {
        String kind = switch (type) {
            case "container", "kube", "service", "timer" -> "";
            default -> "-" + type;
        };
        int at = stem.indexOf('@');
        return at < 0 ? stem + kind : prefix + kind + stem.substring(at);
    }

    /** Returns a name for what the unit makes: an instance has one of its own. */
    String plain() {
        return instance.isEmpty() ? prefix : prefix + "-" + instance.replaceAll("[^A-Za-z0-9._-]", "-");
    }

    /** Returns the name that Quadlet gives to what the unit makes. */
    String ofQuadlet() {
        return "systemd-" + (instance.isEmpty() ? prefix : prefix + "_" + instance);
    }

    /** Returns the unit's type for which a section speaks; empty where none does. */
    static String typeOf(String section) {
        return SECTIONS.entrySet().stream()
                .filter(entry -> entry.getValue().equals(section))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("");
    }

    /** Returns an instance of this template. */
    UnitName with(String newInstance) {
        return of(prefix + "@" + newInstance + "." + type);
    }
}
