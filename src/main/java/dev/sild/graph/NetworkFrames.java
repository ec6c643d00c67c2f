package dev.sild.graph;

import dev.sild.graph.Graph.Group;
import dev.sild.model.Network;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What networks say about a picture: who stands together, and who may connect to whom. */
final class NetworkFrames {
    /** With more groups than these, a frame around a single component says less than it takes room. */
    private static final int MOST_GROUPS = 5;

    private final List<Network> networks;
    private final List<Open> open;

    /** Who may open connections on a network to whom. */
    private record Open(Set<String> callers, Set<String> members) {}

    NetworkFrames(List<Network> networks) {
        this.networks = networks;
        this.open = networks.stream()
                .map(network -> new Open(Set.copyOf(network.callers()), Set.copyOf(network.members())))
                .toList();
    }

    boolean mayCall(String from, String to) {
        return open.isEmpty()
                || open.stream()
                        .anyMatch(one ->
                                one.callers().contains(from) && one.members().contains(to));
    }

    /** Components on the same networks are one group; where there is only one such group, it says nothing. */
    List<Group> groups(Set<String> drawn) {
        Map<String, Set<String>> byComponent = new LinkedHashMap<>();
        for (Network network : networks) {
            String name = network.known().map(Network.Known::name).orElse(network.name());
            network.members()
                    .forEach(member -> byComponent
                            .computeIfAbsent(member, any -> new LinkedHashSet<>())
                            .add(name + (network.internal() ? " (internal)" : "")));
        }
        Map<Set<String>, List<String>> members = new LinkedHashMap<>();
        byComponent.forEach((component, names) -> {
            if (drawn.contains(component)) {
                members.computeIfAbsent(names, any -> new ArrayList<>()).add(component);
            }
        });
        boolean few = members.size() <= MOST_GROUPS;
        return members.size() < 2
                ? List.of()
                : members.entrySet().stream()
                        .filter(group -> few || group.getValue().size() > 1)
                        .map(group -> new Group(String.join(" + ", group.getKey()), group.getValue()))
                        .toList();
    }
}
