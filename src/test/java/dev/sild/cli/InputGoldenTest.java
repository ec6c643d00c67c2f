package dev.sild.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.GoldenCases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each folder of a topic of {@code inputs} has a file {@code in.*}, or a folder {@code in} of files that are read as
 * one. The first line says why it is there (JSON has no comments: the folder's name says it). Beside it is what
 * {@code sild compose} prints of it: {@code out.yaml} and {@code report.txt}.
 */
@Tag("executable")
class InputGoldenTest {
    static List<Path> cases() {
        return GoldenCases.inputs();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void anInputBecomesThisComposeFile(Path folder) throws IOException {
        Path input;
        try (Stream<Path> files = Files.list(folder)) {
            input = files.filter(file -> file.getFileName().toString().matches("in(?:\\..*)?"))
                    .findFirst()
                    .orElseThrow();
        }
        CommandRun outcome =
                CommandRun.of(folder, "", "compose", input.getFileName().toString());
        compare(folder.resolve("out.yaml"), outcome.out());
        compare(folder.resolve("report.txt"), "exit " + outcome.code() + "\n" + outcome.err());
        if (!input.toString().endsWith(".json")) {
            assertThat(Files.readAllLines(first(input)).get(0))
                    .as("why the case is there")
                    .matches("(#|<!--).{30,}");
        }
        CommandRun config =
                CommandRun.of(folder, "", "config", "-q", input.getFileName().toString());
        assertThat(config.code()).as(config.err()).isEqualTo(outcome.code());
    }

    /** Returns the input, or the first file of one that is a folder. */
    private static Path first(Path input) throws IOException {
        if (!Files.isDirectory(input)) {
            return input;
        }
        try (Stream<Path> files = Files.list(input)) {
            return files.filter(Files::isRegularFile).sorted().findFirst().orElseThrow();
        }
    }

    private static void compare(Path file, String found) throws IOException {
        if (Boolean.getBoolean("golden.rewrite")) {
            Files.writeString(file, found);
        }
        assertThat(found).isEqualTo(Files.exists(file) ? Files.readString(file) : "");
    }
}
