package dev.sild.compose.translate.pods;

import dev.sild.images.ports.AddressPorts;
import dev.sild.model.Endpoint;
import dev.sild.model.Health;
import dev.sild.model.Port;
import dev.sild.units.Digits;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * At which of its ports a service is awaited. The first port that it publishes may be one for metrics or for a console,
 * which opens before the one that others connect to, or never.
 */
final class AwaitedPorts {
    /** Options of clients and servers that name a port: {@code redis-cli -p 6380}, {@code redis-server --port 6380}. */
    private static final Pattern OPTION = Pattern.compile("(?:^|\\s)(?:-p|-P|--?port)[ =](\\d{2,5})(?!\\S)");

    private static final Set<String> SELF = Set.of("localhost", "127.0.0.1", "0.0.0.0");

    private final PodGrouping group;

    AwaitedPorts(PodGrouping group) {
        this.group = group;
    }

    /**
     * A port to wait for.
     *
     * @param certain whether something in the project says that the service listens there
     */
    record Awaited(Port port, boolean certain) {}

    /**
     * Returns the port at which one service waits for another: that of the target's own health check, that at which the
     * waiting one connects, that of the target's command, the one that its image has for clients, or the first. One
     * that the project declares comes before one that only an option or an address names.
     *
     * @param endpoint the ports of the target; empty where it has none
     */
    Optional<Awaited> of(String waiting, String target, Endpoint endpoint) {
        Map<Integer, Port> open = endpoint.ports().stream()
                .filter(port -> port.protocol() == Port.Protocol.TCP)
                .sorted(Comparator.comparing(AwaitedPorts::isOfTheImage))
                .collect(Collectors.toMap(Port::number, Function.identity(), (one, other) -> one, LinkedHashMap::new));
        Set<Integer> declared = open.values().stream()
                .filter(port -> port.source() == Port.Source.DECLARED)
                .map(Port::number)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        Optional<Integer> main = DataServers.mainPort(group.service(target), declared);
        Stream<Set<Integer>> said = Stream.of(
                probed(target),
                declaredIfAny(asksOf(target), declared),
                declaredIfAny(
                        group.relations()
                                .asked()
                                .getOrDefault(waiting, Map.of())
                                .getOrDefault(group.component(target), Set.of()),
                        declared),
                declaredIfAny(options(DataServers.command(group.service(target))), declared));
        return said.flatMap(numbers -> first(numbers, main, open).stream())
                .findFirst()
                .map(port -> new Awaited(port, true))
                .or(() -> main.map(open::get).map(AwaitedPorts::perhaps))
                .or(() -> open.values().stream().findFirst().map(AwaitedPorts::perhaps));
    }

    /**
     * Leaves out what the project does not declare, where it declares ports: an address without a port, the published
     * port in an address and an option that a client ignores name ports at which nothing listens, and a wait for one
     * never ends.
     */
    private static Set<Integer> declaredIfAny(Set<Integer> numbers, Set<Integer> declared) {
        return declared.isEmpty()
                ? numbers
                : numbers.stream().filter(declared::contains).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Awaited perhaps(Port port) {
        return new Awaited(port, !isOfTheImage(port));
    }

    /** Whether an image is known to listen on a port, which its command may have changed. */
    private static boolean isOfTheImage(Port port) {
        return port.source() == Port.Source.IMAGE;
    }

    /** Of several ports that are named, the one that clients of the image use goes first. */
    private static Optional<Port> first(Set<Integer> numbers, Optional<Integer> main, Map<Integer, Port> open) {
        return Stream.concat(main.filter(numbers::contains).stream(), numbers.stream())
                .filter(open::containsKey)
                .findFirst()
                .map(open::get);
    }

    /** Returns the ports of its own that the health check of a service connects to. */
    private Set<Integer> probed(String service) {
        return checks(service)
                .flatMap(check -> probed(check, service).stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private Stream<Health.Check> checks(String service) {
        return group.pod(service).containers().stream()
                .filter(container -> container.name().equals(group.component(service)))
                .flatMap(container -> container.health().stream())
                .map(Health::check);
    }

    private Set<Integer> probed(Health.Check check, String service) {
        if (check instanceof Health.Http http) {
            return Set.of(http.port());
        }
        if (check instanceof Health.Tcp tcp) {
            return Set.of(tcp.port());
        }
        if (check instanceof Health.Grpc grpc) {
            return Set.of(grpc.port());
        }
        if (!(check instanceof Health.Exec exec)) {
            return Set.of();
        }
        Set<String> own = new LinkedHashSet<>(SELF);
        own.addAll(List.of(service, group.component(service)));
        Set<Integer> found = new LinkedHashSet<>();
        AddressPorts.find(String.join(" ", exec.command()), own).values().forEach(found::addAll);
        return found;
    }

    /** Returns the ports that the health check of a service names as options of its client. */
    private Set<Integer> asksOf(String service) {
        return checks(service)
                .filter(Health.Exec.class::isInstance)
                .map(check -> String.join(" ", ((Health.Exec) check).command()))
                .flatMap(text -> options(text).stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Set<Integer> options(String text) {
        Set<Integer> found = new LinkedHashSet<>();
        Matcher option = OPTION.matcher(text);
        while (option.find()) {
            found.add(Digits.port(option.group(1)));
        }
        return found;
    }
}
