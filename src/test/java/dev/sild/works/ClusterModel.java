package dev.sild.works;

import dev.sild.Tree;
import dev.sild.works.Policies.End;
import dev.sild.works.RunningPod.Port;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who can reach whom once manifests are applied, computed from the manifests alone: what names resolve to, where
 * Services lead, and what NetworkPolicies let through.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/services-networking/">Services, Load Balancing, and Networking</a>
 */
final class ClusterModel {
    private static final End DNS = End.foreign("kube-system", Map.of("k8s-app", "kube-dns"));
    private static final End INGRESS = End.foreign("ingress-nginx", Map.of("app.kubernetes.io/name", "ingress-nginx"));

    private final List<Map<String, Object>> objects;
    private final List<RunningPod> pods;
    private final Map<String, Map<String, Object>> services = new LinkedHashMap<>();
    private final Policies policies;

    private ClusterModel(List<Map<String, Object>> objects) {
        this.objects = objects;
        pods = RunningPod.of(objects);
        all("Service").forEach(service -> services.put(Tree.text(service, "metadata", "name"), service));
        policies = new Policies(all("NetworkPolicy"), Map.of("kubernetes.io/metadata.name", "application"));
    }

    /** Reads manifests: a stream of YAML documents. */
    static ClusterModel of(String manifests) {
        return new ClusterModel(Tree.documents(manifests));
    }

    /**
     * What becomes of a connection to a name.
     *
     * @param answer the pods at which it may end
     * @param refuse the pods to which it may be led and which it does not reach
     * @param elsewhere addresses that are none of the application's
     */
    record Outcome(Set<RunningPod> answer, Set<RunningPod> refuse, Set<String> elsewhere) {
        static Outcome nowhere() {
            return new Outcome(new LinkedHashSet<>(), new LinkedHashSet<>(), new LinkedHashSet<>());
        }
    }

    List<RunningPod> pods() {
        return pods;
    }

    /** Returns the pod that a container runs in, if only before the others do. */
    Optional<RunningPod> podOf(String container) {
        return pods.stream()
                .filter(pod -> pod.containers().contains(container) || pod.runsFirst(container))
                .findFirst();
    }

    /** Returns what becomes of a connection from a pod to a port of a name. */
    Outcome connect(RunningPod from, String name, Port port) {
        Outcome outcome = Outcome.nowhere();
        List<String> known = from.hosts().get(name.toLowerCase(Locale.ROOT));
        if (known != null) {
            for (String address : known) {
                if (address.startsWith("127.") || address.equals("::1") || address.equals(from.address())) {
                    outcome.answer().add(from);
                } else {
                    outcome.elsewhere().add(address);
                }
            }
            return outcome;
        }
        if (from.asksClusterDns() && policies.allow(policies.end(from), DNS, new Port(53, "UDP"))) {
            resolve(name.toLowerCase(Locale.ROOT), port)
                    .forEach((pod, target) ->
                            (mayConnect(from, pod, target) ? outcome.answer() : outcome.refuse()).add(pod));
        }
        return outcome;
    }

    /**
     * Returns the pods behind a port of a name, as the search list of a pod completes it with its namespace: of a
     * Service, or of those that a headless Service knows by their host names.
     */
    private Map<RunningPod, Port> resolve(String name, Port port) {
        int dot = name.indexOf('.');
        Map<String, Object> service = services.get(name.substring(dot + 1));
        if (service == null) {
            return Map.of();
        }
        Map<RunningPod, Port> backends = backends(service, port);
        if (dot >= 0) {
            boolean headless = Tree.text(service, "spec", "clusterIP").equals("None");
            backends.keySet()
                    .removeIf(pod -> !headless || !pod.isHost(name.substring(0, dot), name.substring(dot + 1)));
        }
        return backends;
    }

    /** Whether policies let a pod connect to a port of another at its own address. */
    boolean mayConnect(RunningPod from, RunningPod to, Port port) {
        return policies.allow(policies.end(from), policies.end(to), port);
    }

    /** Whether policies let a pod connect to the world outside. */
    boolean reachesTheWorld(RunningPod from) {
        return policies.allow(policies.end(from), End.outside(), new Port(443, "TCP"));
    }

