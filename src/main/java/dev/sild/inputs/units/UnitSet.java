package dev.sild.inputs.units;

import dev.sild.inputs.project.Remarks;
import dev.sild.inputs.shell.Argument;
import dev.sild.yaml.Node.Position;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The units that are read together, and the names of what they make. */
final class UnitSet {
    /** The most units that templates may come to. */
    private static final int MOST_UNITS = 2_000;
    /** The longest name that a unit of systemd may have. */
    private static final int LONGEST_NAME = 255;

    private static final Pattern OF_QUADLET = Pattern.compile("systemd-[A-Za-z0-9_.@-]+");
    private static final List<String> DEPENDENCIES =
            List.of("Requires", "Wants", "BindsTo", "Requisite", "Upholds", "After");

    private final Map<String, Unit> byFile = new LinkedHashMap<>();
    private final Map<String, Unit> byService = new HashMap<>();
    private final Map<String, Unit> templates = new LinkedHashMap<>();
    private final Map<String, String> services = new HashMap<>();
    private final Set<String> mentioned = new HashSet<>();
    private final Map<Unit, UnitValues> values = new HashMap<>();
    private final Set<String> missing = new HashSet<>();
    private final Set<String> folders = new HashSet<>();
    private final Remarks remarks;

    UnitSet(List<Unit> units, Remarks remarks) {
        this.remarks = remarks;
        for (Unit unit : units) {
            (unit.name().template() ? templates : byFile).put(unit.name().file(), unit);
            folders.add(unit.folder().substring(0, Math.max(0, unit.folder().indexOf('/'))));
        }
        byFile.values().forEach(this::register);
        instances();
        byFile.values().forEach(this::mentions);
    }

    /** Returns all units but templates. */
    List<Unit> all() {
        return new ArrayList<>(byFile.values());
    }

    /** Whether some units are in a folder of this name beside the others. */
    boolean areIn(String folder) {
        return folders.contains(folder);
    }

    /** Returns the templates of which there is no instance. */
    List<Unit> unused() {
        Set<String> used = new HashSet<>();
        byFile.values()
                .forEach(unit ->
                        used.add(unit.name().prefix() + "@." + unit.name().type()));
        return templates.values().stream()
                .filter(template -> !used.contains(template.name().file()))
                .toList();
    }

    UnitValues values(Unit unit) {
        return values.computeIfAbsent(unit, key -> new UnitValues(key, remarks));
    }

    /** Returns the unit that a value names by its file; without one, the value is reported once. */
    Optional<Unit> find(String file, Position where) {
        Unit unit = byFile.get(file);
        if (unit == null) {
            unit = instance(UnitName.of(file));
        }
        if (unit == null && missing.add(file)) {
            remarks.unread(where, "the unit " + file + " is not given", "name " + file + " beside the other units");
        }
        return Optional.ofNullable(unit);
    }

    /** Returns the unit that systemd knows as a service of this name, or that has this file name. */
    Optional<Unit> ofService(String name) {
        Unit unit = byService.get(name.endsWith(".service") ? name.substring(0, name.length() - 8) : name);
        return Optional.ofNullable(unit == null ? byFile.get(name) : unit);
    }

    /** Returns the name of what a unit makes. */
    String nameOf(Unit unit) {
        String key = switch (unit.name().type()) {
            case "container" -> "ContainerName";
            case "pod" -> "PodName";
            case "volume" -> "VolumeName";
            case "network" -> "NetworkName";
            default -> "";
        };
        String own = unit.last(key)
                .map(setting -> values(unit).of(setting).plain().orElse(""))
                .orElse("");
        String name = own.isEmpty() ? unit.name().plain() : own;
        return name.replaceAll("[^A-Za-z0-9._-]", "-");
    }

    /** Returns the container that has a name in podman. */
    String container(String name) {
        return services.getOrDefault(name, name);
    }

    /** Whether another unit calls a unit by the name that Quadlet gives to its container. */
    boolean isCalled(String nameOfQuadlet) {
        return mentioned.contains(nameOfQuadlet);
    }

    private void register(Unit unit) {
        if (!unit.name().type().equals("timer")) {
            byService.putIfAbsent(unit.service(), unit);
        }
        if (unit.name().type().equals("container")) {
            services.put(unit.name().ofQuadlet(), nameOf(unit));
        }
    }

    /** Makes the instances that templates have by default, and those that other units need. */
    private void instances() {
        for (Unit template : templates.values()) {
            template.last("Install", "DefaultInstance")
                    .ifPresent(setting -> instance(template.name().with(setting.value())));
        }
        Deque<Unit> open = new ArrayDeque<>(byFile.values());
        while (!open.isEmpty() && !templates.isEmpty() && byFile.size() < MOST_UNITS) {
            Unit unit = open.poll();
            for (String key : DEPENDENCIES) {
                for (Setting setting : unit.all("Unit", key)) {
                    for (Argument word : UnitWords.of(setting)) {
                        String name = values(unit).of(word).text();
                        if (name.indexOf('@') > 0
                                && name.endsWith(".service")
                                && ofService(name).isEmpty()) {
                            Unit made = instance(
                                    UnitName.of(name.substring(0, name.length() - ".service".length()) + ".container"));
                            if (made != null) {
                                open.add(made);
                            }
                        }
                    }
                }
            }
        }
    }

    private @Nullable Unit instance(UnitName name) {
        Unit template = templates.get(name.prefix() + "@." + name.type());
        boolean legal = !name.instance().isEmpty() && name.stem().length() <= LONGEST_NAME;
        if (template == null || !legal || byFile.size() >= MOST_UNITS) {
            return null;
        }
        Unit unit = template.instance(name.instance());
        byFile.put(name.file(), unit);
        register(unit);
        return unit;
    }

    private void mentions(Unit unit) {
        for (String section : List.of("Container", "Pod")) {
            unit.section(section).forEach((key, settings) -> {
                if (!key.equals("ContainerName")) {
                    settings.forEach(setting -> {
                        Matcher found = OF_QUADLET.matcher(setting.value());
                        while (found.find()) {
                            mentioned.add(found.group());
                        }
                    });
                }
            });
        }
    }
}
