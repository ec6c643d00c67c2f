package dev.sild.adopt;

import dev.sild.cli.TestedCommandLine;
import dev.sild.cli.terminal.Console;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A folder of {@code src/test/resources/adopt}: {@code in/} is the project, {@code args} holds one argument a line,
 * {@code env} one {@code NAME=value} a line; {@code out.yaml} is the resource, {@code report.txt} what is said,
 * {@code ledger.txt} what became of each attribute.
 */
public record AdoptCase(Path folder) {
    private static final Path CASES = Path.of("src/test/resources/adopt");

    /** What a command printed, and its exit code. */
    public record Run(int code, String out, String err) {}

    /** Returns all cases by the order of their names. */
    public static Stream<AdoptCase> all() {
        try (Stream<Path> folders = Files.list(CASES)) {
            return folders.sorted().map(AdoptCase::new).toList().stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Returns the cases that become a resource. */
    public static Stream<AdoptCase> accepted() {
        return all().filter(each -> Files.exists(each.folder.resolve("out.yaml")));
    }

    /** Runs {@code sild adopt} on the project. */
    public Run adopt(String... more) {
        List<String> arguments = new ArrayList<>(List.of("adopt", "--all-findings"));
        arguments.addAll(lines("args"));
        arguments.addAll(List.of(more));
        Map<String, String> environment = new LinkedHashMap<>();
        lines("env")
                .forEach(line ->
                        environment.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1)));
        return run(folder.resolve("in"), environment, arguments);
    }

    /** Runs a command. */
    public static Run run(Path folder, Map<String, String> environment, List<String> arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = TestedCommandLine.run(
                new Console(
                        folder.toAbsolutePath(),
                        environment,
                        new ByteArrayInputStream(new byte[0]),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        false),
                arguments.toArray(String[]::new));
        return new Run(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private List<String> lines(String file) {
        try {
            return Files.exists(folder.resolve(file)) ? Files.readAllLines(folder.resolve(file)) : List.of();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public String toString() {
        return folder.getFileName().toString();
    }
}