    /** Returns the ports of a pod that can be reached from outside of the cluster. */
    Set<Port> openToTheWorld(RunningPod pod) {
        Set<Port> open = new LinkedHashSet<>();
        pod.hostPorts().stream()
                .filter(port -> enters(End.outside(), pod, port))
                .forEach(open::add);
        for (Map<String, Object> service : services.values()) {
            if (List.of("NodePort", "LoadBalancer").contains(Tree.text(service, "spec", "type"))) {
                for (Map<String, Object> port : Tree.list(service, "spec", "ports")) {
                    target(service, number(port), pod)
                            .filter(target -> enters(End.outside(), pod, target))
                            .ifPresent(open::add);
                }
            }
        }
        for (Map<String, Object> backend : routes()) {
            Map<String, Object> service = services.getOrDefault(Tree.text(backend, "name"), Map.of());
            Optional<Port> port = Tree.list(service, "spec", "ports").stream()
                    .filter(each -> Tree.number(each, "port", 0) == Tree.number(backend, "number", 0)
                            || (!Tree.text(backend, "portName").isEmpty()
                                    && Tree.text(each, "name").equals(Tree.text(backend, "portName"))))
                    .map(ClusterModel::number)
                    .findFirst();
            port.flatMap(each -> target(service, each, pod))
                    .filter(each -> enters(INGRESS, pod, each))
                    .ifPresent(open::add);
        }
        return open;
    }

    /** Whether {@code kubectl port-forward} to a port of a Service finds a pod to go to. */
    boolean forwards(String name, int port) {
        Map<String, Object> service = services.getOrDefault(name, Map.of());
        return pods.stream()
                .anyMatch(pod -> target(service, new Port(port, "TCP"), pod).isPresent());
    }

    /** Whether policies let somebody connect to a port of a pod. */
    boolean enters(End from, RunningPod pod, Port port) {
        return policies.allow(from, policies.end(pod), port);
    }

    /** Whether policies let a pod connect to a port of somebody. */
    boolean leaves(RunningPod pod, End to, Port port) {
        return policies.allow(policies.end(pod), to, port);
    }

    /** Returns the Services that Ingresses and routes lead to: {@code name}, and {@code number} or {@code portName}. */
    private List<Map<String, Object>> routes() {
        List<Map<String, Object>> routes = new ArrayList<>();
        for (Map<String, Object> ingress : all("Ingress")) {
            for (Map<String, Object> rule : Tree.list(ingress, "spec", "rules")) {
                Tree.list(rule, "http", "paths").forEach(path -> routes.add(backend(Tree.map(path, "backend"))));
            }
            routes.add(backend(Tree.map(ingress, "spec", "defaultBackend")));
        }
        for (Map<String, Object> route : all("HTTPRoute")) {
            for (Map<String, Object> rule : Tree.list(route, "spec", "rules")) {
                Tree.list(rule, "backendRefs")
                        .forEach(reference -> routes.add(Map.of(
                                "name", Tree.text(reference, "name"), "number", Tree.number(reference, "port", 0))));
            }
        }
        return routes;
    }

    private static Map<String, Object> backend(Map<String, Object> backend) {
        return Map.of(
                "name",
                Tree.text(backend, "service", "name"),
                "number",
                Tree.number(Tree.map(backend, "service", "port"), "number", 0),
                "portName",
                Tree.text(backend, "service", "port", "name"));
    }

    /** Returns the pods behind a port of a Service, each with the port of its own that the Service leads to. */
    private Map<RunningPod, Port> backends(Map<String, Object> service, Port port) {
        Map<RunningPod, Port> backends = new LinkedHashMap<>();
        for (RunningPod pod : pods) {
            if (Tree.text(service, "spec", "clusterIP").equals("None")) {
                if (selects(service, pod)) {
                    backends.put(pod, port);
                }
            } else {
                target(service, port, pod).ifPresent(target -> backends.put(pod, target));
            }
        }
        return backends;
    }

    /** Returns the port of a pod that a port of a Service leads to; nothing where it does not lead to the pod. */
    private static Optional<Port> target(Map<String, Object> service, Port port, RunningPod pod) {
        if (!selects(service, pod)) {
            return Optional.empty();
        }
        for (Map<String, Object> each : Tree.list(service, "spec", "ports")) {
            if (number(each).equals(port)) {
                Object target = each.get("targetPort");
                return target instanceof String name
                        ? pod.port(name, port.protocol())
                        : Optional.of(target == null ? port : new Port(((Number) target).intValue(), port.protocol()));
            }
        }
        return Optional.empty();
    }

    private static Port number(Map<String, Object> port) {
        return new Port(Tree.number(port, "port", 0), RunningPod.protocol(port));
    }

    private static boolean selects(Map<String, Object> service, RunningPod pod) {
        Map<String, String> selector = Tree.strings(service, "spec", "selector");
        return !selector.isEmpty() && pod.labels().entrySet().containsAll(selector.entrySet());
    }

    private List<Map<String, Object>> all(String kind) {
        return objects.stream()
                .filter(object -> Tree.text(object, "kind").equals(kind))
                .toList();
    }
}
