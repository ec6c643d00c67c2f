package dev.sild.compose.translate.network;

import dev.sild.compose.translate.source.Attribute;
import dev.sild.images.KnownImages;
import dev.sild.images.ports.AddressPorts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which service an address in a variable means, by the port that the text, a variable beside it, or the name of the
 * variable says.
 */
final class ServerOfAddress {
    /** Words for a database of any kind. */
    private static final Set<String> DATABASE = Set.of("DB", "DATABASE", "SQL", "JDBC");

    private final Map<String, Attribute> services;
    private final String client;
    private final Map<String, String> variables = new LinkedHashMap<>();

    /**
     * @param services the project's services, by name
     * @param client the service that has the variables
     */
    ServerOfAddress(Map<String, Attribute> services, String client, Attribute variables) {
        this.services = services;
        this.client = client;
        variables.entries().forEach((name, value) -> this.variables.put(name, value.peek()));
    }

    /** Returns the only other service of a network that an address can mean; empty if that is not certain. */
    Optional<String> of(String address, Attribute variable, String network) {
        Set<Integer> ports = ports(address, variable);
        List<String> words = List.of(variable.segment().toUpperCase(Locale.ROOT).split("[^A-Z0-9]+"));
        Predicate<Attribute> fits;
        if (!ports.isEmpty()) {
            fits = service -> ports.stream().anyMatch(port -> listensAt(service, port));
        } else {
            Optional<Integer> usual = words.stream()
                    .map(AddressPorts::usualPort)
                    .filter(port -> port > 0)
                    .findFirst();
            if (usual.isPresent()) {
                fits = service -> listensAt(service, usual.get());
            } else if (words.stream().anyMatch(DATABASE::contains)) {
                fits = service -> KnownImages.isDatabase(image(service)) && !KnownImages.isCache(image(service));
            } else {
                return Optional.empty();
            }
        }
        List<String> fitting = services.entrySet().stream()
                .filter(service -> !service.getKey().equals(client)
                        && service.getValue().get("networks").entries().containsKey(network)
                        && fits.test(service.getValue()))
                .map(Map.Entry::getKey)
                .limit(2)
                .toList();
        return fitting.size() == 1 ? Optional.of(fitting.get(0)) : Optional.empty();
    }

    private Set<Integer> ports(String address, Attribute variable) {
        Set<Integer> written =
                AddressPorts.find(variable.peek(), Set.of(address)).getOrDefault(address, Set.of());
        return written.isEmpty()
                ? AddressPorts.findPairs(variables, Set.of(address)).stream()
                        .filter(pair -> pair.variable().equals(variable.segment()))
                        .map(AddressPorts.Pair::port)
                        .collect(Collectors.toSet())
                : written;
    }

    private static String image(Attribute service) {
        return service.get("image").peek();
    }

    private static boolean listensAt(Attribute service, int port) {
        String number = String.valueOf(port);
        return Stream.concat(
                                service.get("ports").items().stream().map(each -> each.get("target")),
                                service.get("expose").items().stream())
                        .anyMatch(each -> each.peek().split("/", 2)[0].equals(number))
                || KnownImages.mainPort(image(service))
                        .filter(known -> known == port)
                        .isPresent();
    }
}
