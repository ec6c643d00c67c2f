package dev.sild.compose.translate.network;

import dev.sild.compose.translate.source.Attribute;
import dev.sild.report.Code;
import dev.sild.units.ExposedPort;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Addresses of published ports on the user's own machine, in variables and build arguments: what runs in a browser
 * connects to them. A command that forwards another port of the machine does not lead there.
 */
final class LocalAddresses {
    private static final int MOST_NAMED = 4;

    private LocalAddresses() {}

    /**
     * Reports the variables, in one finding for each port.
     *
     * @param moved the ports of the machine that are forwarded from others, with these
     */
    static void report(Collection<Attribute> services, Map<Integer, Integer> moved) {
        if (moved.isEmpty()) {
            return;
        }
        Map<Integer, Map<String, Attribute>> named = new LinkedHashMap<>();
        for (Attribute service : services) {
            Set<String> own = new LinkedHashSet<>();
            service.get("ports")
                    .items()
                    .forEach(port -> own.add(port.get("target").peek()));
            service.get("expose").items().forEach(port -> own.add(ExposedPort.ofContainer(port.peek())));
            Stream.of(service.get("environment"), service.get("build").get("args"))
                    .flatMap(variables -> variables.entries().entrySet().stream())
                    .forEach(variable -> LocalHosts.ports(variable.getValue().peek()).stream()
                            .filter(port -> moved.containsKey(port) && !own.contains(Integer.toString(port)))
                            .forEach(port -> named.computeIfAbsent(port, first -> new LinkedHashMap<>())
                                    .putIfAbsent(variable.getKey(), variable.getValue())));
        }
        named.forEach((port, variables) -> {
            int more = variables.size() - MOST_NAMED;
            variables
                    .values()
                    .iterator()
                    .next()
                    .note(
                            Code.NOT_EXPOSED,
                            String.join(
                                            ", ",
                                            variables.keySet().stream()
                                                    .limit(MOST_NAMED)
                                                    .toList())
                                    + (more > 0
                                            ? " and " + more + " more lead"
                                            : variables.size() > 1 ? " lead" : " leads")
                                    + " to port " + port + " of localhost; the port-forward command opens "
                                    + moved.get(port) + " there",
                            "run the command as root with " + port + " in place of " + moved.get(port)
                                    + ", or set another address and convert again");
        });
    }
}
