package dev.sild.compose.translate.network;

import dev.sild.compose.translate.source.TranslateOptions.Expose;
import dev.sild.model.Exposure;
import dev.sild.model.Exposure.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a reverse proxy routes to a service.
 *
 * @param host empty for every host
 * @param paths the paths at this host
 * @param port of the service; 0 if the proxy finds it by itself
 * @param tls whether it is only there with TLS
 */
record ProxyRoute(String host, List<Path> paths, int port, boolean tls) {
    /** An HTTPRoute has a rule for each path that is replaced, one for all others, and 16 at most. */
    private static final int MOST_REPLACED = 15;

    /** Whether a path can be added to those of the same object. */
    boolean hasRoomFor(Path path) {
        return path.replacement().isEmpty()
                || paths.stream().filter(each -> each.replacement().isPresent()).count() < MOST_REPLACED;
    }

    /** Two routers may have one path, of which one sends requests from HTTP to HTTPS: the other replaces it. */
    List<Path> with(Path path) {
        Map<Path, Path> all = new LinkedHashMap<>();
        Stream.concat(paths.stream(), Stream.of(path))
                .forEach(each -> all.merge(
                        unchanged(each), each, (one, two) -> one.replacement().isEmpty() ? two : one));
        return List.copyOf(all.values());
    }

    /** Returns the paths for an ingress, which replaces none. */
    private List<Path> unchanged() {
        return paths.stream()
                .filter(path -> path.replacement().isEmpty() || !paths.contains(Path.ALL))
                .map(ProxyRoute::unchanged)
                .toList();
    }

    private static Path unchanged(Path path) {
        return new Path(path.value(), path.type());
    }

    /** Returns how the route is opened: where the proxy serves it at every host, at that of the options. */
    Exposure.Kind kind(ExposeHints hints) {
        String known = host.isEmpty() ? hints.host() : host;
        List<String> hosts = known.isEmpty() ? List.of() : List.of(known);
        return hints.expose() == Expose.INGRESS
                ? new Exposure.Ingress(
                        hosts,
                        unchanged(),
                        hints.tlsSecret().isEmpty() ? List.of() : List.of(new Exposure.Tls(hosts, hints.tlsSecret())),
                        hints.ingressClass(),
                        Map.of())
                : new Exposure.Gateway(hosts, paths, hints.gateway(), "", Map.of());
    }
}
