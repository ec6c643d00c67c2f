package dev.sild.compose.translate.network;

import dev.sild.compose.translate.source.Attribute;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which clients Traefik lets connect to a service by TCP or UDP, as rules and middlewares of its labels say.
 *
 * @see <a href="https://doc.traefik.io/traefik/middlewares/tcp/ipallowlist/">Traefik: IPAllowList for TCP</a>
 */
final class StreamClients {
    private static final Pattern LABEL =
            Pattern.compile("traefik\\.tcp\\.middlewares\\.([^.]+)\\.(.+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern RANGES = Pattern.compile("ip(?:allow|white)list\\.sourcerange(?:\\[[0-9]+])?");

    /** The labels of services are one provider of Traefik, which has one of these names. */
    private static final Pattern OF_LABELS = Pattern.compile("@(?:docker|swarm)$");

    /** What each middleware allows, as each service that defines it says; empty where it is not only ranges. */
    private final Map<String, Set<Optional<ClientRanges>>> middlewares = new HashMap<>();

    /** Reads the middlewares that the labels of services define. */
    static StreamClients of(Collection<Attribute> services) {
        StreamClients all = new StreamClients();
        services.forEach(service -> all.add(ProxyRoutes.labels(service)));
        return all;
    }

    private void add(Map<String, Attribute> labels) {
        Map<String, List<String>> ranges = new HashMap<>();
        Set<String> others = new HashSet<>();
        labels.forEach((key, value) -> {
            Matcher parts = LABEL.matcher(key);
            if (parts.matches()) {
                List<String> its = ranges.computeIfAbsent(parts.group(1), name -> new ArrayList<>());
                if (RANGES.matcher(parts.group(2).toLowerCase(Locale.ROOT)).matches()) {
                    its.addAll(ProxyStream.names(value));
                } else {
                    others.add(parts.group(1));
                }
            }
        });
        ranges.forEach((name, its) -> middlewares
                .computeIfAbsent(name, first -> new HashSet<>())
                .add(others.contains(name) ? Optional.empty() : ClientRanges.of(its)));
    }

    /** Returns the clients for which a stream's rule matches; empty if the rule is not only about their addresses. */
    static Optional<ClientRanges> ofRule(ProxyStream stream) {
        return stream.rule().isEmpty()
                ? Optional.of(ClientRanges.ANY)
                : ClientRanges.ofRule(stream.rule().get().peek());
    }

    /** Returns the clients that a stream's rule and middlewares allow; empty if they are not only about addresses. */
    Optional<ClientRanges> of(ProxyStream stream) {
        Optional<ClientRanges> clients = ofRule(stream);
        for (Attribute label : stream.middlewares()) {
            for (String name : ProxyStream.names(label)) {
                clients = clients.flatMap(ranges ->
                        middleware(OF_LABELS.matcher(name).replaceFirst("")).flatMap(ranges::and));
            }
        }
        return clients;
    }

    private Optional<ClientRanges> middleware(String name) {
        Set<Optional<ClientRanges>> defined = middlewares.getOrDefault(name, Set.of());
        return defined.size() == 1 ? defined.iterator().next() : Optional.empty();
    }
}
