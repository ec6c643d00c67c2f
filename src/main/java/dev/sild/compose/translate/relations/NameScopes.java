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
                last.note(
                        Code.NAME_AMBIGUOUS,
                        "'" + name + "' means different services on different networks, but resolves to all of"
                                + " them in the cluster: " + String.join(", ", components.keySet()),
                        "give each service a unique name");
            }
        });
    }
}
