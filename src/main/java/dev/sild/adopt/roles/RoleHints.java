package dev.sild.adopt.roles;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which service the user says has which part.
 *
 * @param services the services by the name of their part: {@code proxy}, {@code api}, {@code cache}, {@code database}
 * @param without the services that have none, and are left out
 */
public record RoleHints(Map<String, String> services, List<String> without) {
    public RoleHints {
        services = new TreeMap<>(services);
        without = List.copyOf(without);
    }

    /** Returns the names of the parts. */
    public static List<String> parts() {
        return List.of("proxy", "api", "cache", "database");
    }
}
