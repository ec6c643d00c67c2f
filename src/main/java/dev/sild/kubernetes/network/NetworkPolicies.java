package dev.sild.kubernetes.network;

import dev.sild.kubernetes.objects.Index;
import dev.sild.kubernetes.objects.Labels;
import dev.sild.kubernetes.objects.ObjectMetadata;
import dev.sild.kubernetes.objects.TakenNames;
import dev.sild.model.Application;
import dev.sild.model.Component;
import dev.sild.model.Exposure;
import dev.sild.model.Names;
import dev.sild.model.Network;
import dev.sild.model.Port;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicySpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Networks as NetworkPolicies: pods may talk exactly when they share a network, on which all or some of them may call.
 * Policies add up, so one a network is enough; a published port is open to all; what is only on internal networks
 * reaches nothing but them and DNS.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/services-networking/network-policies/">Network Policies</a>
 */
public final class NetworkPolicies {
    /** How many ports in a row are written as a range. */
    private static final int LEAST_RANGE = 10;

    private NetworkPolicies() {}

    /** Returns the policies of an application; none where it restricts nothing. */
    public static List<HasMetadata> of(Index index) {
        Application application = index.application();
        List<HasMetadata> policies = new ArrayList<>();
        for (Network network : application.networks()) {
            if (!network.members().isEmpty()) {
                policies.add(network(application, network));
            }
        }
        if (application.networks().isEmpty()) {
            return policies;
        }
        for (Component component : application.components()) {
            List<Network> joined = index.networks(component);
            if (joined.isEmpty() && !component.pod().hostNetwork()) {
                policies.add(denyAll(application, component));
            }
            if (!joined.isEmpty() && joined.stream().allMatch(Network::internal)) {
                policies.add(internalOnly(application, component, joined));
            }
        }
        for (Map.Entry<String, List<NetworkPolicyPort>> open :
                published(application).entrySet()) {
            policies.add(openToAll(application, open.getKey(), open.getValue()));
        }
        TakenNames taken = new TakenNames();
        for (HasMetadata policy : policies) {
            policy.getMetadata()
                    .setName(application
                            .naming()
                            .object(taken.take(policy.getMetadata().getName())));
        }
        return policies;
    }

    private static HasMetadata network(Application application, Network network) {
        NetworkPolicySpec spec = new NetworkPolicySpec();
        spec.setPodSelector(members(application, network));
        spec.setPolicyTypes(List.of("Ingress"));
        // A rule without peers would open everything.
        if (!network.callers().isEmpty()) {
            NetworkPolicyIngressRule rule = new NetworkPolicyIngressRule();
            rule.setFrom(
                    network.callers().equals(network.members())
                            ? everybody(application, network)
                            : network.callers().stream()
                                    .map(caller -> peer(pods(application, caller)))
                                    .toList());
            spec.setIngress(List.of(rule));
        }
        return policy(Names.label("network", network.name()), Labels.of(application), spec);
    }

    private static List<NetworkPolicyPeer> everybody(Application application, Network network) {
        Optional<Network.Known> shared = network.known().filter(Network.Known::external);
        if (shared.isEmpty()) {
            return List.of(peer(members(application, network)));
        }
        Map<String, String> labels = Map.of(shared.get().label(), "true");
        List<NetworkPolicyPeer> peers = new ArrayList<>(List.of(peer(Labels.matching(labels))));
        if (!network.namespaces().isEmpty()) {
            NetworkPolicyPeer others = peer(Labels.matching(labels));
            LabelSelector namespaces = new LabelSelector();
            namespaces.setMatchExpressions(
                    List.of(new LabelSelectorRequirement("kubernetes.io/metadata.name", "In", network.namespaces())));
            others.setNamespaceSelector(namespaces);
            peers.add(others);
        }
        return peers;
    }

    private static HasMetadata denyAll(Application application, Component component) {
        NetworkPolicySpec spec = new NetworkPolicySpec();
        spec.setPodSelector(pods(application, component.name()));
        spec.setPolicyTypes(List.of("Ingress", "Egress"));
        return policy(Names.label(component.name(), "isolated"), Labels.of(application, component.name()), spec);
    }

