package dev.sild.works;

import dev.sild.Tree;
import dev.sild.works.Policies.End;
import dev.sild.works.RunningPod.Port;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The connections that a resource declares, read off it and not off what it becomes: who may call each component at
 * which ports, and whom it may call.
 */
final class DeclaredTraffic {
    private static final Set<Integer> NAMES = Set.of(53, 5353);
    private static final Set<Integer> API_SERVER = Set.of(443, 6443);
    private static final Predicate<End> ANYBODY = end -> true;
    private static final Predicate<End> ANY_POD = end -> end.labels().isPresent();
    private static final String COMPONENT = "app.kubernetes.io/component";

    /** One component's permission to be called, or to call: no ports are every port. */
    private record Permission(String component, Predicate<End> other, Set<Integer> ports) {
        boolean covers(String one, End end, Port port) {
            return component.equals(one) && other.test(end) && (ports.isEmpty() || ports.contains(port.number()));
        }
    }

    private final Map<String, Object> spec;
    private final String stack;
    private final String namespace;
    private final List<Permission> entering = new ArrayList<>();
    private final List<Permission> leaving = new ArrayList<>();

    private DeclaredTraffic(Map<String, Object> resource, String namespace) {
        spec = Tree.map(resource, "spec");
        stack = Tree.text(resource, "metadata", "name");
        this.namespace = namespace;
    }

    /** Returns what a resource declares, with the defaults of what it does not say, in a namespace of that name. */
    static DeclaredTraffic of(Map<String, Object> resource, String namespace) {
        DeclaredTraffic declared = new DeclaredTraffic(resource, namespace);
        switch (Tree.text(resource, "kind")) {
            case "WebStack" -> declared.webStack();
            case "MonitoringStack" -> declared.monitoringStack();
            default -> declared.microserviceStack();
        }
        return declared;
    }

    /** Whether there are policies at all. */
    boolean isEnforced() {
        return isOn("networkPolicy");
    }

    /** Returns the pods outside the stack that the resource selects somewhere by all of their labels. */
    List<End> friends() {
        List<Map<String, Object>> peers = new ArrayList<>(Tree.list(spec, "networkPolicy", "allowFrom"));
        peers.addAll(Tree.list(spec, "networkPolicy", "dnsTo"));
        peers.addAll(Tree.list(spec, "monitoring", "allowFrom"));
        programs().forEach((name, program) -> peers.addAll(Tree.list(program, "allowTo")));
        return peers.stream()
                .filter(peer -> !peer.containsKey("cidr"))
                .map(peer -> new End(
                        Optional.empty(),
                        Optional.of(Tree.strings(peer, "podLabels")),
                        peer.containsKey("namespaceLabels") ? Tree.strings(peer, "namespaceLabels") : namespaceLabels(),
                        "10.245.0.10"))
                .toList();
    }

    /** Whether a connection to a component of the stack may enter it. */
    boolean enters(End from, String to, Port port) {
        return entering.stream().anyMatch(permission -> permission.covers(to, from, port));
    }

    /** Whether a connection of a component of the stack may leave it. */
    boolean leaves(String from, End to, Port port) {
        boolean isNames = NAMES.contains(port.number())
                && (Tree.list(spec, "networkPolicy", "dnsTo").isEmpty()
                        || among(Tree.list(spec, "networkPolicy", "dnsTo")).test(to));
        return isNames || leaving.stream().anyMatch(permission -> permission.covers(from, to, port));
    }

    private boolean isOn(String section) {
        return Boolean.TRUE.equals(Tree.at(spec, section, "enabled"));
    }

    private Map<String, String> namespaceLabels() {
        return Map.of("kubernetes.io/metadata.name", namespace);
    }

