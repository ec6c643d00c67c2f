package dev.sild.compose.load.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where paths really lead. */
final class RealPaths {
    /** What the kernel shows of itself: the environment and memory of processes, and devices. */
    private static final List<Path> OF_THE_KERNEL = List.of(Path.of("/proc"), Path.of("/sys"), Path.of("/dev"));

    private RealPaths() {}

    /** Returns a path with its links followed, as far as it exists. */
    static Path of(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        Path existing = absolute;
        while (existing != null && !Files.exists(existing, LinkOption.NOFOLLOW_LINKS)) {
            existing = existing.getParent();
        }
        if (existing == null) {
            return absolute;
        }
        try {
            return existing.toRealPath().resolve(existing.relativize(absolute)).normalize();
        } catch (IOException broken) {
            // A link that leads nowhere, or that may not be followed, leads outside.
            return Path.of("/dev/null").resolve("outside");
        }
    }

    /** Whether a path, or its target, belongs to the kernel: such a path is never read for a project. */
    static boolean isOfTheKernel(Path path, Path real) {
        Path absolute = path.toAbsolutePath().normalize();
        return OF_THE_KERNEL.stream().anyMatch(place -> real.startsWith(place) || absolute.startsWith(place));
    }

    /**
     * Whether a path is an open file of this process, as shells name them: {@code /dev/stdin}, or {@code <(command)}.
     */
    static boolean isDescriptor(Path path) {
        String text = path.toString();
        return text.equals("/dev/stdin") || text.matches("(/dev/fd|/proc/self/fd)/[0-9]+");
    }

    /** Returns the target of a symbolic link, as it is written; empty where it is relative, or the path is no link. */
    static Optional<String> absoluteTarget(Path path) {
        try {
            return Files.isSymbolicLink(path)
                    ? Optional.of(Files.readSymbolicLink(path).toString()).filter(target -> target.startsWith("/"))
                    : Optional.empty();
        } catch (IOException | SecurityException unreadable) {
            return Optional.empty();
        }
    }
}
