package dev.sild.compose.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The projects under {@code src/test/resources/compose/projects}. */
final class Fixtures {
    private static final Path COMPOSE = Path.of("src/test/resources/compose").toAbsolutePath();

    private Fixtures() {}

    static List<Path> projects() throws IOException {
        try (Stream<Path> folders = Files.list(COMPOSE.resolve("projects"))) {
            return folders.filter(Files::isDirectory).sorted().toList();
        }
    }

    static Path project(String name) {
        return COMPOSE.resolve("projects").resolve(name);
    }

    /** Returns the projects on which we differ from docker compose on purpose, with the reasons. */
    static Map<String, String> differences() throws IOException {
        Map<String, String> reasons = new TreeMap<>();
        for (String line : Files.readAllLines(COMPOSE.resolve("differences.txt"))) {
            if (!line.startsWith("#") && !line.isBlank()) {
                reasons.put(line.substring(0, line.indexOf(": ")), line.substring(line.indexOf(": ") + 2));
            }
        }
        return reasons;
    }
}
