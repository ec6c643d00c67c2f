package dev.sild.model;

import java.util.List;
import java.util.Map;

/**
 * A name under which components are found by each other.
 *
 * @param dnsName the name, a DNS label
 * @param components who answers to it; several take turns
 * @param ports the ports that can be reached through it
 * @param headless whether the name resolves to the pods themselves and not to one stable address
 * @param publishNotReady whether pods are found before they are ready
 * @param numbers under which number a port is found, by its own, where that is another one
 * @param annotations annotations for controllers that manage names
 */
public record Endpoint(
        String dnsName,
        List<String> components,
        List<Port> ports,
        boolean headless,
        boolean publishNotReady,
        Map<Integer, Integer> numbers,
        Map<String, String> annotations) {
    public Endpoint {
        components = List.copyOf(components);
        ports = List.copyOf(ports);
        numbers = Ordered.copyOf(numbers);
        annotations = Ordered.copyOf(annotations);
    }

    /** Creates an endpoint whose ports keep their own numbers. */
    public Endpoint(
            String dnsName, List<String> components, List<Port> ports, boolean headless, boolean publishNotReady) {
        this(dnsName, components, ports, headless, publishNotReady, Map.of(), Map.of());
    }

    /** Returns the number under which a port is found. */
    public int number(Port port) {
        return numbers.getOrDefault(port.number(), port.number());
    }
}
