package dev.sild.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each folder of {@code check} has a project in {@code in}, whose first file says why it is there, and what {@code sild
 * check} says of it in {@code out.txt}.
 */
@Tag("executable")
class CheckGoldenTest {
    private static final Path CASES = Path.of("src", "test", "resources", "check");

    static Stream<Path> cases() throws IOException {
        try (Stream<Path> folders = Files.list(CASES)) {
            return folders.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aProjectViolatesTheseRules(Path folder) throws IOException {
        CommandRun run = CommandRun.of(folder.resolve("in").toAbsolutePath(), "", "check", "--level", "info");

        String found = "exit " + run.code() + "\n" + run.out() + run.err();
        Path expected = folder.resolve("out.txt");
        if (Boolean.getBoolean("golden.rewrite")) {
            Files.writeString(expected, found);
        }
        assertThat(found).isEqualTo(Files.readString(expected));
        assertThat(Files.readAllLines(first(folder)).get(0)).matches("# \\S.{15,}");
    }

    private static Path first(Path folder) {
        return Stream.of("compose.yaml", "Dockerfile")
                .map(folder.resolve("in")::resolve)
                .filter(Files::exists)
                .findFirst()
                .orElseThrow();
    }
}
