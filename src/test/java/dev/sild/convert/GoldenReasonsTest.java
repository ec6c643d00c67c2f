package dev.sild.convert;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The first line of every golden project says why the case exists. */
class GoldenReasonsTest {
    private static final List<String> NAMES =
            List.of("compose.yaml", "docker-compose.yml", "docker-compose.production.yml", "deploy/compose.yaml");

    static List<Path> projects() throws IOException {
        try (Stream<Path> folders = Files.list(Path.of("src/test/resources/convert"))) {
            return folders.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("projects")
    void theFirstLineSaysWhyTheCaseExists(Path project) throws IOException {
        Path file = NAMES.stream()
                .map(name -> project.resolve("in").resolve(name))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow();

        assertThat(Files.readAllLines(file).get(0)).matches("(.* )?# \\S.{15,}");
    }
}
