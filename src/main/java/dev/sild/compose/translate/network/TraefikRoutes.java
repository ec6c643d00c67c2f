package dev.sild.compose.translate.network;

import dev.sild.compose.translate.network.TraefikMiddlewares.Middleware;
import dev.sild.compose.translate.network.TraefikRule.Place;
import dev.sild.compose.translate.source.Attribute;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How labels for Traefik lead HTTP to a service, in the same words for all versions.
 *
 * @param routes one for each rule
 * @param ports at which Traefik connects to the service
 * @param secured the labels by which it does so with TLS
 * @param middlewares what it does to requests on their way
 */
record TraefikRoutes(
        List<Route> routes, Set<Integer> ports, List<Attribute> secured, List<ProxyRoutes.Used> middlewares) {
    private static final Pattern SECURE_ENTRY = Pattern.compile("(?i).*(secure|https|443).*");

    /**
     * The way of requests that a rule matches.
     *
     * @param places empty if a route of a cluster cannot say the rule
     * @param strip the prefixes that are removed from paths, if a route can do so
     * @param port of the service; 0 if Traefik finds it by itself
     * @param tls whether requests come with TLS
     */
    record Route(Attribute rule, Optional<List<Place>> places, Optional<Middleware> strip, int port, boolean tls) {}

    /** Whether one of several entry points is for TLS, by its name. */
    static boolean isSecure(@Nullable Attribute entryPoints) {
        return entryPoints != null && SECURE_ENTRY.matcher(entryPoints.peek()).matches();
    }
}
