package dev.sild.compose.translate.network;

import dev.sild.compose.translate.source.Attribute;
import dev.sild.images.KnownImages;
import dev.sild.images.ports.AddressPorts;
import dev.sild.units.Digits;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Which service an address in a variable means, by the port that the text, a variable beside it, or the name of the
 * variable says.
 */
final class ServerOfAddress {
    /** Words for a database of any kind. */
    private static final Set<String> DATABASE = Set.of("DB", "DATABASE", "SQL", "JDBC");

    /** A service, with the ports at which it is known to listen. */
    private record Server(String name, Set<Integer> ports, boolean database) {
        static Server of(String name, Attribute service) {
            Set<Integer> ports = new HashSet<>();
            Stream.concat(
                            service.get("ports").items().stream().map(port -> port.get("target")),
                            service.get("expose").items().stream())
                    .map(port -> Digits.port(port.peek().split("/", 2)[0]))
                    .forEach(ports::add);
            String image = service.get("image").peek();
            KnownImages.mainPort(image).ifPresent(ports::add);
            return new Server(name, ports, KnownImages.isDatabase(image) && !KnownImages.isCache(image));
        }
    }

    /** The services that are on each network: thousands of addresses may be looked for. */
    static final class Servers {
        private final Map<String, List<Server>> byNetwork = new HashMap<>();
        private final Map<String, Attribute> services;

        Servers(Map<String, Attribute> services) {
            this.services = services;
        }

        private List<Server> on(String network) {
            return byNetwork.computeIfAbsent(
                    network,
                    key -> services.entrySet().stream()
                            .filter(service ->
                                    service.getValue().get("networks").entries().containsKey(key))
                            .map(service -> Server.of(service.getKey(), service.getValue()))
                            .toList());
        }
    }

    private final Servers servers;
    private final String client;
    /** The port that a variable beside another one names, by the other one. */
    private final Map<String, Integer> beside = new HashMap<>();

    /** @param client the service that has the variables */
    ServerOfAddress(Servers servers, String client, Attribute variables) {
        this.servers = servers;
        this.client = client;
        Map<String, String> values = new LinkedHashMap<>();
        variables.entries().forEach((name, value) -> values.put(name, value.peek()));
        AddressPorts.findPairs(values, new HashSet<>(values.values()))
                .forEach(pair -> beside.put(pair.variable(), pair.port()));
    }

    /** Returns the only other service of a network that an address can mean; empty if that is not certain. */
    Optional<String> of(String address, Attribute variable, String network) {
        return asked(address, variable).flatMap(fits -> {
            List<Server> fitting = servers.on(network).stream()
                    .filter(server -> !server.name().equals(client) && fits.test(server))
                    .limit(2)
                    .toList();
            return fitting.size() == 1 ? Optional.of(fitting.get(0).name()) : Optional.empty();
        });
    }

    /** Returns which servers a variable can mean; empty where it does not say. */
    private Optional<Predicate<Server>> asked(String address, Attribute variable) {
        List<String> words = List.of(variable.segment().toUpperCase(Locale.ROOT).split("[^A-Z0-9]+"));
        Set<Integer> written =
                AddressPorts.find(variable.peek(), Set.of(address)).getOrDefault(address, Set.of());
        Stream<Integer> ports = Stream.of(
                        written.stream(),
                        Optional.ofNullable(beside.get(variable.segment())).stream(),
                        words.stream().map(AddressPorts::usualPort).filter(port -> port > 0))
                .flatMap(port -> port.limit(1));
        Optional<Predicate<Server>> listening =
                ports.findFirst().map(port -> server -> server.ports().contains(port));
        return listening.isPresent() || words.stream().noneMatch(DATABASE::contains)
                ? listening
                : Optional.of(Server::database);
    }
}
