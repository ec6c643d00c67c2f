package dev.sild.compose.translate.network;

import dev.sild.compose.translate.source.Attribute;
import dev.sild.model.Component;
import dev.sild.report.Code;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Services on the network of their machine, which find each other at localhost: their pods run on one node. Which of
 * them do is often said in code, so all of them count.
 */
public final class OnOneNode {
    private static final int MOST_NAMED = 5;

    private OnOneNode() {}

    /** Reports them, in one finding. */
    public static void report(Collection<Component> components, Attribute services) {
        List<Component> together =
                components.stream().filter(Component::sharesNetworkOfANode).toList();
        if (together.size() < 2) {
            return;
        }
        int more = together.size() - MOST_NAMED;
        services.get(together.get(0).origin().path().substring("services.".length()))
                .get("network_mode")
                .note(
                        Code.ON_ONE_NODE,
                        together.stream().limit(MOST_NAMED).map(Component::name).collect(Collectors.joining(", "))
                                + (more > 0 ? " and " + more + " more" : "")
                                + " use the network of their machine, where they find each other at localhost: their"
                                + " pods run on one node");
    }
}
