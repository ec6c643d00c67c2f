package dev.sild.units;

/**
 * An entry of {@code expose}. docker compose takes any text there, and a port of the machine has no meaning in it:
 * {@code 8000:8000} names the container's port only.
 */
public final class ExposedPort {
    private ExposedPort() {}

    /** Returns an entry without a port of the machine, as {@code 8000/tcp} of {@code 9000:8000/tcp}. */
    public static String ofContainer(String entry) {
        int colon = entry.lastIndexOf(':');
        return colon > 0 ? entry.substring(colon + 1) : entry;
    }
}
