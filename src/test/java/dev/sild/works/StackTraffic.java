package dev.sild.works;

import dev.sild.Tree;
import dev.sild.works.Policies.End;
import dev.sild.works.RunningPod.Port;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which connections the policies of stacks let through, each end by its own port: those of one stack's components, of
 * strangers in its namespace and elsewhere, and of the world outside.
 */
final class StackTraffic {
    /** A port that nobody serves: open only where every port is. */
    static final Port ANY = new Port(64_999, "TCP");

    private static final Port NAMES = new Port(53, "UDP");
    private static final String COMPONENT = "app.kubernetes.io/component";
    private static final String INSTANCE = "app.kubernetes.io/instance";

    private final List<RunningPod> pods;
    private final Policies policies;

    /** Reads the manifests of the stacks of one namespace. */
    StackTraffic(String manifests) {
        List<Map<String, Object>> objects = Tree.documents(manifests);
        pods = RunningPod.of(objects);
        policies = new Policies(
                objects.stream()
                        .filter(object -> Tree.text(object, "kind").equals("NetworkPolicy"))
                        .toList(),
                Map.of("kubernetes.io/metadata.name", "prod"));
    }

    /** Returns who is none of the stacks': by name. */
    static Map<String, End> strangers() {
        Map<String, End> strangers = new LinkedHashMap<>();
        strangers.put("the internet", End.outside());
        strangers.put(
                "the ingress controller",
                End.foreign("ingress-nginx", Map.of("app.kubernetes.io/name", "ingress-nginx")));
        strangers.put("Prometheus", End.foreign("monitoring", Map.of("app.kubernetes.io/name", "prometheus")));
        strangers.put("another pod of the namespace", End.foreign("prod", Map.of("app", "another")));
        strangers.put("another namespace", End.foreign("another", Map.of("app", "another")));
        return strangers;
    }

    /** Returns the components of a stack. */
    List<String> components(String stack) {
        return pods.stream()
                .filter(pod -> stack.equals(pod.labels().get(INSTANCE)))
                .map(pod -> pod.labels().get(COMPONENT))
                .toList();
    }

    /** Returns the ports of a component that are open to somebody; 64999 stands for every other. */
    Set<Integer> open(End from, String stack, String component) {
        return ports(stack, component).stream()
                .filter(port -> allows(from, end(stack, component), port))
                .map(Port::number)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Returns the ports of a component, and one that nobody serves. */
    List<Port> ports(String stack, String component) {
        RunningPod pod = pod(stack, component);
        List<Port> ports = new ArrayList<>(pod.containers().stream()
                .flatMap(container -> pod.ports(container).stream())
                .toList());
        ports.add(ANY);
        return ports;
    }

    /** Whether a connection is let through. */
    boolean allows(End from, End to, Port port) {
        return policies.allow(from, to, port);
    }

    /** Returns a component as the end of a connection. */
    End end(String stack, String component) {
        return policies.end(pod(stack, component));
    }

    /** Whether a component may ask for names, and may reach an end outside of its stack. */
    boolean resolvesNames(String stack, String component) {
        return policies.allow(end(stack, component), End.foreign("kube-system", Map.of("k8s-app", "kube-dns")), NAMES);
    }

    boolean reaches(String stack, String component, End to) {
        return reaches(stack, component, to, new Port(443, "TCP"));
    }

    boolean reaches(String stack, String component, End to, Port port) {
        return policies.allow(end(stack, component), to, port);
    }

    private RunningPod pod(String stack, String component) {
        return pods.stream()
                .filter(pod -> stack.equals(pod.labels().get(INSTANCE))
                        && component.equals(pod.labels().get(COMPONENT)))
                .findFirst()
                .orElseThrow();
    }

    /** Returns every connection to a stack's components that is open: {@code from → to: ports}. */
    Set<String> edges(String stack) {
        Set<String> edges = new TreeSet<>();
        Map<String, End> from = strangers();
        components(stack).forEach(component -> from.put(component, end(stack, component)));
        from.forEach((name, end) -> components(stack).stream()
                .filter(to -> !to.equals(name))
                .forEach(to -> {
                    Set<Integer> ports = open(end, stack, to);
                    if (!ports.isEmpty()) {
                        edges.add(name + " → " + to + ": "
                                + ports.stream().map(Object::toString).collect(Collectors.joining(", ")));
                    }
                }));
        return edges;
    }
}
