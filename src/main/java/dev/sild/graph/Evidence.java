package dev.sild.graph;

import dev.sild.model.Mention;
import java.util.Map;
import java.util.Set;

/**
 * What is known about the connections of an application that does not list them itself.
 *
 * @param called the components that each component is known to connect to, and where it says so
 * @param awaited the components that each component starts after, and where it says so
 * @param published where the ports of each component are opened to the outside
 */
public record Evidence(
        Map<String, Map<String, Set<Mention>>> called,
        Map<String, Map<String, Set<Mention>>> awaited,
        Map<String, Set<Mention>> published) {
    /** Nothing beside the application itself. */
    public static final Evidence NONE = new Evidence(Map.of(), Map.of(), Map.of());
}
