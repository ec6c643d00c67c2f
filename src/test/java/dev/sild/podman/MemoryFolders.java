package dev.sild.podman;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Folders in memory: podman waits for the disk at each of its many small steps, and nothing here is to outlive a test.
 */
final class MemoryFolders {
    /** The images of all classes are two or three GiB, and what runs takes some, too. */
    private static final long ENOUGH_KIB = 8L << 20;

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private MemoryFolders() {}

    /** Has what is written to a folder kept in memory, where there is enough of it and that is allowed. */
    static void keep(Path folder) throws IOException {
        if (availableKib() > ENOUGH_KIB) {
            CommandRunner.run(
                    Path.of("/"),
                    Map.of(),
                    LIMIT,
                    List.of("mount", "-t", "tmpfs", "-o", "mode=755", "sild-tests", folder.toString()));
        }
    }

    private static long availableKib() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/meminfo"))) {
            return lines.filter(line -> line.startsWith("MemAvailable:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        }
    }
}
