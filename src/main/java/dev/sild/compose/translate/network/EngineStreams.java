package dev.sild.compose.translate.network;

import dev.sild.compose.translate.container.Ports;
import dev.sild.compose.translate.relations.Relations;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.compose.translate.source.TranslateOptions.Expose;
import dev.sild.model.Exposure;
import dev.sild.model.Exposure.Published;
import dev.sild.model.Lookup;
import dev.sild.model.Port;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * TCP and UDP ports at which reverse proxies that ask a container engine pass on connections. An ingress or a route of
 * HTTP cannot take their place: a load balancer leads to the service itself, at the port that the proxy published.
 */
final class EngineStreams {
    /** Each service is compared with each of them. */
    private static final int MOST_PROXIES = 20;

    private static final ProxyRoutes.Unclear PASSED_ON = new ProxyRoutes.Unclear(
            "the proxy passes on connections to this port, which needs more than HTTP routes",
            "set 'x-sild: {expose: loadbalancer}' on the service and publish the port");
    private static final ProxyRoutes.Unclear ENDS_TLS = new ProxyRoutes.Unclear(
            "the proxy ends TLS at this port, which a Service does not",
            "serve TLS in the service, publish the port, and set 'x-sild: {expose: loadbalancer}'");

    /** What becomes of a stream: none where no published port of a proxy is known to lead to it. */
    private record Opened(ProxyStream stream, List<Published> ports) {}

    private final Map<String, List<Opened>> byService = new LinkedHashMap<>();
    /** The published ports of proxies that streams arrive at, by proxy. */
    private final Map<String, Set<Ports.Publication>> used = new LinkedHashMap<>();

    /**
     * Finds those of all services.
     *
     * @param proxies the services that are such proxies
     */
    static EngineStreams of(Collection<String> proxies, Map<String, Ports> ports, Relations relations) {
        EngineStreams all = new EngineStreams();
        Set<String> passing = new HashSet<>(proxies);
        Map<String, EntryPoints> points = new LinkedHashMap<>();
        proxies.stream()
                .limit(MOST_PROXIES)
                .forEach(proxy -> points.put(proxy, EntryPoints.of(relations.service(proxy))));
        ports.forEach((name, its) -> {
            List<ProxyStream> streams = passing.contains(name)
                    ? List.of()
                    : ProxyRoutes.of(relations.service(name)).streams();
            for (ProxyStream stream : streams) {
                Set<Published> open = new LinkedHashSet<>();
                Optional<Port> target = stream.endsTls() ? Optional.empty() : target(stream, its);
                target.ifPresent(port -> points.forEach(
                        (proxy, entries) -> all.arriving(stream, proxy, entries, Lookup.required(ports, proxy))
                                .forEach(number -> open.add(new Published(number, port)))));
                all.byService
                        .computeIfAbsent(name, first -> new ArrayList<>())
                        .add(new Opened(stream, List.copyOf(open)));
            }
        });
        return all;
    }

    private static Optional<Port> target(ProxyStream stream, Ports ports) {
        List<Port> fitting = ports.all().stream()
                .filter(port -> port.protocol() == stream.protocol())
                .filter(port -> stream.port() == 0 || port.number() == stream.port())
                .toList();
        return fitting.size() == 1 ? Optional.of(fitting.get(0)) : Optional.empty();
    }

    /** Where the entry point is in a file that is not read, the port that has the service's number is taken. */
    private Set<Integer> arriving(ProxyStream stream, String proxy, EntryPoints points, Ports ports) {
        Set<Integer> entries =
                points.of(stream).stream().map(EntryPoints.Entry::port).collect(Collectors.toSet());
        Set<Integer> numbers = new LinkedHashSet<>();
        for (Ports.Publication publication : ports.publications()) {
            Published published = publication.published();
            boolean arrives = entries.isEmpty()
                    ? published.number() == stream.port() || published.target().number() == stream.port()
                    : entries.contains(published.target().number());
            if (arrives && !publication.loopback() && published.target().protocol() == stream.protocol()) {
                numbers.add(published.number());
                used.computeIfAbsent(proxy, first -> new HashSet<>()).add(publication);
            }
        }
        return numbers;
    }

    /** Returns the load balancer that opens the streams of a service; reports what it opens, and what it cannot. */
    List<Exposure> open(Attribute service, String component, ExposeHints hints) {
        if (hints.expose() != Expose.INGRESS && hints.expose() != Expose.GATEWAY) {
            return List.of();
        }
        List<Published> ports = new ArrayList<>();
        for (Opened opened : byService.getOrDefault(service.segment(), List.of())) {
            if (opened.ports().isEmpty()) {
                ProxyRoutes.Unclear why = opened.stream().endsTls() ? ENDS_TLS : PASSED_ON;
                opened.stream().said().noteApproximated(why.reason(), why.remedy());
            } else {
                ports.addAll(opened.ports());
                opened.stream()
                        .said()
                        .noteApproximated(
                                "a Service of type LoadBalancer opens " + names(opened.ports())
                                        + ": routes of HTTP cannot",
                                "point the host names of its clients at the Service's address");
            }
        }
        return ports.isEmpty()
                ? List.of()
                : List.of(new Exposure(
                        component,
                        new Exposure.LoadBalancer("", List.of(), hints.kompose().terms()),
                        Publishing.distinct(service, ports)));
    }

    /** Whether a load balancer takes the place of a port of a proxy. */
    boolean areOf(String proxy) {
        return used.containsKey(proxy);
    }

    /** Returns the published ports of a proxy that neither streams nor routes of HTTP take the place of. */
    List<Published> left(String proxy, Ports ports) {
        return ports.publications().stream()
                .filter(publication -> !publication.loopback())
                .filter(publication -> !used.getOrDefault(proxy, Set.of()).contains(publication))
                .map(Ports.Publication::published)
                .filter(port -> !new EntryPoints.Entry(
                                port.target().number(), port.target().protocol())
                        .isHttp())
                .toList();
    }

    /** Returns ports as a report names them. */
    static String names(List<Published> ports) {
        return (ports.size() == 1 ? "port " : "ports ")
                + ports.stream()
                        .map(port -> port.number()
                                + (port.target().protocol() == Port.Protocol.TCP
                                        ? ""
                                        : "/" + port.target().protocol().name().toLowerCase(Locale.ROOT)))
                        .distinct()
                        .collect(Collectors.joining(", "));
    }
}
