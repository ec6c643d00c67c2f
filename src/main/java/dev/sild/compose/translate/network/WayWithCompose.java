package dev.sild.compose.translate.network;

import dev.sild.compose.translate.source.Attribute;
import java.util.Optional;

/**
 * How the ports of a service are open to the outside with compose, and so what is different in a cluster.
 *
 * @param where the attribute that says so
 * @param difference the sentence about it
 * @param onNode whether its pod is on the network of a node, at whose address it is reached
 */
record WayWithCompose(Attribute where, String difference, boolean onNode) {
    private static final String PODS_ONLY = " to the outside; in the cluster, only pods reach them";

    /**
     * Finds the way of a service whose ports are open.
     *
     * @param routes what says which way a reverse proxy leads to it
     */
    static WayWithCompose of(Attribute service, Optional<Attribute> routes) {
        Attribute ports = service.get("ports");
        Attribute network = service.get("network_mode");
        if (network.peek().equals("host")) {
            return new WayWithCompose(
                    ports.present() ? ports : network,
                    "compose opens the ports on this machine, the cluster on the node that the pod runs on",
                    true);
        }
        return ports.present()
                ? new WayWithCompose(ports, "compose opens the published ports" + PODS_ONLY, false)
                : new WayWithCompose(
                        routes.orElse(service), "with compose a reverse proxy opens the ports" + PODS_ONLY, false);
    }

    /** Returns what to do, with the command that reaches the ports; an empty one where there is none. */
    String remedy(String command) {
        String use = command.isEmpty() ? "" : "use " + command;
        return onNode ? use : "open them with --expose" + (use.isEmpty() ? "" : ", or " + use);
    }
}
