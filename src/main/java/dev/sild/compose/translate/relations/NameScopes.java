package dev.sild.compose.translate.relations;

import dev.sild.compose.translate.source.Attribute;
import dev.sild.report.Code;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where each name can be used under compose, which knows a name by network. A Service is known everywhere: a name that
 * refers to different services on different networks resolves to all of them.
 */
final class NameScopes {
    private final Map<String, Map<String, Scope>> names = new LinkedHashMap<>();

    private record Scope(Set<String> networks, Attribute where) {}

    /** Records that a name resolves to a component on these networks, as specified by {@code where}. */
    void add(String name, String component, Set<String> networks, Attribute where) {
        names.computeIfAbsent(name, key -> new LinkedHashMap<>())
                .computeIfAbsent(component, key -> new Scope(new LinkedHashSet<>(), where))
                .networks()
                .addAll(networks);
    }

    /** Reports the names that resolve to several components, but not on all of the networks of each. */
    void report() {
        names.forEach((name, components) -> {
            if (components.values().stream().map(Scope::networks).distinct().count() > 1) {
                Attribute last = List.copyOf(components.values())
                        .get(components.size() - 1)
                        .where();
                boolean link = components.values().stream()
                        .anyMatch(scope -> scope.where().path().contains(".links["));
                String services = String.join(" or ", components.keySet());
                last.note(
                        Code.NAME_AMBIGUOUS,
                        link
                                ? "'" + name + "' is a link to " + services + ", depending on the service that uses it;"
                                        + " in the cluster, it resolves to all of them"
                                : "'" + name + "' is " + services + ", depending on the network; in the cluster, it"
                                        + " resolves to all of them",
                        link
                                ? "use an alias for one service only in 'links', and in the clients"
                                : "give each service a name that no other has");
            }
        });
    }
}
