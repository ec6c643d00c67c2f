package dev.sild.compose.translate.relations;

import dev.sild.compose.translate.source.Attribute;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which services use another's network, processes or memory.
 *
 * @see <a href="https://docs.docker.com/reference/compose-file/services/#network_mode">network_mode</a>
 */
public final class Namespaces {
    /** The attributes that name another service's namespace. */
    static final List<String> KINDS = List.of("network_mode", "ipc", "pid");

    /** The value of {@code network_mode} for a container without a network. */
    public static final String NO_NETWORK = "none";

    private static final String OF_SERVICE = "service:";
    private static final String OF_CONTAINER = "container:";

    private final Map<String, Map<String, String>> targets = new HashMap<>();
    private final Map<String, String> owners = new HashMap<>();

    private Namespaces() {}

    /** Reads the attributes; a container that is not part of the project is reported. */
    public static Namespaces of(Map<String, Attribute> services) {
        Map<String, String> byContainer = byContainer(services);
        Namespaces namespaces = new Namespaces();
        services.forEach((service, attribute) -> {
            for (String kind : KINDS) {
                String text = attribute.get(kind).string();
                if (isShared(text)) {
                    String target = text.startsWith(OF_SERVICE)
                            ? text.substring(OF_SERVICE.length())
                            : byContainer.getOrDefault(text.substring(OF_CONTAINER.length()), "");
                    if (services.containsKey(target) && !target.equals(service)) {
                        namespaces
                                .targets
                                .computeIfAbsent(service, key -> new LinkedHashMap<>())
                                .put(kind, target);
                    } else {
                        attribute
                                .get(kind)
                                .lost(
                                        "no service or container of this project matches '" + text + "', so '" + service
                                                + "' gets its own pod",
                                        "use a service of this project: service:NAME");
                    }
                }
            }
        });
        return namespaces;
    }

    /** Returns the services by the names of their containers. */
    public static Map<String, String> byContainer(Map<String, Attribute> services) {
        Map<String, String> byContainer = new HashMap<>();
        services.forEach((service, attribute) -> {
            if (attribute.get("container_name").present()) {
                byContainer.put(attribute.get("container_name").string(), service);
            }
        });
        return byContainer;
    }

    /** Whether a mode names another container's namespace. */
    public static boolean isShared(String mode) {
        return mode.startsWith(OF_SERVICE) || mode.startsWith(OF_CONTAINER);
    }

    /** Returns the services whose namespaces a service uses, by attribute. */
    public Map<String, String> of(String service) {
        return targets.getOrDefault(service, Map.of());
    }

    /** Returns the service whose network a service uses, if it is another's. */
    Optional<String> network(String service) {
        return Optional.ofNullable(of(service).get("network_mode"));
    }

    /** Returns the service that owns a service's network; the service itself if it does not use another's. */
    public String networkOwner(String service) {
        List<String> passed = new ArrayList<>();
        String owner = service;
        while (!owners.containsKey(owner) && network(owner).isPresent() && passed.size() <= targets.size()) {
            passed.add(owner);
            owner = network(owner).get();
        }
        String last = owners.getOrDefault(owner, owner);
        // A chain of thousands is walked once, not once for each of its services.
        passed.forEach(name -> owners.put(name, last));
        return last;
    }
}
