package dev.sild.compose.translate.network;

import dev.sild.compose.translate.source.Attribute;
import dev.sild.model.Exposure;
import dev.sild.report.Code;
import dev.sild.units.Digits;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Addresses at which the project's own published ports are reached from the internet, in variables and build arguments:
 * {@code http://shop.example.org:9999}. Only a load balancer keeps such a port.
 */
final class PublicAddresses {
    private static final Pattern ADDRESS = Pattern.compile("(?<![\\w.-])(?:https?|wss?)://"
            + "((?:[A-Za-z0-9-]{1,63}\\.){1,8}[A-Za-z]{2,63}|(?!127\\.|0\\.|10\\.|172\\.|192\\.168\\.)[0-9]{1,3}(?:\\.[0-9]{1,3}){3})"
            + ":([0-9]{2,5})(?![\\w.:-])");

    /** Domains that only their own network knows; {@link HostAddresses} reports private addresses. */
    private static final Pattern INTERNAL =
            Pattern.compile("(?i).*\\.(?:internal|local|localdomain|localhost|docker|lan)");

    private static final int LONGEST = 4096;

    private PublicAddresses() {}

    /**
     * Reports the variables, in one finding for each port.
     *
     * @param exposures how the ports are opened
     */
    static void report(Collection<Attribute> services, List<Exposure> exposures) {
        Map<Integer, String> moved = new HashMap<>();
        exposures.stream()
                .filter(exposure -> !isKept(exposure.kind()))
                .forEach(exposure ->
                        exposure.ports().forEach(port -> moved.putIfAbsent(port.number(), exposure.component())));
        exposures.stream()
                .filter(exposure -> isKept(exposure.kind()))
                .forEach(exposure -> exposure.ports().forEach(port -> moved.remove(port.number())));
        // A proxy of the cluster has them as well.
        moved.keySet().removeAll(List.of(80, 443));
        Map<Integer, Attribute> named = new LinkedHashMap<>();
        Map<Integer, String> hosts = new HashMap<>();
        for (Attribute service : moved.isEmpty() ? List.<Attribute>of() : services) {
            Stream.of(service.get("environment"), service.get("build").get("args"))
                    .flatMap(variables -> variables.entries().values().stream())
                    .forEach(variable -> address(variable.peek(), moved).ifPresent(address -> {
                        int port = Integer.parseInt(address.group(2));
                        named.putIfAbsent(port, variable);
                        hosts.putIfAbsent(port, address.group(1));
                    }));
        }
        named.forEach((port, variable) -> variable.note(
                Code.NOT_EXPOSED,
                variable.segment() + " leads to " + hosts.get(port) + ":" + port + ", the published port of '"
                        + moved.get(port) + "'; in the cluster only a load balancer has that port",
                "convert with --expose loadbalancer and let the name lead to its address, or set another address and"
                        + " convert again"));
    }

    private static boolean isKept(Exposure.Kind kind) {
        return kind instanceof Exposure.LoadBalancer || kind instanceof Exposure.OnHost;
    }

    private static Optional<Matcher> address(String value, Map<Integer, String> moved) {
        Matcher address = ADDRESS.matcher(value.length() > LONGEST ? "" : value);
        while (address.find()) {
            if (moved.containsKey(Digits.port(address.group(2)))
                    && !INTERNAL.matcher(address.group(1)).matches()) {
                return Optional.of(address);
            }
        }
        return Optional.empty();
    }
}
