package dev.sild.compose.translate.network;

import dev.sild.compose.translate.source.Attribute;
import dev.sild.compose.translate.source.TranslateOptions.Expose;
import dev.sild.model.Exposure.Published;
import dev.sild.report.ForwardGroup;
import java.util.List;

/**
 * How the ports of a service are open to the outside with compose, and so what is different in a cluster.
 *
 * @param where the attribute that says so
 * @param difference the sentence about it
 * @param onNode whether its pod is on the network of a node, at whose address it is reached
 * @param ways which ways of {@code --expose} open them, after a blank; empty for any
 */
record WayWithCompose(Attribute where, String difference, boolean onNode, String ways) {
    private static final String PODS_ONLY = " to the outside; in the cluster, only pods reach them";
    private static final String OTHER_WAYS = " loadbalancer or nodeport";

    /**
     * Finds the way of a service whose ports are open.
     *
     * @param open the ports
     * @param hints how ports are exposed, and which way a reverse proxy leads to the service
     */
    static WayWithCompose of(Attribute service, List<Published> open, ExposeHints hints) {
        Attribute ports = service.get("ports");
        Attribute network = service.get("network_mode");
        if (network.peek().equals("host")) {
            return new WayWithCompose(
                    ports.present() ? ports : network,
                    "compose opens the ports on this machine, the cluster on the node that the pod runs on",
                    true,
                    "");
        }
        Attribute where = ports.present() ? ports : hints.routes().said().orElse(service);
        if (hints.expose() != Expose.NONE) {
            return new WayWithCompose(where, HttpPublishing.reason(open, hints.expose()), false, OTHER_WAYS);
        }
        String opens =
                ports.present() ? "compose opens the published ports" : "with compose a reverse proxy opens the ports";
        return new WayWithCompose(where, opens + PODS_ONLY, false, "");
    }

    /** Returns what to do, with the command that reaches the ports; an empty one where there is none. */
    String remedy(String command) {
        String use = command.isEmpty() ? "" : ForwardGroup.ON_NODE.remedy() + command;
        return onNode ? use : ForwardGroup.OPENABLE.remedy() + ways + (use.isEmpty() ? "" : ", or " + use);
    }
}
