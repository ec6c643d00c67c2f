package dev.sild.conversion;

import dev.sild.compose.translate.ServiceFacts;
import dev.sild.compose.translate.Translation;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Which components of a project are known to connect to each other. */
public final class KnownCalls {
    /** Variables that have a host as their value; a user or a database may have the name of a service, too. */
    private static final Pattern HOST = Pattern.compile(
            "(?i)(?:.*_)?(?:HOST|SERVER|ADDR|ADDRESS|URL|URI|ENDPOINT|BROKER|UPSTREAM|PEER)(?:NAME|E?S)?");

    private KnownCalls() {}

    /**
     * Returns the components that each component calls, by name: those that its variables, command and mounted files
     * give an address of, and those that are the whole value of a variable with a host, as in {@code DB_HOST: db}.
     */
    public static Map<String, Set<String>> of(Translation translation) {
        Map<String, ServiceFacts> services = translation.services();
        Map<String, Set<String>> calls = new LinkedHashMap<>();
        services.forEach((key, service) -> {
            Set<String> called = new LinkedHashSet<>(translation.addressed().getOrDefault(key, Set.of()));
            service.environment().values().forEach((name, value) -> {
                if (HOST.matcher(name).matches() && services.containsKey(value)) {
                    called.add(services.get(value).name());
                }
            });
            called.remove(service.name());
            calls.put(service.name(), called);
        });
        return calls;
    }

    /** Returns the components that each component starts after, as {@code depends_on} says. */
    public static Map<String, Set<String>> awaited(Translation translation) {
        Map<String, ServiceFacts> services = translation.services();
        Map<String, Set<String>> awaited = new LinkedHashMap<>();
        services.values().forEach(service -> {
            Set<String> names = new LinkedHashSet<>();
            service.attribute().get("depends_on").entries().keySet().stream()
                    .filter(services::containsKey)
                    .forEach(other -> names.add(services.get(other).name()));
            awaited.put(service.name(), names);
        });
        return awaited;
    }
}
