package dev.sild.convert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.GoldenCases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A case is in a topic in which a reader finds it, and the first line of its project says why it exists. */
class GoldenReasonsTest {
    private static final int MOST_CASES = 25;
    private static final List<String> NAMES =
            List.of("compose.yaml", "docker-compose.yml", "docker-compose.production.yml", "deploy/compose.yaml");

    static List<Path> projects() {
        return GoldenCases.all();
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

    @Test
    void everyCaseIsInATopicOfNoMoreThan25() {
        assertThat(GoldenCases.topics())
                .as("move cases to a topic, or divide the topic")
                .isNotEmpty()
                .allSatisfy(topic -> {
                    List<Path> cases = GoldenCases.children(topic);
                    assertThat(cases).hasSizeBetween(1, MOST_CASES);
                    assertThat(cases).allMatch(GoldenReasonsTest::hasAnInput);
                });
    }

    private static boolean hasAnInput(Path folder) {
        return GoldenCases.children(folder).stream()
                .anyMatch(file -> file.getFileName().toString().matches("in(?:\\..*)?"));
    }

    /** Tests name a case without its topic. */
    @Test
    void noTwoCasesHaveOneName() {
        assertThat(GoldenCases.all()).extracting(Path::getFileName).doesNotHaveDuplicates();
    }
}
