package dev.sild.compose.translate.network;

import dev.sild.compose.translate.container.Ports;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.compose.translate.source.TranslateOptions.Expose;
import dev.sild.images.ports.HttpPorts;
import dev.sild.model.Exposure;
import dev.sild.model.Exposure.Published;
import dev.sild.model.Port;
import dev.sild.report.Code;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Ports that are opened by HTTP, at a host and a path. */
final class HttpPublishing {
    private static final int OF_TLS = 2;

    private final int publishing;
    private final Optional<String> door;
    private String anyHost = "";

    /**
     * Makes the translation where services publish these.
     *
     * @param door the component through which visitors reach the others, if there is one
     */
    HttpPublishing(Collection<Ports> ports, Optional<String> door) {
        publishing = count(ports);
        this.door = door;
    }

    List<Exposure> of(Attribute service, String component, List<Published> open, ExposeHints hints) {
        List<Published> http = open.stream()
                .filter(HttpPublishing::mayBeHttp)
                .sorted((a, b) -> Integer.compare(rank(a), rank(b)))
                .toList();
        for (Published port : open) {
            if (!http.contains(port)) {
                service.get("ports")
                        .note(
                                Code.NOT_HTTP,
                                "port " + port.number() + " does not use HTTP and is not exposed",
                                "use --expose loadbalancer or nodeport");
            }
        }
        if (hints.proxySaysWhere() && !http.isEmpty()) {
            return routed(service, component, open, http, hints);
        }
        boolean atAnyHost = hints.komposeSaysWhere()
                ? hints.kompose().hosts().containsValue(List.of())
                : hints.host().isEmpty();
        if (!http.isEmpty() && atAnyHost && !anyHost.isEmpty()) {
            service.get("ports")
                    .noteApproximated(
                            "'" + anyHost + "' is exposed at every host and path; this one is only reachable"
                                    + " inside the cluster",
                            "set --host to give each service its own host name");
            return List.of(new Exposure(component, new Exposure.PortForward(), open));
        }
        List<Exposure> exposures = new ArrayList<>();
        if (!http.isEmpty()) {
            anyHost = atAnyHost ? component : anyHost;
            String host = hints.komposeSaysWhere() ? hints.host() : host(component, hints);
            if (!host.equals(hints.host())) {
                service.get("ports").noteApproximated("several services are exposed; this one is at " + host);
            }
            List<Exposure.Kind> kinds = hints.komposeSaysWhere()
                    ? hints.kompose().ingresses(hints.tlsSecret(), hints.ingressClass())
                    : List.of(kind(host, hints));
            kinds.forEach(kind -> exposures.add(new Exposure(component, kind, List.of(http.get(0)))));
            if (http.size() > 1) {
                service.get("ports")
                        .noteApproximated("a host routes to a single port: "
                                + http.get(0).target().number() + " is used, out of "
                                + PortRuns.listed(http.stream()
                                        .map(port -> port.target().number())
                                        .toList()));
            }
        }
        List<Published> rest = open.stream()
                .filter(port -> http.isEmpty() || port != http.get(0))
                .toList();
        if (!rest.isEmpty()) {
            exposures.add(new Exposure(component, new Exposure.PortForward(), rest));
        }
        return exposures;
    }

    /** Returns the ports to which nothing leads from outside; TLS of a service that is served ends before it. */
    static List<Published> unserved(List<Exposure> exposures) {
        boolean served = exposures.stream().anyMatch(exposure -> !(exposure.kind() instanceof Exposure.PortForward));
        return exposures.stream()
                .filter(exposure -> exposure.kind() instanceof Exposure.PortForward)
                .flatMap(exposure -> exposure.ports().stream())
                .filter(port -> port.target().protocol() == Port.Protocol.TCP && !(served && rank(port) == OF_TLS))
                .toList();
    }

    /** Returns why commands lead to ports, as a sentence has it. */
    static String reason(List<Published> unserved, Expose way) {
        return "compose opens " + (unserved.size() == 1 ? "port " : "the ports ")
                + PortRuns.listed(unserved.stream().map(Published::number).toList())
                + " to the outside, the " + way.name().toLowerCase(Locale.ROOT) + " does not";
    }

    /** Returns an exposure for each route of a reverse proxy. */
    private static List<Exposure> routed(
            Attribute service, String component, List<Published> open, List<Published> http, ExposeHints hints) {
        List<Exposure> exposures = new ArrayList<>();
        List<Published> rest = new ArrayList<>(open);
        for (ProxyRoute route : hints.routes().routes()) {
            Published port = http.stream()
                    .filter(each -> each.target().number() == route.port())
                    .findFirst()
                    .orElse(http.get(0));
            rest.remove(port);
            exposures.add(new Exposure(component, route.kind(hints), List.of(port)));
        }
        ProxyCertificates.ofRoutes(service, component, hints);
        if (!rest.isEmpty()) {
            exposures.add(new Exposure(component, new Exposure.PortForward(), rest));
        }
        return exposures;
    }

    /** Of several ports the plain HTTP one goes first: TLS ends at the ingress. */
    private static int rank(Published port) {
        int number = port.target().number();
        return number == 443 || number == 8443 ? OF_TLS : HttpPorts.likelyHttp(number) ? 0 : 1;
    }

    private static boolean mayBeHttp(Published port) {
        return port.target().protocol() == Port.Protocol.TCP
                && !HttpPorts.likelyOther(port.target().number());
    }

    /** Several services cannot share one host: each has its own below it. */
    private String host(String component, ExposeHints hints) {
        String host = hints.host();
        return host.isEmpty() || hints.ownHost() || publishing < 2 || isDoor(component, host)
                ? host
                : component + "." + (host.startsWith("*.") ? host.substring(2) : host);
    }

    /** A proxy in front of the others has the host itself, as visitors know it. */
    private boolean isDoor(String component, String host) {
        return door.filter(component::equals).isPresent() && !host.startsWith("*.");
    }

    private static Exposure.Kind kind(String host, ExposeHints hints) {
        return hints.expose() == Expose.INGRESS
                ? new Exposure.Ingress(host, hints.tlsSecret(), hints.ingressClass())
                : new Exposure.Gateway(host, hints.gateway());
    }

    /** Returns how many of the services publish ports that may be opened by HTTP. */
    private static int count(Collection<Ports> ports) {
        return (int) ports.stream()
                .filter(each -> each.publications().stream()
                        .anyMatch(publication -> !publication.loopback()
                                && publication.hostMode().isEmpty()
                                && mayBeHttp(publication.published())))
                .count();
    }
}
