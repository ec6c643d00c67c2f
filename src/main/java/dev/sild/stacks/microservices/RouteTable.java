package dev.sild.stacks.microservices;

import dev.sild.model.Exposure.PathType;
import dev.sild.stacks.spec.Shapes;
import dev.sild.v1alpha1.microservicestackspec.gateway.Routes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Which component answers which requests, host by host. Programs differ in what they make of a request whose host is
 * named by one route and whose path by another: here each host has all the rules that hold for it, so that none has a
 * choice.
 */
final class RouteTable {
    /** Stands for every host that no other is. */
    static final String ANY = "";

    /**
     * One rule of a host.
     *
     * @param path the path, which ends with a slash only where it is exact, or is nothing else
     * @param type how it is compared
     * @param component who answers
     * @param rewrite what the path is replaced by; empty for nothing
     * @param timeoutSeconds how long the component may take; empty for what is usual
     */
    record Rule(String path, PathType type, String component, Optional<String> rewrite, OptionalInt timeoutSeconds) {}

    /** A host, also {@code *.name} or {@link #ANY}, and its rules, of which no two have the same path and type. */
    record Host(String name, List<Rule> rules) {}

    private final List<Routes> routes;
    private final Optional<String> fallback;

    private RouteTable(List<Routes> routes, Optional<String> fallback) {
        this.routes = routes;
        this.fallback = fallback;
    }

    /**
     * Returns the hosts; the first one covers all hosts that no route specifies.
     *
     * @param usual its name
     */
    static List<Host> of(MicroserviceFrame frame, String usual) {
        List<Routes> routes = Shapes.list(frame.spec().getGateway().getRoutes());
        RouteTable table = new RouteTable(routes, frame.web().map(web -> MicroserviceFrame.WEB));
        Set<String> names = new LinkedHashSet<>();
        names.add(usual);
        names.addAll(named(frame));
        return names.stream().map(name -> new Host(name, table.rules(name))).toList();
    }

    /** Returns the hosts that routes name. */
    static List<String> named(MicroserviceFrame frame) {
        return Shapes.list(frame.spec().getGateway().getRoutes()).stream()
                .map(Routes::getHost)
                .filter(host -> !host.isEmpty())
                .distinct()
                .toList();
    }

    /** Returns the components that routes refer to, in order, followed by the fallback component. */
    static List<String> components(MicroserviceFrame frame) {
        Set<String> components = new LinkedHashSet<>();
        Shapes.list(frame.spec().getGateway().getRoutes()).forEach(route -> components.add(route.getService()));
        frame.web().ifPresent(web -> components.add(MicroserviceFrame.WEB));
        return List.copyOf(components);
    }

    /** Of two rules for the same paths the one counts that names the host more closely. */
    private List<Rule> rules(String host) {
        Map<String, Rule> rules = new LinkedHashMap<>();
        for (String pattern : patterns(host)) {
            routes.stream()
                    .filter(route -> route.getHost().equals(pattern))
                    .map(RouteTable::rule)
                    .forEach(rule -> rules.putIfAbsent(rule.type() + rule.path(), rule));
        }
        fallback.map(component -> new Rule("/", PathType.PREFIX, component, Optional.empty(), OptionalInt.empty()))
                .ifPresent(rule -> rules.putIfAbsent(rule.type() + rule.path(), rule));
        return List.copyOf(rules.values());
    }

    /** Returns the hosts of routes that a host is one of, the closest first. */
    private List<String> patterns(String host) {
        List<String> patterns = new ArrayList<>();
        patterns.add(host);
        routes.stream()
                .map(Routes::getHost)
                .distinct()
                .filter(pattern ->
                        pattern.startsWith("*.") && !pattern.equals(host) && host.endsWith(pattern.substring(1)))
                .sorted((one, other) -> other.length() - one.length())
                .forEach(patterns::add);
        if (!host.equals(ANY)) {
            patterns.add(ANY);
        }
        return patterns;
    }

    private static Rule rule(Routes route) {
        return new Rule(
                route.getPath(),
                Shapes.same(PathType.class, route.getPathType()),
                route.getService(),
                Optional.ofNullable(route.getRewritePath()),
                route.getTimeoutSeconds() == null ? OptionalInt.empty() : OptionalInt.of(route.getTimeoutSeconds()));
    }
}
