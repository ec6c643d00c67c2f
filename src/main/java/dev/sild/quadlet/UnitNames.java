package dev.sild.quadlet;

import dev.sild.model.Names;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The names of a project's units. systemd has one name space for all units of a user, so each name begins with the
 * project's; and the services of {@code a.network} and {@code a-network.container} have one name, so no two are alike.
 */
final class UnitNames {
    private static final int LONGEST = 200;

    private final String project;
    private final Set<String> taken = new HashSet<>();
    private final Map<String, UnitFile> made = new LinkedHashMap<>();

    UnitNames(String project) {
        this.project = stem(project);
    }

    String project() {
        return project;
    }

    /** Returns a new unit for what the project calls {@code name}. */
    UnitFile make(String type, String name) {
        String wanted = project + "-" + stem(name);
        UnitFile unit = new UnitFile(wanted, type);
        for (int i = 2; !taken.add(unit.service()); i++) {
            unit = new UnitFile(wanted + "_" + i, type);
        }
        made.put(unit.file(), unit);
        return unit;
    }

    /** Returns all units in the order in which they were made. */
    Iterable<UnitFile> all() {
        return made.values();
    }

    /** Returns a name as a file name that means the same to systemd, podman and git; another one for another name. */
    static String stem(String name) {
        StringBuilder stem = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean plain = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_';
            stem.append(plain || c == '-' && i > 0 ? c : '_');
        }
        boolean same = stem.toString().equals(name) && name.length() <= LONGEST;
        return same ? name : stem.substring(0, Math.min(stem.length(), LONGEST)) + "-" + Names.hash(name);
    }
}