    /** Returns the programs of the user's, by component. */
    private Map<String, Map<String, Object>> programs() {
        return Stream.concat(
                        Stream.of("api", "web")
                                .filter(spec::containsKey)
                                .map(name -> Map.entry(name, Tree.map(spec, name))),
                        Tree.list(spec, "services").stream()
                                .map(service -> Map.entry(Tree.text(service, "name"), service)))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private void between(String from, String to, Set<Integer> ports) {
        entering.add(new Permission(to, component(from), ports));
        leaving.add(new Permission(from, component(to), ports));
    }

    private Predicate<End> component(String name) {
        return end -> end.pod().isPresent()
                && stack.equals(end.labels().orElseThrow().get("app.kubernetes.io/instance"))
                && name.equals(end.labels().orElseThrow().get(COMPONENT));
    }

    private Predicate<End> among(List<Map<String, Object>> peers) {
        return end -> peers.stream()
                .anyMatch(peer -> peer.containsKey("cidr")
                        ? Policies.inBlock(Tree.text(peer, "cidr"), end.address())
                        : end.labels().isPresent()
                                && end.labels()
                                        .get()
                                        .entrySet()
                                        .containsAll(
                                                Tree.strings(peer, "podLabels").entrySet())
                                && (peer.containsKey("namespaceLabels")
                                        ? end.namespace()
                                                .entrySet()
                                                .containsAll(Tree.strings(peer, "namespaceLabels")
                                                        .entrySet())
                                        : end.namespace().equals(namespaceLabels())));
    }

    private Predicate<End> callers() {
        List<Map<String, Object>> named = Tree.list(spec, "networkPolicy", "allowFrom");
        return !named.isEmpty()
                ? among(named)
                : Tree.text(spec, "exposure", "type").equals("ClusterIP")
                        ? end -> end.labels().isPresent() && end.namespace().equals(namespaceLabels())
                        : ANYBODY;
    }

    private void scraped(String component, Optional<Integer> port) {
        List<Map<String, Object>> named = Tree.list(spec, "monitoring", "allowFrom");
        if (!Tree.text(spec, "monitoring", "type").equals("None")) {
            port.ifPresent(number ->
                    entering.add(new Permission(component, named.isEmpty() ? ANY_POD : among(named), Set.of(number))));
        }
    }

    private static Optional<Integer> exporter(Map<String, Object> section, int port) {
        return Boolean.TRUE.equals(Tree.at(section, "exporter", "enabled")) ? Optional.of(port) : Optional.empty();
    }

    private Set<Integer> nginxPorts() {
        return Tree.at(spec, "exposure", "tls") != null
                        && !Tree.text(spec, "exposure", "type").equals("Ingress")
                ? Set.of(8080, 8443)
                : Set.of(8080);
    }

    private void program(String name, Map<String, Object> said) {
        if (Boolean.TRUE.equals(said.get("internetAccess"))) {
            leaving.add(new Permission(name, end -> end.labels().isEmpty(), Set.of()));
        }
        if (!Tree.list(said, "allowTo").isEmpty()) {
            leaving.add(new Permission(name, among(Tree.list(said, "allowTo")), Set.of()));
        }
        if (Boolean.TRUE.equals(said.get("automountServiceAccountToken"))) {
            leaving.add(new Permission(name, ANYBODY, API_SERVER));
        }
        if (said.containsKey("metrics")) {
            scraped(name, Optional.of(Tree.number(Tree.map(said, "metrics"), "port", Tree.number(said, "port", 0))));
        }
    }

    private void webStack() {
        Map<String, Object> api = Tree.map(spec, "api");
        int port = Tree.number(api, "port", 0);
        if (isOn("proxy")) {
            entering.add(new Permission("proxy", callers(), nginxPorts()));
            between("proxy", "api", Set.of(port));
            scraped("proxy", exporter(Tree.map(spec, "proxy"), 9113));
        } else {
            entering.add(new Permission("api", callers(), Set.of(port)));
        }
        program("api", api);
        if (isOn("cache")) {
            between("api", "cache", Set.of(6379));
            between("cache-rotation", "cache", Set.of(6379));
            scraped("cache", exporter(Tree.map(spec, "cache"), 9121));
        }
        if (isOn("database")) {
            between("api", "database", Set.of(5432));
            between("backup", "database", Set.of(5432));
            between("database-rotation", "database", Set.of(5432));
            scraped("database", exporter(Tree.map(spec, "database"), 9187));
        }
    }

    private void microserviceStack() {
        Map<String, Map<String, Object>> programs = programs();
        boolean hasNginx = Tree.text(spec, "gateway", "type").equals("Nginx");
        List<String> routed = Stream.concat(
                        Tree.list(spec, "gateway", "routes").stream().map(route -> Tree.text(route, "service")),
                        Stream.of("web").filter(programs::containsKey))
                .distinct()
                .toList();
        if (hasNginx) {
            entering.add(new Permission("gateway", callers(), nginxPorts()));
            routed.forEach(component -> between("gateway", component, port(programs.get(component))));
            scraped("gateway", exporter(Tree.map(spec, "gateway"), 9113));
        } else {
            List<String> entrances = Tree.text(spec, "gateway", "type").equals("None")
                    ? Stream.of("web").filter(programs::containsKey).toList()
                    : routed;
            entrances.forEach(
                    component -> entering.add(new Permission(component, callers(), port(programs.get(component)))));
        }
        programs.forEach((name, program) -> {
            program(name, program);
            Tree.texts(program, "calls")
                    .forEach(callee -> between(
                            name, callee, callee.equals("gateway") ? nginxPorts() : port(programs.get(callee))));
            if (program.containsKey("database")) {
                database(name, Tree.map(program, "database"));
            }
        });
    }

    private void database(String owner, Map<String, Object> said) {
        List<Integer> ports = switch (Tree.text(said, "engine")) {
            case "Postgres" -> List.of(5432, 9187);
            case "MySQL" -> List.of(3306, 9104);
            case "MongoDB" -> List.of(27017, 9216);
            default -> List.of(6379, 9121);
        };
        String name = owner + "-database";
        for (String caller : List.of(owner, name + "-backup", name + "-rotation")) {
            between(caller, name, Set.of(ports.get(0)));
        }
        scraped(name, exporter(said, ports.get(1)));
    }

    private static Set<Integer> port(Map<String, Object> program) {
        return Set.of(Tree.number(program, "port", 0));
    }

    private void monitoringStack() {
        entering.add(new Permission("grafana", callers(), Set.of(3000)));
        between("grafana", "prometheus", Set.of(9090));
        between("grafana", "loki", Set.of(3100));
        between("logs", "loki", Set.of(3100));
        between("prometheus", "grafana", Set.of(3000));
        between("prometheus", "loki", Set.of(3100));
        between("prometheus", "cadvisor", Set.of(8080));
        between("prometheus", "logs", Set.of(12345));
        leaving.add(new Permission("logs", ANYBODY, API_SERVER));
        leaving.add(new Permission("prometheus", ANYBODY, API_SERVER));
        leaving.add(new Permission(
                "prometheus",
                Boolean.TRUE.equals(spec.get("clusterWide"))
                        ? ANY_POD
                        : end -> end.labels().isPresent() && end.namespace().equals(namespaceLabels()),
                Set.of()));
        Set<Integer> named = Stream.concat(
                        Tree.list(spec, "prometheus", "staticTargets").stream()
                                .flatMap(target -> Tree.texts(target, "addresses").stream()),
                        Tree.texts(spec, "prometheus", "alertmanagers").stream())
                .map(address -> Integer.valueOf(address.substring(address.lastIndexOf(':') + 1)))
                .collect(Collectors.toSet());
        if (!named.isEmpty()) {
            leaving.add(new Permission("prometheus", ANYBODY, named));
        }
    }
}
