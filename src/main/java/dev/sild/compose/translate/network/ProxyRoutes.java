package dev.sild.compose.translate.network;

import dev.sild.compose.translate.container.Ports;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.model.Exposure.Path;
import dev.sild.model.Exposure.PathType;
import dev.sild.model.Exposure.Published;
import dev.sild.model.Names;
import dev.sild.model.Port;
import dev.sild.units.Digits;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where a reverse proxy that watches a container engine routes to a service: by labels of Traefik or
 * caddy-docker-proxy, or by the variables of nginx-proxy.
 *
 * @param routes one for each host or router, at most 100
 * @param ports at which the proxy connects to the service by HTTP
 * @param streams connections that the proxy passes on and that need not be HTTP
 * @param unclear the attributes that an Ingress or a route cannot say
 * @param middlewares what Traefik does to requests on their way
 * @param said the first attribute that addresses a reverse proxy; empty if none does
 */
public record ProxyRoutes(
        List<ProxyRoute> routes,
        Set<Integer> ports,
        List<ProxyStream> streams,
        Map<Attribute, Unclear> unclear,
        List<Used> middlewares,
        Optional<Attribute> said) {
    /** Why labels and variables for a reverse proxy have no effect in a cluster. */
    public static final String UNSEEN =
            "a reverse proxy reads this from Docker, not from pods, so it routes no requests to the service";

    /** What to do about a host that a route cannot have. */
    private static final Unclear NO_HOST = new Unclear(
            "this host is left out: a route of the cluster has a plain host name",
            "use a host name without a path or regular expression");

    /** What to do about a service that expects TLS. */
    private static final Unclear NO_TLS = new Unclear(
            "the service expects TLS, and the route connects to it without",
            "tell the ingress controller, for example with the annotation"
                    + " nginx.ingress.kubernetes.io/backend-protocol: HTTPS");

    /** What to do about a rule to whose service Traefik does not lead. */
    private static final Unclear HIDDEN = new Unclear(
            "this rule is left out: the project's Traefik leads only to services with the label traefik.enable=true",
            "add this label and convert again if the service is to be reached from outside");

    /** Nobody writes more by hand, and each becomes an object. */
    private static final int MOST = 100;

    private static final Pattern CADDY = Pattern.compile("caddy(_[0-9]+)?");
    private static final Pattern UPSTREAMS = Pattern.compile("\\{\\{\\s*upstreams\\s+(?:https?\\s+)?([0-9]+)\\s*}}");

    /** What is left out of a route, and why; and what to do about it. */
    public record Unclear(String reason, String remedy) {}

    /**
     * A middleware of a router.
     *
     * @param converted whether the routes do what it does, if they are those of a Gateway
     */
    record Used(Attribute router, TraefikMiddlewares.Middleware middleware, boolean converted) {}

    /** Returns the labels of a service that a proxy may read. */
    static Map<String, Attribute> labels(Attribute service) {
        Map<String, Attribute> labels =
                new LinkedHashMap<>(service.get("labels").entries());
        service.get("deploy").get("labels").entries().forEach(labels::putIfAbsent);
        Attribute enabled = labels.get("traefik.enable");
        if (enabled != null && enabled.peek().equalsIgnoreCase("false")) {
            labels.keySet().removeIf(key -> key.startsWith("traefik."));
        }
        return labels;
    }

    /** Reads the labels and variables of a service; of middlewares nothing but their names is known. */
    public static ProxyRoutes of(Attribute service) {
        return of(service, TraefikProject.NONE);
    }

    /** Reads the labels and variables of a service. */
    static ProxyRoutes of(Attribute service, TraefikProject traefik) {
        Map<String, Attribute> labels = labels(service);
        Optional<Attribute> said = labels.entrySet().stream()
                .filter(label -> label.getKey().startsWith("traefik.")
                        || CADDY.matcher(label.getKey()).matches())
                .map(Map.Entry::getValue)
                .findFirst()
                .or(() -> Optional.of(service.get("environment").get("VIRTUAL_HOST"))
                        .filter(Attribute::present));
        ProxyRoutes all = new ProxyRoutes(
                new ArrayList<>(),
                new TreeSet<>(),
                ProxyStream.of(labels),
                new LinkedHashMap<>(),
                new ArrayList<>(),
                said);
        Stream.of(TraefikRouters.of(labels, traefik.middlewares()), TraefikFrontends.of(labels))
                .forEach(traefik.exposes(labels) ? all::traefik : all::hidden);
        all.caddy(labels);
        all.nginx(service.get("environment"));
        return all;
    }

    /** Whether a proxy leads to the service, by HTTP or not. */
    boolean isReached() {
        return any() || !streams.isEmpty();
    }

    /** Whether a proxy routes requests to the service at all. */
    public boolean any() {
        return !routes.isEmpty();
    }

    /** Returns all ports at which the proxy connects to the service. */
    public List<Port> allPorts() {
        return Stream.concat(
                        ports.stream().map(number -> Port.of(number, Port.Protocol.TCP, Port.Source.GUESSED)),
                        streams.stream()
                                .filter(stream -> stream.port() > 0)
                                .map(stream -> Port.of(stream.port(), stream.protocol(), Port.Source.GUESSED)))
                .distinct()
                .toList();
    }

    private void hidden(TraefikRoutes traefik) {
        traefik.routes().forEach(route -> unclear.put(route.rule(), HIDDEN));
    }

    private void traefik(TraefikRoutes traefik) {
        ports.addAll(traefik.ports());
        traefik.secured().forEach(label -> unclear.put(label, NO_TLS));
        middlewares.addAll(traefik.middlewares());
        traefik.routes()
                .forEach(route -> route.places()
                        .filter(places -> places.stream().allMatch(place -> isHost(place.host())))
                        .ifPresentOrElse(
                                places -> places.forEach(place -> traefik(route, place)),
                                () -> unclear.put(route.rule(), TraefikRule.unread(route.rule()))));
    }

    private void traefik(TraefikRoutes.Route route, TraefikRule.Place place) {
        Path path = place.path().isEmpty()
                ? Path.ALL
                : new Path(place.path(), place.exact() ? PathType.EXACT : PathType.PREFIX);
        route.strip()
                .map(each -> each.strip(path))
                .orElse(List.of(path))
                .forEach(each -> add(place.host(), each, route.port(), route.tls()));
    }

    private void caddy(Map<String, Attribute> labels) {
        labels.forEach((key, value) -> {
            if (!CADDY.matcher(key).matches()) {
                return;
            }
            Attribute proxy = labels.get(key + ".reverse_proxy");
            Matcher upstreams = UPSTREAMS.matcher(proxy == null ? "" : proxy.peek());
            int port = upstreams.find() ? Digits.port(upstreams.group(1)) : 0;
            for (String site : value.peek().trim().split("[\\s,]+", MOST + 1)) {
                boolean plain = site.startsWith("http://");
                String host = site.replaceFirst("^https?://", "");
                if (isHost(host) && !host.isEmpty()) {
                    add(host, Path.ALL, port, !plain);
                } else {
                    unclear.put(value, NO_HOST);
                }
            }
        });
    }

    private void nginx(Attribute environment) {
        Map<String, Attribute> variables = environment.entries();
        Attribute hosts = variables.get("VIRTUAL_HOST");
        if (hosts == null || hosts.peek().isBlank()) {
            return;
        }
        Attribute number = variables.get("VIRTUAL_PORT");
        int port = number == null ? 0 : Digits.port(number.peek());
        Attribute path = variables.get("VIRTUAL_PATH");
        Path below = path != null && path.peek().startsWith("/") ? new Path(path.peek(), PathType.PREFIX) : Path.ALL;
        for (String each : hosts.peek().split(",", MOST + 1)) {
            String host = each.trim();
            if (isHost(host) && !host.isEmpty()) {
                add(host, below, port, variables.containsKey("LETSENCRYPT_HOST"));
            } else if (!host.isEmpty()) {
                unclear.put(hosts, NO_HOST);
            }
        }
    }

    private static boolean isHost(String host) {
        return host.isEmpty() || Names.isHost(host);
    }

    private void add(String host, Path path, int port, boolean tls) {
        if (routes.size() >= MOST
                || routes.stream().anyMatch(route -> route.paths().size() >= MOST)) {
            return;
        }
        if (port > 0) {
            ports.add(port);
        }
        for (int i = 0; i < routes.size(); i++) {
            ProxyRoute route = routes.get(i);
            if (route.host().equals(host) && route.port() == port && route.hasRoomFor(path)) {
                routes.set(i, new ProxyRoute(host, route.with(path), port, route.tls() || tls));
                return;
            }
        }
        routes.add(new ProxyRoute(host, List.of(path), port, tls));
    }

    /** Returns the ports at which the proxy connects to the container, which need not be published. */
    List<Published> published(Ports all) {
        boolean guess = all.publications().isEmpty() && ports().isEmpty();
        return all.all().stream()
                .filter(port -> guess || ports().contains(port.number()))
                .sorted(Comparator.comparingInt(Port::number))
                .limit(guess ? 1 : Long.MAX_VALUE)
                .map(port -> new Published(port.number(), port))
                .toList();
    }
}
