package dev.sild.compose.translate.network;

import dev.sild.compose.translate.container.Ports;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.model.Exposure.Published;
import dev.sild.model.Port;
import dev.sild.report.Code;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The commands by which published ports are reached from the user's own machine: at the ports of the compose file, and
 * no two at one.
 */
final class PortForwards {
    /** The first port on which a user other than root may listen. */
    private static final int FIRST_OF_USERS = 1024;

    private static final int LAST = 65535;

    /** Keeps the variables that say where the cluster is. */
    private static final String AS_ROOT = "sudo -E ";

    private static final int HTTPS = 443;

    /** What is added to a port that only root may listen on: 80 becomes 8080 by custom, 443 becomes 8443. */
    private static final int ABOVE = 8000;

    /** The ports of this machine, with the services that have them. */
    private final Map<Integer, String> owners = new HashMap<>();

    /** The ports from which free ones are searched, with the last one that was found. */
    private final Map<Integer, Integer> free = new HashMap<>();

    private final Set<Integer> taken = new HashSet<>();

    /** The local ports that commands use where only root may listen on the published one. */
    private final Set<Integer> given = new HashSet<>();

    private final Map<Integer, Integer> moved = new HashMap<>();

    private final Function<String, Optional<String>> bound;

    /**
     * A command.
     *
     * @param reason why it is run as root, in a few words; empty if any user can run it
     */
    record Forward(String command, String reason) {
        /** Returns the command as a sentence has it. */
        String quoted() {
            return "'" + command + "'" + (reason.isEmpty() ? "" : ": " + reason);
        }
    }

    /**
     * Makes the commands for services that publish these.
     *
     * @param bound returns why the ports of a component cannot be moved to others; empty where they can
     */
    PortForwards(Collection<Ports> services, Function<String, Optional<String>> bound) {
        this.bound = bound;
        services.forEach(ports -> ports.publications()
                .forEach(publication -> taken.add(publication.published().number())));
    }

    /** Returns the command; nothing where kubectl cannot forward any of the ports. */
    Optional<Forward> command(String component, List<Published> ports) {
        List<Published> forwarded = ports.stream()
                .filter(port -> port.target().protocol() == Port.Protocol.TCP)
                .toList();
        if (forwarded.isEmpty()) {
            return Optional.empty();
        }
        List<Integer> ofRoot = forwarded.stream()
                .map(Published::number)
                .filter(number -> number < FIRST_OF_USERS)
                .distinct()
                .toList();
        Optional<String> reason = ofRoot.isEmpty() || ofRoot.stream().anyMatch(given::contains)
                ? Optional.empty()
                : bound.apply(component);
        if (reason.isPresent()) {
            given.addAll(ofRoot);
        }
        List<PortRuns.Pair> pairs = forwarded.stream()
                .map(port -> new PortRuns.Pair(
                        reason.isPresent() && port.number() < FIRST_OF_USERS
                                ? port.number()
                                : local(component, port.number()),
                        port.target().number()))
                .toList();
        return Optional.of(new Forward(
                (reason.isPresent() ? AS_ROOT : "") + "kubectl port-forward service/" + component + " "
                        + PortRuns.arguments(pairs),
                reason.orElse("")));
    }

    /** Returns the ports that only root may listen on, with those that the first commands for them have instead. */
    Map<Integer, Integer> moved() {
        return Map.copyOf(moved);
    }

    /** Reports the ports for which there is no command; browsers use HTTP/3 only where it works. */
    static void reportUdp(Attribute attribute, List<Published> ports) {
        String unreached = PortRuns.listed(ports.stream()
                .filter(port -> port.target().protocol() == Port.Protocol.UDP && !isHttp3(port, ports))
                .map(Published::number)
                .distinct()
                .toList());
        if (!unreached.isEmpty()) {
            attribute.note(
                    Code.NOT_EXPOSED,
                    "'kubectl port-forward' does not forward UDP, so these ports are only open to pods: " + unreached,
                    "open them with --expose nodeport or --expose loadbalancer");
        }
    }

    private static boolean isHttp3(Published port, List<Published> ports) {
        return port.number() == HTTPS
                && ports.stream()
                        .anyMatch(other ->
                                other.number() == HTTPS && other.target().protocol() == Port.Protocol.TCP);
    }

    private int local(String component, int number) {
        if (number >= FIRST_OF_USERS
                && !given.contains(number)
                && owners.computeIfAbsent(number, first -> component).equals(component)) {
            taken.add(number);
            return number;
        }
        int local = number == 80 ? 8080 : number < FIRST_OF_USERS ? ABOVE + number : number + 1;
        int start = local;
        local = free.getOrDefault(start, start);
        while (local < LAST && !taken.add(local)) {
            local++;
        }
        free.put(start, local);
        given.add(local);
        if (number < FIRST_OF_USERS) {
            moved.putIfAbsent(number, local);
        }
        return local;
    }
}
