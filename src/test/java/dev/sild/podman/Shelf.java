package dev.sild.podman;

import java.util.HashSet;
import java.util.Set;

/**
 * The images that several classes of this tier use. Each is made once, by who needs it first, in a podman that runs
 * nothing but what builds them; every other {@link PodmanMachine} reads its store, and writes to its own.
 */
final class Shelf {
    private static final Set<String> MADE = new HashSet<>();
    private static PodmanMachine podman;

    private Shelf() {}

    /** Returns the podman that has them. */
    static synchronized PodmanMachine podman() {
        if (podman == null) {
            podman = PodmanMachine.ofShelf();
        }
        return podman;
    }

    /** Makes an image, unless it is there. */
    static synchronized void put(String name, Runnable maker) {
        if (!MADE.contains(name)) {
            maker.run();
            MADE.add(name);
        }
    }

    /** Removes them all. */
    static synchronized void clear() {
        if (podman != null) {
            podman.close();
            podman = null;
            MADE.clear();
        }
    }
}
