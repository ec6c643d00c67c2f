package dev.sild.kubernetes.mesh;

import dev.sild.kubernetes.network.NetworkPolicies;
import dev.sild.kubernetes.objects.Labels;
import dev.sild.kubernetes.objects.TakenNames;
import dev.sild.model.Application;
import dev.sild.model.Call;
import dev.sild.model.Calls;
import dev.sild.model.Mesh;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.networking.v1.IPBlock;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicySpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Calls as NetworkPolicies: one that closes everything in both directions, one that lets names be resolved, and for
 * each call one at either end that is a component's, as both ends must agree. All of them select by the application, so
 * two of them in one namespace stay apart.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/services-networking/network-policies/">Network Policies</a>
 */
public final class CallPolicies {
    /**
     * Names are resolved at 53; some clusters' own servers listen at 5353, which is what a policy sees behind a
     * Service.
     */
    private static final List<Integer> DNS_PORTS = List.of(53, 5353);

    /** Where an API server listens, in front of its Service and behind it; it is not a pod, so no label selects it. */
    private static final List<Integer> API_SERVER_PORTS = List.of(443, 6443);

    /**
     * Addresses of private networks, of carriers' shared ones, of links; of these are those of pods, nodes and
     * Services.
     */
    private static final List<String> PRIVATE_4 =
            List.of("10.0.0.0/8", "100.64.0.0/10", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16");

    private static final List<String> PRIVATE_6 = List.of("fc00::/7", "fe80::/10");

    private final Application application;
    private final List<Call.Peer> apiServer;
    private final List<HasMetadata> policies = new ArrayList<>();
    private final TakenNames taken = new TakenNames();

    private CallPolicies(Application application, List<Call.Peer> apiServer) {
        this.application = application;
        this.apiServer = apiServer;
    }

    public static List<HasMetadata> of(Application application, Calls calls) {
        CallPolicies policies = new CallPolicies(application, calls.apiServer());
        policies.denyAll();
        policies.resolveNames(calls);
        Meshes.controlPlane(application.mesh()).ifPresent(policies::reachTheMesh);
        for (Call edge : calls.merged()) {
            policies.open(edge.from(), edge.to(), ports(edge, application.mesh()));
        }
        return policies.policies;
    }

    private static List<NetworkPolicyPort> ports(Call edge, Mesh mesh) {
        if (edge.to() instanceof Call.ApiServer && edge.ports().isEmpty()) {
            return API_SERVER_PORTS.stream()
                    .map(number -> NetworkPolicies.port("TCP", number))
                    .toList();
        }
        List<NetworkPolicyPort> ports = new ArrayList<>();
        edge.ports()
                .forEach(port -> ports.add(NetworkPolicies.port(port.protocol().name(), port.number())));
        if (edge.to() instanceof Call.OfComponent && !ports.isEmpty()) {
            Meshes.inboundPort(mesh).ifPresent(number -> ports.add(NetworkPolicies.port("TCP", number)));
        }
        return ports;
    }

    private void denyAll() {
        add("default-deny", Labels.of(application), spec(Labels.selector(application), List.of("Ingress", "Egress")));
    }

    private void resolveNames(Calls calls) {
        NetworkPolicyEgressRule rule = new NetworkPolicyEgressRule();
        rule.setTo(calls.dns().stream().map(CallPolicies::peer).toList());
        rule.setPorts(DNS_PORTS.stream()
                .flatMap(number -> Stream.of(NetworkPolicies.port("UDP", number), NetworkPolicies.port("TCP", number)))
                .toList());
        NetworkPolicySpec spec = spec(Labels.selector(application), List.of("Egress"));
        spec.setEgress(List.of(rule));
        add("dns", Labels.of(application), spec);
    }

    private void reachTheMesh(NetworkPolicyEgressRule controlPlane) {
        NetworkPolicySpec spec = spec(Labels.selector(application), List.of("Egress"));
        spec.setEgress(List.of(controlPlane));
        add("mesh", Labels.of(application), spec);
    }

    private void open(Call.Caller from, Call.Callee to, List<NetworkPolicyPort> ports) {
        if (to instanceof Call.OfComponent callee) {
            NetworkPolicyIngressRule rule = new NetworkPolicyIngressRule();
            rule.setFrom(peers(from));
            rule.setPorts(ports);
            NetworkPolicySpec spec = spec(Labels.selector(application, callee.name()), List.of("Ingress"));
            spec.setIngress(List.of(rule));
            add(callee.name() + "-from-" + from.name(), Labels.of(application, callee.name()), spec);
        }
        if (from instanceof Call.OfComponent caller) {
            NetworkPolicyEgressRule rule = new NetworkPolicyEgressRule();
            rule.setTo(peers(to));
            rule.setPorts(ports);
            NetworkPolicySpec spec = spec(Labels.selector(application, caller.name()), List.of("Egress"));
            spec.setEgress(List.of(rule));
            add(caller.name() + "-to-" + to.name(), Labels.of(application, caller.name()), spec);
        }
    }

    /** Returns the peers that an end is; none where it may be anybody, which is what a rule without peers is for. */
    private List<NetworkPolicyPeer> peers(Call.End end) {
        if (end instanceof Call.OfComponent component) {
            return List.of(NetworkPolicies.peer(Labels.matching(Labels.selector(application, component.name()))));
        }
        if (end instanceof Call.ApiServer) {
            return apiServer.stream().map(CallPolicies::peer).toList();
        }
        if (end instanceof Call.Others others) {
            return others.peers().stream().map(CallPolicies::peer).toList();
        }
        return end instanceof Call.Internet
                ? List.of(block("0.0.0.0/0", PRIVATE_4), block("::/0", PRIVATE_6))
                : List.of();
    }

    private static NetworkPolicyPeer peer(Call.Peer end) {
        if (end instanceof Call.Addresses addresses) {
            return block(addresses.block(), List.of());
        }
        Call.Pods pods = (Call.Pods) end;
        NetworkPolicyPeer peer = NetworkPolicies.peer(Labels.matching(pods.labels()));
        pods.namespace().map(Labels::matching).ifPresent(peer::setNamespaceSelector);
        return peer;
    }

    private static NetworkPolicyPeer block(String cidr, List<String> except) {
        NetworkPolicyPeer peer = new NetworkPolicyPeer();
        peer.setIpBlock(new IPBlock(cidr, except));
        return peer;
    }

    private static NetworkPolicySpec spec(Map<String, String> pods, List<String> types) {
        NetworkPolicySpec spec = new NetworkPolicySpec();
        spec.setPodSelector(Labels.matching(pods));
        spec.setPolicyTypes(types);
        return spec;
    }

    private void add(String wanted, Map<String, String> labels, NetworkPolicySpec spec) {
        policies.add(NetworkPolicies.policy(application.naming().object(taken.take(wanted)), labels, spec));
    }
}
