package dev.sild.kubernetes.mesh;

import dev.sild.kubernetes.network.NetworkPolicies;
import dev.sild.kubernetes.objects.Index;
import dev.sild.kubernetes.objects.Labels;
import dev.sild.model.Call;
import dev.sild.model.Component;
import dev.sild.model.Mesh;
import dev.sild.model.Port;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What makes an application's pods part of a service mesh, and the resulting rules for the network and the mesh. */
public final class Meshes {
    /** Where Istio's control plane gives proxies their configuration and certificates. */
    private static final List<Integer> ISTIOD_PORTS = List.of(15012);

    /** Where Linkerd's identity, destination and policy controllers listen. */
    private static final List<Integer> LINKERD_PORTS = List.of(8080, 8086, 8090);

    /** The port at which a Linkerd proxy accepts non-HTTP traffic from another proxy, for every target port. */
    private static final int LINKERD_INBOUND = 4143;

    private Meshes() {}

    /**
     * Adds to a pod's labels and annotations what makes it part of the mesh. Proxies are sidecars as Kubernetes knows
     * them: there before what runs first, and gone with what runs to its end.
     */
    public static void mark(
            Index index, Component component, Map<String, String> labels, Map<String, String> annotations) {
        Mesh mesh = index.application().mesh();
        if (mesh instanceof Mesh.Istio) {
            labels.put("sidecar.istio.io/inject", "true");
            annotations.put("sidecar.istio.io/nativeSidecar", "true");
            if (!index.scrapes(component).isEmpty()) {
                // Figures are fetched where the component says, not from the proxy.
                annotations.put("prometheus.istio.io/merge-metrics", "false");
            }
        } else if (mesh instanceof Mesh.Linkerd) {
            annotations.put("linkerd.io/inject", "enabled");
            annotations.put(
                    "config.linkerd.io/default-inbound-policy",
                    index.application().calls().isPresent()
                            ? "deny"
                            : mesh.open().contains(component.name()) ? "all-unauthenticated" : "all-authenticated");
            // By its name up to 2.18, and since.
            annotations.put("config.alpha.linkerd.io/proxy-enable-native-sidecar", "true");
            annotations.put("config.beta.linkerd.io/proxy-enable-native-sidecar", "true");
        }
    }

    /** Returns the mesh policies of an application. */
    public static List<HasMetadata> of(Index index) {
        Mesh mesh = index.application().mesh();
        return mesh instanceof Mesh.Istio istio
                ? IstioPolicies.of(index, istio)
                : mesh instanceof Mesh.Linkerd ? LinkerdPolicies.of(index) : List.of();
    }

    /** Returns how proxies reach their control plane, whichever namespace it is in; nothing without a mesh. */
    static Optional<NetworkPolicyEgressRule> controlPlane(Mesh mesh) {
        if (mesh instanceof Mesh.Istio) {
            return Optional.of(egress(Labels.matching(Map.of("app", "istiod")), ISTIOD_PORTS));
        }
        if (mesh instanceof Mesh.Linkerd) {
            LabelSelector pods = new LabelSelector();
            pods.setMatchExpressions(
                    List.of(new LabelSelectorRequirement("linkerd.io/control-plane-component", "Exists", List.of())));
            return Optional.of(egress(pods, LINKERD_PORTS));
        }
        return Optional.empty();
    }

    private static NetworkPolicyEgressRule egress(LabelSelector pods, List<Integer> ports) {
        NetworkPolicyPeer peer = NetworkPolicies.peer(pods);
        peer.setNamespaceSelector(new LabelSelector());
        NetworkPolicyEgressRule rule = new NetworkPolicyEgressRule();
        rule.setTo(List.of(peer));
        rule.setPorts(ports.stream()
                .map(number -> NetworkPolicies.port("TCP", number))
                .toList());
        return rule;
    }

    /** Returns the port at which proxies take connections for other ports; nothing where they keep to these. */
    static Optional<Integer> inboundPort(Mesh mesh) {
        return mesh instanceof Mesh.Linkerd ? Optional.of(LINKERD_INBOUND) : Optional.empty();
    }

    /**
     * Whether a call may come from outside the mesh and is allowed anyway: to a component that is open to such callers,
     * or to fetch metrics, since Prometheus need not be part of the mesh.
     */
    static boolean isPlain(Index index, Call call, Port port) {
        return !(call.from() instanceof Call.OfComponent)
                && call.to() instanceof Call.OfComponent to
                && (index.application().mesh().open().contains(to.name())
                        || scraped(index, to.name()).contains(port.number()));
    }

    /** Returns the ports at which a component's figures are fetched. */
    static Set<Integer> scraped(Index index, String component) {
        return index.application().component(component).stream()
                .flatMap(found -> index.scrapes(found).stream())
                .map(scrape -> scrape.port().number())
                .collect(Collectors.toSet());
    }

    /** Returns the calls that components accept. */
    static List<Call> inbound(Index index) {
        return index.application().calls().stream()
                .flatMap(calls -> calls.merged().stream())
                .filter(call -> call.to() instanceof Call.OfComponent)
                .toList();
    }
}
