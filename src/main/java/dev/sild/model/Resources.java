package dev.sild.model;

import java.util.Map;

/**
 * What a container may use, by resource name ({@code cpu}, {@code memory}, {@code nvidia.com/gpu}, ...) as canonical
 * Kubernetes quantities.
 *
 * @param limits the most it may use
 * @param requests what is kept free for it
 * @param ulimits the limits of its processes by name, as {@code soft:hard}; for who takes them
 */
public record Resources(Map<String, String> limits, Map<String, String> requests, Map<String, String> ulimits) {
    /** Nothing specified. */
    public static final Resources NONE = new Resources(Map.of(), Map.of(), Map.of());

    public Resources {
        limits = Ordered.copyOf(limits);
        requests = Ordered.copyOf(requests);
        ulimits = Ordered.copyOf(ulimits);
    }
}
