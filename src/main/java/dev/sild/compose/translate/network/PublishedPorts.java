package dev.sild.compose.translate.network;

import dev.sild.compose.translate.source.Attribute;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The ports that services publish, by their numbers on the machine; the first service has a number. */
record PublishedPorts(Map<String, Port> ports) {
    /**
     * A published port.
     *
     * @param target its number in the container
     * @param address what it is bound to; empty for all addresses of the machine
     */
    record Port(String service, String target, String address) {
        /** Whether programs on the machine reach it at 127.0.0.1. */
        boolean isOnLoopback() {
            return address.isEmpty() || address.equals("0.0.0.0") || address.startsWith("127.") || address.equals("::");
        }
    }

    static PublishedPorts of(Map<String, Attribute> services) {
        Map<String, Port> ports = new HashMap<>();
        services.forEach((name, service) -> service.get("ports")
                .items()
                .forEach(port -> ports.putIfAbsent(
                        port.get("published").peek(),
                        new Port(
                                name,
                                port.get("target").peek(),
                                port.get("host_ip").peek()))));
        return new PublishedPorts(ports);
    }

    Optional<Port> at(String number) {
        return Optional.ofNullable(ports.get(number));
    }
}
