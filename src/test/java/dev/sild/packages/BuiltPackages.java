package dev.sild.packages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.podman.CommandRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What {@code ./mvnw package -Ppackage} has made. */
final class BuiltPackages {
    static final Path FOLDER = Path.of("target/packages").toAbsolutePath();
    static final Path EXAMPLE = Path.of("examples/web-stack").toAbsolutePath();
    private static final Duration LIMIT = Duration.ofSeconds(120);

    private BuiltPackages() {}

    /** Returns the only package whose name has this end. */
    static Path ending(String suffix) throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            List<Path> found =
                    files.filter(file -> file.toString().endsWith(suffix)).toList();
            assertThat(found).as("packages named *" + suffix).hasSize(1);
            return found.get(0);
        }
    }

    /** Returns the archive with this suffix that needs a Java. */
    static Path archive(String suffix) throws IOException {
        return FOLDER.resolve("sild-" + version() + suffix);
    }

    /** Returns the sums of SHA256SUMS by file name. */
    static SortedMap<String, String> sums() throws IOException {
        SortedMap<String, String> sums = new TreeMap<>();
        for (String line : Files.readAllLines(FOLDER.resolve("SHA256SUMS"))) {
            String[] words = line.split("  ", 2);
            sums.put(words[1], words[0]);
        }
        return sums;
    }

    static String version() throws IOException {
        String name = ending(".zip").getFileName().toString();
        return name.substring("sild-".length(), name.length() - ".zip".length());
    }

    static CommandRunner.Result run(Path folder, Map<String, String> variables, String... command) {
        return CommandRunner.run(folder, variables, LIMIT, List.of(command));
    }

    /** Returns the paths of all that is in a folder, relative to it. */
    static List<String> tree(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(file -> folder.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }
}
