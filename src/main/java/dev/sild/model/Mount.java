package dev.sild.model;

import java.util.List;
import java.util.Optional;

/**
 * Something mounted into a container.
 *
 * @param source a {@link Volume} or {@link Files} bundle, by name
 * @param path the absolute path in the container
 * @param subPath a path within the source that is mounted in place of the whole; empty for the whole
 * @param readOnly whether the container may only read it
 * @param propagation how mounts beneath it travel; empty for not at all
 */
public record Mount(Source source, String path, String subPath, boolean readOnly, Optional<Propagation> propagation) {

    /** What is mounted. */
    public sealed interface Source {}

    /** A {@link Volume} of the application. */
    public record OfVolume(String name) implements Source {
        @Override
        public boolean equals(Object other) {
            return other instanceof OfVolume that && name.equals(that.name);
        }

        @Override
        public int hashCode() {
            return name.hashCode();
        }
    }

    /** A {@link Files} bundle of the application. */
    public record OfFiles(String name) implements Source {
        @Override
        public boolean equals(Object other) {
            return other instanceof OfFiles that && name.equals(that.name);
        }

        @Override
        public int hashCode() {
            return name.hashCode();
        }
    }

    /**
     * Files of several bundles in one folder.
     *
     * @param name what no other mounted folder of the pod is called
     */
    public record OfMerged(String name, List<Part> parts) implements Source {
        public OfMerged {
            parts = List.copyOf(parts);
        }
    }

    /**
     * Some files of a bundle.
     *
     * @param entries the files, each with its path below the mount
     */
    public record Part(Files files, List<Files.Entry> entries) {
        public Part {
            entries = List.copyOf(entries);
        }
    }

    /** How mounts made beneath a mount on one side appear on the other. */
    public enum Propagation {
        HOST_TO_CONTAINER,
        BIDIRECTIONAL
    }

    /** Returns a mount of a whole volume. */
    public static Mount ofVolume(String volume, String path, boolean readOnly) {
        return new Mount(new OfVolume(volume), path, "", readOnly, Optional.empty());
    }

    /** Returns a read-only mount of a file bundle, or of one of its files where {@code subPath} names it. */
    public static Mount ofFiles(String files, String path, String subPath) {
        return new Mount(new OfFiles(files), path, subPath, true, Optional.empty());
    }
}
