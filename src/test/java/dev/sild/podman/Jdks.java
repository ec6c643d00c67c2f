package dev.sild.podman;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The JDKs of this machine: the one that runs the tests, and those where Debian and others put them. */
final class Jdks {
    private static final Path INSTALLED = Path.of("/usr/lib/jvm");

    private Jdks() {}

    /** Returns the newest, if it is at least that version. */
    static Optional<Path> atLeast(int version) {
        List<Path> jdks = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"))));
        if (Files.isDirectory(INSTALLED)) {
            try (Stream<Path> folders = Files.list(INSTALLED)) {
                folders.filter(folder -> Files.isExecutable(folder.resolve("bin/javac")))
                        .forEach(jdks::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return jdks.stream().max(Comparator.comparingInt(Jdks::version)).filter(jdk -> version(jdk) >= version);
    }

    /** The version of a JDK, as the file says that all of them have. */
    private static int version(Path jdk) {
        try (Stream<String> lines = Files.lines(jdk.resolve("release"))) {
            return lines.filter(line -> line.startsWith("JAVA_VERSION="))
                    .findFirst()
                    .map(line -> Integer.parseInt(line.replaceAll("JAVA_VERSION=\"(\\d+).*", "$1")))
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }
}
