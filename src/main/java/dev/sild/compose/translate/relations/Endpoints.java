package dev.sild.compose.translate.relations;

import dev.sild.model.Endpoint;
import dev.sild.model.Port;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes endpoints of names and of those who answer to them. */
final class Endpoints {
    private final Map<String, List<Port>> ports;
    private final Set<String> early;
    private final Set<String> roundRobin;

    /**
     * Creates an instance with the relevant facts about each component.
     *
     * @param ports their ports
     * @param early those that are found before they are ready, since they become ready by finding each other or nobody
     *     asks
     * @param roundRobin those whose pods must be resolved individually
     */
    Endpoints(Map<String, List<Port>> ports, Set<String> early, Set<String> roundRobin) {
        this.ports = ports;
        this.early = early;
        this.roundRobin = roundRobin;
    }

    /** Returns the endpoint of a name; of an alias, pods are found before they are ready. */
    Endpoint of(String name, Collection<String> components, boolean alias) {
        List<Port> reachable = reachable(components);
        boolean headless = reachable.isEmpty() || roundRobin.containsAll(components);
        return new Endpoint(
                name,
                List.copyOf(components),
                reachable,
                headless,
                headless || alias || components.stream().anyMatch(early::contains));
    }

    /** Returns the endpoint that knows its pods by their host names. */
    Endpoint ofHosts(String name, Collection<String> components) {
        return new Endpoint(name, List.copyOf(components), reachable(components), true, true);
    }

    private List<Port> reachable(Collection<String> components) {
        List<Port> reachable = new ArrayList<>();
        for (String component : components) {
            for (Port port : ports.getOrDefault(component, List.of())) {
                if (reachable.stream().noneMatch(port::sameAs)) {
                    reachable.add(port);
                }
            }
        }
        return reachable;
    }
}
