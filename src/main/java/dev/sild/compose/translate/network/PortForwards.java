package dev.sild.compose.translate.network;

import dev.sild.model.Exposure.Published;
import dev.sild.model.Port;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The command by which published ports are reached from the user's own machine. */
final class PortForwards {
    /** The first port on which a user other than root may listen. */
    private static final int FIRST_OF_USERS = 1024;

    /** What is added to a port that only root may listen on: 80 becomes 8080 by custom, 443 becomes 8443. */
    private static final int ABOVE = 8000;

    private PortForwards() {}

    /** Returns the command; nothing where kubectl cannot forward any of the ports. */
    static Optional<String> command(String component, List<Published> ports) {
        List<Published> forwarded = ports.stream()
                .filter(port -> port.target().protocol() == Port.Protocol.TCP)
                .toList();
        Set<Integer> taken = forwarded.stream()
                .map(Published::number)
                .filter(number -> number >= FIRST_OF_USERS)
                .collect(Collectors.toCollection(HashSet::new));
        String pairs = forwarded.stream()
                .map(port -> local(port.number(), taken) + ":" + port.target().number())
                .collect(Collectors.joining(" "));
        return Optional.of("kubectl port-forward service/" + component + " " + pairs)
                .filter(command -> !pairs.isEmpty());
    }

    private static int local(int number, Set<Integer> taken) {
        if (number >= FIRST_OF_USERS) {
            return number;
        }
        int local = number == 80 ? 8080 : ABOVE + number;
        while (!taken.add(local)) {
            local++;
        }
        return local;
    }
}
