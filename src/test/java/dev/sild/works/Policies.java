package dev.sild.works;

import dev.sild.Tree;
import dev.sild.works.RunningPod.Port;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether NetworkPolicies let a connection through, by Kubernetes' rules: a pod that no policy selects is open; for one
 * that some select, the union of what they allow. Both ends must agree.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/services-networking/network-policies/">Network Policies</a>
 */
final class Policies {
    private static final String NAME_OF_NAMESPACE = "kubernetes.io/metadata.name";

    private final List<Map<String, Object>> policies;
    private final Map<String, String> namespace;

    Policies(List<Map<String, Object>> policies, Map<String, String> labelsOfNamespace) {
        this.policies = policies;
        namespace = labelsOfNamespace;
    }

    /**
     * One end of a connection.
     *
     * @param pod the pod of the application that it is; empty for what is not the application's
     * @param labels its labels as a pod; empty for what is no pod
     * @param namespace the labels of its namespace; empty for what is no pod
     */
    record End(
            Optional<RunningPod> pod,
            Optional<Map<String, String>> labels,
            Map<String, String> namespace,
            String address) {

        /** Something in the world outside. */
        static End outside() {
            return new End(Optional.empty(), Optional.empty(), Map.of(), "203.0.113.9");
        }

        /** A pod of someone else's in another namespace. */
        static End foreign(String namespace, Map<String, String> labels) {
            return new End(Optional.empty(), Optional.of(labels), Map.of(NAME_OF_NAMESPACE, namespace), "10.245.0.9");
        }
    }

    /** Returns a pod of the application as an end; one on its node's network is the node to everybody. */
    End end(RunningPod pod) {
        return pod.hostNetwork()
                ? new End(Optional.of(pod), Optional.empty(), Map.of(), "192.0.2.10")
                : new End(Optional.of(pod), Optional.of(pod.labels()), namespace, pod.address());
    }

    /** Whether a connection is let through to a port of {@code to}, behind every Service. */
    boolean allow(End from, End to, Port port) {
        boolean self = from.pod().isPresent() && from.pod().equals(to.pod());
        return self || (leaves(from, to, port) && enters(from, to, port));
    }

    private boolean leaves(End from, End to, Port port) {
        return holds(from, "Egress", "egress", "to", to, to, port);
    }

    private boolean enters(End from, End to, Port port) {
        return holds(to, "Ingress", "ingress", "from", from, to, port);
    }

    private boolean holds(End subject, String type, String rules, String peers, End other, End to, Port port) {
        if (subject.pod().isEmpty() || subject.pod().get().hostNetwork()) {
            return true;
        }
        boolean selected = false;
        for (Map<String, Object> policy : policies) {
            if (!types(policy).contains(type)
                    || !matches(
                            Tree.map(policy, "spec", "podSelector"),
                            subject.pod().get().labels())) {
                continue;
            }
            selected = true;
            for (Map<String, Object> rule : Tree.list(policy, "spec", rules)) {
                if (isAmong(Tree.list(rule, peers), other) && isAmong(Tree.list(rule, "ports"), to, port)) {
                    return true;
                }
            }
        }
        return !selected;
    }

    private static List<String> types(Map<String, Object> policy) {
        List<String> types = Tree.texts(policy, "spec", "policyTypes");
        return !types.isEmpty()
                ? types
                : Tree.list(policy, "spec", "egress").isEmpty() ? List.of("Ingress") : List.of("Ingress", "Egress");
    }

    private boolean isAmong(List<Map<String, Object>> peers, End end) {
        return peers.isEmpty() || peers.stream().anyMatch(peer -> isPeer(peer, end));
    }

    private boolean isPeer(Map<String, Object> peer, End end) {
        if (peer.containsKey("ipBlock")) {
            return inBlock(Tree.text(peer, "ipBlock", "cidr"), end.address())
                    && Tree.texts(peer, "ipBlock", "except").stream().noneMatch(block -> inBlock(block, end.address()));
        }
        if (end.labels().isEmpty()) {
            return false;
        }
        boolean inNamespace = peer.containsKey("namespaceSelector")
                ? matches(Tree.map(peer, "namespaceSelector"), end.namespace())
                : end.namespace().equals(namespace);
        return inNamespace
                && matches(Tree.map(peer, "podSelector"), end.labels().get());
    }

    private static boolean isAmong(List<Map<String, Object>> ports, End to, Port port) {
        return ports.isEmpty() || ports.stream().anyMatch(each -> isPort(each, to, port));
    }

    private static boolean isPort(Map<String, Object> allowed, End to, Port port) {
        if (!RunningPod.protocol(allowed).equals(port.protocol())) {
            return false;
        }
        Object number = allowed.get("port");
        if (number == null) {
            return true;
        }
        if (number instanceof String name) {
            return to.pod()
                    .flatMap(pod -> pod.port(name, port.protocol()))
                    .filter(port::equals)
                    .isPresent();
        }
        int first = ((Number) number).intValue();
        return port.number() >= first && port.number() <= Tree.number(allowed, "endPort", first);
    }

    /** Whether a label selector selects something with these labels. */
    static boolean matches(Map<String, Object> selector, Map<String, String> labels) {
        return labels.entrySet()
                        .containsAll(Tree.strings(selector, "matchLabels").entrySet())
                && Tree.list(selector, "matchExpressions").stream().allMatch(expression -> {
                    String value = labels.get(Tree.text(expression, "key"));
                    List<String> values = Tree.texts(expression, "values");
                    return switch (Tree.text(expression, "operator")) {
                        case "In" -> values.contains(value);
                        case "NotIn" -> !values.contains(value);
                        case "Exists" -> value != null;
                        default -> value == null;
                    };
                });
    }

    /** Whether an address of IPv4 is in a range of addresses. */
    static boolean inBlock(String block, String address) {
        int bits = Integer.parseInt(block.substring(block.indexOf('/') + 1));
        long mask = bits == 0 ? 0 : -1L << (32 - bits);
        return !block.contains(":")
                && (number(block.substring(0, block.indexOf('/'))) & mask) == (number(address) & mask);
    }

    private static long number(String address) {
        long number = 0;
        for (String part : address.split("\\.")) {
            number = number << 8 | Integer.parseInt(part);
        }
        return number;
    }
}
