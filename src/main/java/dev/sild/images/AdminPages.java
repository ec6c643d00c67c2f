package dev.sild.images;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Web pages of an image that control a database, a broker or the container engine.
 *
 * @param ports the ports that have them; empty for all ports
 * @param option the option of the command without which there are none; empty where they are always there
 */
public record AdminPages(Set<Integer> ports, String option) {
    public AdminPages {
        ports = Set.copyOf(ports);
    }

    /** Reads {@code 81,82:--option}, as the table of images has it. */
    static AdminPages parse(String value) {
        int colon = value.indexOf(':');
        String ports = colon < 0 ? value : value.substring(0, colon);
        return new AdminPages(
                Arrays.stream(ports.split(","))
                        .filter(port -> !port.isEmpty())
                        .map(Integer::valueOf)
                        .collect(Collectors.toUnmodifiableSet()),
                colon < 0 ? "" : value.substring(colon + 1));
    }
}
