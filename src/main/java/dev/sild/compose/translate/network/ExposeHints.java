package dev.sild.compose.translate.network;

import dev.sild.compose.translate.kompose.KomposeExposure;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.compose.translate.source.TranslateOptions;
import dev.sild.compose.translate.source.TranslateOptions.Expose;
import dev.sild.model.Exposure;
import dev.sild.report.Code;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How one service's published ports are opened: as its hint says, else its labels of kompose, else the command line,
 * else the project's hint.
 *
 * @param ownHost whether the host is the service's alone, and no other gets one below it
 * @param routes where a reverse proxy in front of the containers routes to it
 */
public record ExposeHints(
        Expose expose,
        String host,
        boolean ownHost,
        String tlsSecret,
        String ingressClass,
        String gateway,
        KomposeExposure kompose,
        ProxyRoutes routes) {

    /** Hints that say more of one way to open ports. */
    static final List<String> OF_ONE_WAY = List.of("host", "tls_secret", "ingress_class", "gateway");

    private static final int MOST_NAMED = 3;

    private static final Map<Expose, String> THROUGH = Map.of(
            Expose.NODEPORT,
            "a node port",
            Expose.LOADBALANCER,
            "a load balancer",
            Expose.INGRESS,
            "an ingress",
            Expose.GATEWAY,
            "a gateway");

    /**
     * Reads the hints of a service.
     *
     * @param traefik what the meaning of labels for Traefik depends on
     */
    public static ExposeHints of(
            TranslateOptions options, Attribute project, Attribute labelled, TraefikProject traefik) {
        Attribute service = labelled.get("x-sild");
        KomposeExposure kompose = KomposeExposure.of(labelled);
        Optional<Expose> own = said(service).or(kompose::expose);
        String host = service.get("host").string();
        ExposeHints hints = new ExposeHints(
                way(options, project, labelled),
                first(host, options.host(), project.get("host").string()),
                !host.isEmpty(),
                first(
                        either(service.get("tls_secret").string(), kompose.tlsSecret()),
                        options.tlsSecret(),
                        project.get("tls_secret").string()),
                first(
                        either(service.get("ingress_class").string(), kompose.ingressClass()),
                        options.ingressClass(),
                        project.get("ingress_class").string()),
                first(
                        service.get("gateway").string(),
                        options.gateway(),
                        project.get("gateway").string()),
                kompose,
                ProxyRoutes.of(labelled, traefik));
        if (hints.expose == Expose.GATEWAY && hints.gateway.isEmpty()) {
            (own.isPresent() ? service : project)
                    .get("expose")
                    .note(
                            Code.INPUT_INVALID,
                            "the hint needs the name of a Gateway",
                            "add 'gateway: [NAMESPACE/]NAME' next to it");
        }
        hints.reportUnused(service);
        return hints;
    }

    /** Returns how the ports of a service are opened. */
    static Expose way(TranslateOptions options, Attribute project, Attribute labelled) {
        Optional<Expose> all = said(project);
        return options.podman()
                ? Expose.HOST
                : said(labelled.get("x-sild"))
                        .or(KomposeExposure.of(labelled)::expose)
                        .or(options::expose)
                        .or(() -> all)
                        .orElse(Expose.NONE);
    }

    /** Returns what a hint says; nothing where it says nothing. */
    private static Optional<Expose> said(Attribute hint) {
        return Optional.of(hint.get("expose").string())
                .filter(name -> !name.isEmpty())
                .map(name -> Expose.valueOf(name.toUpperCase(Locale.ROOT)));
    }

    /** Whether kompose labels specify the hosts and paths at which an ingress routes to the service. */
    boolean komposeSaysWhere() {
        return expose == Expose.INGRESS && !ownHost && !kompose.hosts().isEmpty();
    }

    /** Whether labels of a reverse proxy say at which hosts and paths the service is. */
    boolean proxySaysWhere() {
        return (expose == Expose.INGRESS || expose == Expose.GATEWAY)
                && !ownHost
                && !komposeSaysWhere()
                && routes.any();
    }

    /**
     * Returns the terms of a load balancer: it keeps the addresses of clients, as ports that a container engine
     * publishes do. Labels of kompose have kompose's default.
     */
    Exposure.Terms balanced() {
        return kompose.expose().equals(Optional.of(Expose.LOADBALANCER))
                ? kompose.terms()
                : new Exposure.Terms(kompose.terms().annotations(), "Local");
    }

    /** Says what routes of a reverse proxy are left out of. */
    void reportRoutes(String component) {
        if (expose == Expose.INGRESS || expose == Expose.GATEWAY) {
            routes.unclear().forEach((attribute, part) -> attribute.noteApproximated(part.reason(), part.remedy()));
            routes.middlewares().stream()
                    .filter(used -> !used.converted() || expose == Expose.INGRESS && proxySaysWhere())
                    .forEach(used -> reportMiddleware(component, used));
        } else {
            routes.said()
                    .ifPresent(
                            attribute -> attribute.noteApproximated(
                                    ProxyRoutes.UNSEEN,
                                    expose == Expose.HOST
                                            ? ""
                                            : "convert with --expose ingress or --expose gateway, which make routes of its hosts and paths"));
        }
    }

    private void reportMiddleware(String component, ProxyRoutes.Used used) {
        TraefikMiddlewares.Middleware middleware = used.middleware();
        String where = expose == Expose.INGRESS
                ? "in the ingress controller, with its annotations or objects"
                : "in the gateway's controller, with its objects";
        boolean defined = !middleware.kind().isEmpty();
        String what = "'" + component + "' is routed without Traefik's middleware '" + middleware.name() + "'"
                + (defined ? " (" + middleware.kind() + ")" : ", which no label defines");
        if (used.converted()) {
            used.router()
                    .note(
                            Code.MIDDLEWARE_LEFT_OUT,
                            what + ": it gets paths with "
                                    + middleware.values().stream()
                                            .limit(MOST_NAMED)
                                            .collect(Collectors.joining(", ")),
                            "convert with --expose gateway, which removes the prefix");
        } else {
            used.router()
                    .note(
                            Code.MIDDLEWARE_LEFT_OUT,
                            what
                                    + (middleware.restrictsAccess()
                                            ? ": it is open to everyone"
                                            : defined ? "" : ": it may be open to everyone"),
                            (middleware.restrictsAccess() ? "restrict access " : "set it up ") + where);
        }
    }

    private static String either(String hint, String label) {
        return hint.isEmpty() ? label : hint;
    }

    /** Says which of a service's hints are for another way of opening its ports. */
    private void reportUnused(Attribute service) {
        for (String hint : OF_ONE_WAY) {
            if (!uses(hint) && service.get(hint).present()) {
                service.get(hint)
                        .note(
                                Code.NOT_EXPOSED,
                                "'" + hint + "' has no effect: the service is "
                                        + (expose == Expose.NONE
                                                ? "only reachable inside the cluster"
                                                : "exposed through " + THROUGH.get(expose)),
                                remedy(hint));
            }
        }
    }

    /** Returns how to make use of a hint. */
    static String remedy(String hint) {
        return "add 'expose: " + (hint.equals("gateway") ? "gateway" : "ingress") + "' next to it, or use --expose";
    }

    /** Whether the way in which ports are opened has a use for a hint of {@link #OF_ONE_WAY}. */
    boolean uses(String hint) {
        return switch (expose) {
            case INGRESS -> !hint.equals("gateway");
            case GATEWAY -> hint.equals("host") || hint.equals("gateway");
            // Podman opens ports on the machine, whatever a project specifies for clusters.
            case HOST -> true;
            default -> false;
        };
    }

    private static String first(String hint, String flag, String project) {
        return !hint.isEmpty() ? hint : !flag.isEmpty() ? flag : project;
    }
}
