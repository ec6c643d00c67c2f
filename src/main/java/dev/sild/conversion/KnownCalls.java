package dev.sild.conversion;

import dev.sild.compose.translate.ServiceFacts;
import dev.sild.compose.translate.Translation;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.model.Mention;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Which components of a project are known to connect to each other, and what says so. */
public final class KnownCalls {
    /**
     * Variables that have a host as their value; a user or a database may have the name of a service, too. PG is
     * libpq's.
     */
    private static final Pattern HOST = Pattern.compile(
            "(?i)(?:.*_|PG)?(?:HOST|SERVER|ADDR|ADDRESS|URL|URI|ENDPOINT|BROKER|UPSTREAM|PEER)(?:NAME|E?S)?");

    private KnownCalls() {}

    /**
     * Returns the components that each component calls, by name, and the places that say so: those that its variables,
     * command and mounted files give an address of, and those that are the whole value of a variable with a host, as in
     * {@code DB_HOST: db}.
     */
    public static Map<String, Map<String, Set<Mention>>> of(Translation translation) {
        Map<String, ServiceFacts> services = translation.services();
        Map<String, Map<String, Set<Mention>>> calls = new LinkedHashMap<>();
        services.forEach((key, service) -> {
            Map<String, Set<Mention>> called = new LinkedHashMap<>();
            translation
                    .addressed()
                    .getOrDefault(key, Map.of())
                    .forEach((target, mentions) -> called.put(target, new LinkedHashSet<>(mentions)));
            Attribute variables = service.attribute().get("environment");
            service.environment().values().forEach((name, value) -> {
                if (HOST.matcher(name).matches() && services.containsKey(value)) {
                    called.computeIfAbsent(services.get(value).name(), any -> new LinkedHashSet<>())
                            .add(new Mention(name, variables.get(name).origin()));
                }
            });
            called.remove(service.name());
            calls.put(service.name(), called);
        });
        return calls;
    }

    /** Returns the components that each component starts after, as {@code depends_on} says, and where. */
    public static Map<String, Map<String, Set<Mention>>> awaited(Translation translation) {
        Map<String, ServiceFacts> services = translation.services();
        Map<String, Map<String, Set<Mention>>> awaited = new LinkedHashMap<>();
        services.values().forEach(service -> {
            Map<String, Set<Mention>> targets = new LinkedHashMap<>();
            service.attribute().get("depends_on").entries().forEach((other, attribute) -> {
                if (services.containsKey(other)) {
                    targets.put(services.get(other).name(), Set.of(new Mention("depends_on", attribute.origin())));
                }
            });
            awaited.put(service.name(), targets);
        });
        return awaited;
    }

    /** Returns where the compose file publishes ports of components, by name. */
    public static Map<String, Set<Mention>> published(Translation translation) {
        Map<String, Set<Mention>> published = new LinkedHashMap<>();
        translation.services().values().forEach(service -> {
            Set<Mention> places = new LinkedHashSet<>();
            service.attribute().get("ports").items().forEach(port -> places.add(new Mention("ports", port.origin())));
            published.put(service.name(), places);
        });
        return published;
    }
}
