package dev.sild.compose.translate.relations;

import dev.sild.compose.translate.source.Attribute;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The networks of other projects that services are on. */
public final class ExternalNetworks {
    /** Words of the names of networks on which a proxy leads users to services. */
    private static final Pattern OF_PROXY = Pattern.compile(
            "(?i)(?:.*[^a-z])?(?:(?:reverse)?prox(?:y|ies)|traefik|nginx|npm|caddy|haproxy|swag|web|www|ingress|edge"
                    + "|gateway|public|front(?:end)?)(?:[^a-z].*)?");

    private ExternalNetworks() {}

    /** Whether a proxy is on a network, as far as its name tells. */
    public static boolean isOfProxy(Attribute network) {
        return OF_PROXY.matcher(network.get("name").peek()).matches();
    }

    /** Returns networks with those of a proxy first. */
    public static List<Attribute> proxiesFirst(Collection<Attribute> networks) {
        return networks.stream()
                .sorted(Comparator.comparing(network -> !isOfProxy(network)))
                .toList();
    }

    /** Returns a service's settings on those of its networks that are external, by the network. */
    private static Stream<Map.Entry<String, Attribute>> of(Attribute root, Attribute service) {
        return service.get("networks").entries().entrySet().stream()
                .filter(network -> root.get("networks")
                        .get(network.getKey())
                        .get("external")
                        .peek()
                        .equals("true"));
    }

    /** Whether a service is on one. */
    public static boolean reach(Attribute root, Attribute service) {
        return of(root, service).findAny().isPresent();
    }

    /** Returns the names under which other projects know a service there, besides its own; none if it is on none. */
    public static List<String> names(Attribute root, Attribute service) {
        return reach(root, service)
                ? Stream.concat(
                                Stream.of(service.get("container_name")),
                                of(root, service)
                                        .flatMap(network -> network.getValue().get("aliases").items().stream()))
                        .map(Attribute::peek)
                        .filter(name -> !name.isEmpty())
                        .distinct()
                        .toList()
                : List.of();
    }
}
