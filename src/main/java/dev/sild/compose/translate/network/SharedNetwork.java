package dev.sild.compose.translate.network;

import dev.sild.compose.translate.source.Attribute;
import dev.sild.model.Network;
import java.util.List;

/**
 * An external network, which services of other projects are on, too.
 *
 * @param namespaces the other namespaces that a hint names
 */
record SharedNetwork(Attribute network, Network.Known known, List<String> namespaces) {
    /**
     * Reports how services of other projects are reached over it.
     *
     * @param restricts whether policies ask for the label of the network
     */
    void report(boolean restricts, boolean podman) {
        String apart = "if projects have services of the same name, convert each with its own --namespace";
        if (podman) {
            network.lost(
                    "podman kube play does not connect pods to the external network '" + known.name() + "'",
                    "use 'podman kube play --network " + known.name() + "'");
        } else if (restricts) {
            network.noteApproximated(
                    "pods of other projects are on the external network '" + known.name() + "' if they have the label '"
                            + known.label() + ": \"true\"', which Sild sets, and run in this namespace"
                            + (namespaces.isEmpty() ? "" : " or in " + String.join(", ", namespaces))
                            + "; other namespaces reach a service as SERVICE.NAMESPACE",
                    apart + "; list the others in 'x-sild: {namespaces: [NAME]}', and add the label to their pods");
        } else {
            network.noteApproximated(
                    "projects on the external network '" + known.name() + "' reach each other's services by name if"
                            + " they run in one namespace; other namespaces reach a service as SERVICE.NAMESPACE",
                    apart);
        }
    }
}
