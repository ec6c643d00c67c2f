package dev.sild.compose.translate.network;

import dev.sild.compose.translate.container.Ports;
import dev.sild.compose.translate.relations.Relations;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.compose.translate.source.TranslateOptions.Expose;
import dev.sild.images.ports.HttpPorts;
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

    /**
     * What becomes of a stream.
     *
     * @param clients who may connect
     * @param ports the ports that are opened; none if it is refused
     */
    private record Opened(
            ProxyStream stream, ClientRanges clients, List<Published> ports, Optional<StreamRefusal> refusal) {}

    private final Map<String, List<Opened>> byService = new LinkedHashMap<>();
    private final Map<String, EntryPoints> points = new LinkedHashMap<>();
    /** The published ports of proxies that streams arrive at, by proxy. */
    private final Map<String, Set<Ports.Publication>> used = new LinkedHashMap<>();
    /** The proxies whose place load balancers take. */
    private final Set<String> replaced = new HashSet<>();

    /**
     * Finds those of all services.
     *
     * @param proxies the services that are such proxies
     */
    static EngineStreams of(Collection<String> proxies, Map<String, Ports> ports, Relations relations) {
        EngineStreams all = new EngineStreams();
        Set<String> passing = new HashSet<>(proxies);
        proxies.stream()
                .limit(MOST_PROXIES)
                .forEach(proxy -> all.points.put(proxy, EntryPoints.of(relations.service(proxy))));
        StreamClients clients =
                StreamClients.of(ports.keySet().stream().map(relations::service).toList());
        ports.forEach((name, its) -> {
            List<ProxyStream> streams = passing.contains(name)
                    ? List.of()
                    : ProxyRoutes.of(relations.service(name)).streams();
            for (ProxyStream stream : streams) {
                all.byService
                        .computeIfAbsent(name, first -> new ArrayList<>())
                        .add(all.opened(stream, clients.of(stream), target(stream, its), ports));
            }
        });
        return all;
    }

    private Opened opened(
            ProxyStream stream, Optional<ClientRanges> allowed, Optional<Port> target, Map<String, Ports> ports) {
        List<StreamArrival> arrivals = new ArrayList<>();
        points.forEach(
                (proxy, entries) -> arrivals.addAll(arrivals(stream, proxy, entries, Lookup.required(ports, proxy))));
        Optional<StreamRefusal> refusal = StreamRefusal.of(stream, allowed, target.isPresent(), arrivals);
        Set<Published> open = new LinkedHashSet<>();
        if (refusal.isEmpty()) {
            arrivals.stream().filter(StreamArrival::isOpen).forEach(arrival -> {
                open.add(new Published(arrival.number(), target.orElseThrow()));
                replaced.add(arrival.proxy());
            });
        }
        return new Opened(stream, allowed.orElse(ClientRanges.ANY), List.copyOf(open), refusal);
    }

    private static Optional<Port> target(ProxyStream stream, Ports ports) {
        List<Port> fitting = ports.all().stream()
                .filter(port -> port.protocol() == stream.protocol())
                .filter(port -> stream.port() == 0 || port.number() == stream.port())
                .toList();
        return fitting.size() == 1 ? Optional.of(fitting.get(0)) : Optional.empty();
    }

    /** Where the entry point is in a file that is not read, the port that has the service's number is taken. */
    private List<StreamArrival> arrivals(ProxyStream stream, String proxy, EntryPoints points, Ports ports) {
        Set<EntryPoints.Entry> entries = points.of(stream);
        List<StreamArrival> arrivals = new ArrayList<>();
        for (Ports.Publication publication : ports.publications()) {
            Published published = publication.published();
            Optional<EntryPoints.Entry> entry = entries.stream()
                    .filter(each -> each.port() == published.target().number())
                    .findFirst();
            boolean arrives = entries.isEmpty()
                    ? published.number() == stream.port() || published.target().number() == stream.port()
                    : entry.isPresent();
            if (arrives && published.target().protocol() == stream.protocol()) {
                arrivals.add(StreamArrival.of(proxy, publication, entry));
                used.computeIfAbsent(proxy, first -> new HashSet<>()).add(publication);
            }
        }
        return arrivals;
    }

    /** Returns the load balancers that open the streams of a service; reports what they open, and what they cannot. */
    List<Exposure> open(Attribute service, String component, ExposeHints hints) {
        if (hints.expose() != Expose.INGRESS && hints.expose() != Expose.GATEWAY) {
            return List.of();
        }
        Map<ClientRanges, List<Published>> ports = new LinkedHashMap<>();
        for (Opened opened : byService.getOrDefault(service.segment(), List.of())) {
            opened.refusal()
                    .ifPresentOrElse(
                            refusal -> refusal.said()
                                    .noteApproximated(
                                            refusal.why().reason(),
                                            refusal.why().remedy()),
                            () -> {
                                ports.computeIfAbsent(opened.clients(), first -> new ArrayList<>())
                                        .addAll(opened.ports());
                                report(opened);
                            });
        }
        return ports.entrySet().stream()
                .map(group -> new Exposure(
                        component,
                        new Exposure.LoadBalancer(
                                "",
                                List.copyOf(group.getKey().blocks()),
                                hints.kompose().terms()),
                        DistinctPorts.of(service, group.getValue())))
                .toList();
    }

    private static void report(Opened opened) {
        boolean all = opened.clients().isAny();
        opened.stream()
                .said()
                .noteApproximated(
                        "a Service of type LoadBalancer opens " + names(opened.ports())
                                + (all ? "" : " to clients in " + opened.clients())
                                + ": routes of HTTP cannot",
                        (all ? "" : "check that the cluster's load balancers support loadBalancerSourceRanges; ")
                                + "point the host names of its clients at the Service's address");
    }

    /** Whether a load balancer takes the place of a port of a proxy. */
    boolean areOf(String proxy) {
        return replaced.contains(proxy);
    }

    /** Returns the published ports of a proxy that neither streams nor routes of HTTP take the place of. */
    List<Published> left(String proxy, Ports ports) {
        return ports.publications().stream()
                .filter(publication -> !publication.loopback())
                .filter(publication -> !used.getOrDefault(proxy, Set.of()).contains(publication))
                .map(Ports.Publication::published)
                .filter(port -> !HttpPorts.likelyHttp(port.target().number()))
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
