package dev.sild.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.GoldenCases;
import dev.sild.cluster.Command.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What Sild emits is held against a real API server: every golden file of {@code convert}, and every example as the
 * launcher converts it. Each has a namespace of its own.
 */
@OnControlPlane
class GoldenAcceptanceTest {

    private static final Path EXAMPLES = Path.of("examples");
    private static final Duration CONVERT = Duration.ofMinutes(5);

    private final ManifestAcceptance acceptance;

    GoldenAcceptanceTest(ControlPlane plane) {
        this.acceptance = new ManifestAcceptance(plane);
    }

    @TestFactory
    Stream<DynamicTest> theServerAcceptsEveryGolden() {
        // A case for podman, or one that is refused, has no such file.
        return GoldenCases.files("out.yaml").stream()
                .map(file -> DynamicTest.dynamicTest(
                        name(file.getParent()),
                        () -> accept(Files.readString(file), "golden-" + name(file.getParent()))));
    }

    @TestFactory
    Stream<DynamicTest> theServerAcceptsEveryExample() throws IOException {
        return folders(EXAMPLES)
                .map(folder -> DynamicTest.dynamicTest(
                        name(folder), () -> accept(convert(folder), "example-" + name(folder))));
    }

    @Test
    void thereAreGoldensAndExamples() throws IOException {
        assertThat(GoldenCases.files("out.yaml")).isNotEmpty();
        assertThat(folders(EXAMPLES)).isNotEmpty();
    }

    private void accept(String yaml, String namespace) {
        acceptance.accept(yaml, Manifest.of(yaml).namespace().orElse(namespace));
    }

    /**
     * Converts with the launcher, as a user would in the example's folder; an odd password, where it asks for this one.
     */
    private static String convert(Path folder) {
        String launcher = Path.of("sild").toAbsolutePath().toString();
        Outcome outcome = Command.run(
                folder,
                Map.of("DB_PASSWORD", "s3cret$word"),
                "",
                CONVERT,
                List.of(launcher, "convert", "--strict", "--env-file", ".env.example"));
        return outcome.require();
    }

    private static Stream<Path> folders(Path parent) throws IOException {
        if (!Files.isDirectory(parent)) {
            return Stream.empty();
        }
        try (Stream<Path> children = Files.list(parent)) {
            return children.filter(Files::isDirectory).sorted().toList().stream();
        }
    }

    private static String name(Path folder) {
        return folder.getFileName().toString();
    }
}