    private static HasMetadata internalOnly(Application application, Component component, List<Network> joined) {
        List<NetworkPolicyEgressRule> rules = new ArrayList<>();
        List<NetworkPolicyPeer> callees = joined.stream()
                .filter(network -> network.callers().contains(component.name()))
                .map(network -> peer(members(application, network)))
                .toList();
        if (!callees.isEmpty()) {
            NetworkPolicyEgressRule siblings = new NetworkPolicyEgressRule();
            siblings.setTo(callees);
            rules.add(siblings);
        }
        NetworkPolicyEgressRule dns = new NetworkPolicyEgressRule();
        // The port of the pods behind the resolver's Service counts: OpenShift's listen on 5353.
        dns.setPorts(List.of(port("UDP", 53), port("TCP", 53), port("UDP", 5353), port("TCP", 5353)));
        NetworkPolicySpec spec = new NetworkPolicySpec();
        spec.setPodSelector(pods(application, component.name()));
        spec.setPolicyTypes(List.of("Egress"));
        rules.add(dns);
        spec.setEgress(rules);
        return policy(Names.label(component.name(), "internal"), Labels.of(application, component.name()), spec);
    }

    private static HasMetadata openToAll(Application application, String component, List<NetworkPolicyPort> ports) {
        NetworkPolicyIngressRule rule = new NetworkPolicyIngressRule();
        rule.setPorts(ports);
        NetworkPolicySpec spec = new NetworkPolicySpec();
        spec.setPodSelector(pods(application, component));
        spec.setPolicyTypes(List.of("Ingress"));
        spec.setIngress(List.of(rule));
        return policy(Names.label(component, "published"), Labels.of(application, component), spec);
    }

    /** The published container ports by component; policies hold for no pod on the network of its node. */
    private static Map<String, List<NetworkPolicyPort>> published(Application application) {
        Set<String> onNodes = application.components().stream()
                .filter(component -> component.pod().hostNetwork())
                .map(Component::name)
                .collect(Collectors.toSet());
        Map<String, Set<Port>> targets = new LinkedHashMap<>();
        for (Exposure exposure : application.exposures()) {
            if (onNodes.contains(exposure.component())) {
                continue;
            }
            targets.computeIfAbsent(exposure.component(), name -> new LinkedHashSet<>())
                    .addAll(exposure.ports().stream()
                            .map(Exposure.Published::target)
                            .map(Port::nameless)
                            .toList());
        }
        Map<String, List<NetworkPolicyPort>> open = new LinkedHashMap<>();
        targets.forEach((component, ports) -> open.put(component, ranges(new ArrayList<>(ports))));
        return open;
    }

    /** Returns the ports one by one, but many in a row as a range. */
    private static List<NetworkPolicyPort> ranges(List<Port> ports) {
        List<NetworkPolicyPort> ranges = new ArrayList<>();
        for (int first = 0; first < ports.size(); first++) {
            int last = first;
            while (last + 1 < ports.size()
                    && ports.get(last + 1).protocol() == ports.get(last).protocol()
                    && ports.get(last + 1).number() == ports.get(last).number() + 1) {
                last++;
            }
            NetworkPolicyPort port =
                    port(ports.get(first).protocol().name(), ports.get(first).number());
            if (last - first >= LEAST_RANGE) {
                port.setEndPort(ports.get(last).number());
                first = last;
            }
            ranges.add(port);
        }
        return ranges;
    }

    private static LabelSelector members(Application application, Network network) {
        Map<String, String> labels = Labels.selector(application);
        labels.put(Labels.NETWORK + network.name(), "true");
        return Labels.matching(labels);
    }

    private static LabelSelector pods(Application application, String component) {
        return Labels.matching(Labels.selector(application, component));
    }

    public static NetworkPolicyPeer peer(LabelSelector selector) {
        NetworkPolicyPeer peer = new NetworkPolicyPeer();
        peer.setPodSelector(selector);
        return peer;
    }

    public static NetworkPolicyPort port(String protocol, int number) {
        NetworkPolicyPort port = new NetworkPolicyPort();
        port.setProtocol(protocol);
        port.setPort(new IntOrString(number));
        return port;
    }

    public static HasMetadata policy(String name, Map<String, String> labels, NetworkPolicySpec spec) {
        NetworkPolicy policy = new NetworkPolicy();
        policy.setMetadata(ObjectMetadata.of(name, labels));
        policy.setSpec(spec);
        return policy;
    }
}
