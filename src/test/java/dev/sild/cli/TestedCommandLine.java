package dev.sild.cli;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.cli.terminal.Console;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The command line that the tests run: that of this JVM, or the executable that {@code -Dsild.executable} names, which
 * then does what the tests expect of the JVM, to the byte.
 */
public final class TestedCommandLine {
    private TestedCommandLine() {}

    /** Returns the executable, if the tests are to run it. */
    public static Optional<Path> executable() {
        return Optional.ofNullable(System.getProperty("sild.executable")).map(Path::of);
    }

    /** Runs a command as {@link Main#run} does. The executable cannot be told that it writes to a terminal. */
    public static int run(Console console, String... arguments) {
        return executable()
                .filter(file -> !console.color())
                .map(file -> run(file, console, arguments))
                .orElseGet(() -> Main.run(console, arguments));
    }

    private static int run(Path executable, Console console, String... arguments) {
        try {
            Path out = Files.createTempFile("out", "");
            Path err = Files.createTempFile("err", "");
            try {
                ProcessBuilder builder = new ProcessBuilder(
                                Stream.concat(Stream.of(executable.toString()), Stream.of(arguments))
                                        .toList())
                        .directory(console.folder().toFile())
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile());
                builder.environment().clear();
                builder.environment().putAll(console.environment());
                int code = finish(builder.start(), console);
                Files.copy(out, console.out());
                Files.copy(err, console.err());
                return code;
            } finally {
                for (Path file : List.of(out, err)) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int finish(Process process, Console console) {
        try (OutputStream stdin = process.getOutputStream()) {
            console.in().transferTo(stdin);
        } catch (IOException closed) {
            // A command that does not read its input may have ended.
        }
        try {
            assertThat(process.waitFor(5, MINUTES))
                    .as("ends within five minutes")
                    .isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            process.destroyForcibly();
        }
        return process.exitValue();
    }
}
