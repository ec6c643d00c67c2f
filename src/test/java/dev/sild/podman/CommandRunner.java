package dev.sild.podman;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Runs a command to its end, or ends it when its time is up. */
public final class CommandRunner {
    private CommandRunner() {}

    /** What a command left: its exit code and what it printed, errors apart. */
    public record Result(List<String> command, int exitCode, String output, String errors) {

        /** The output, when the command succeeded. */
        public String orFail() {
            if (exitCode != 0) {
                throw new AssertionError(readable(command) + " ended with " + exitCode + ":\n" + errors + output);
            }
            return output;
        }
    }

    /**
     * Runs a command in a folder with some variables added to the environment.
     *
     * @throws AssertionError when it takes longer than the limit
     */
    public static Result run(Path folder, Map<String, String> variables, Duration limit, List<String> command) {
        // Into files, not pipes: what podman leaves running would keep a pipe open, and reading it would never end.
        Path output = null;
        Path errors = null;
        try {
            output = Files.createTempFile("out", null);
            errors = Files.createTempFile("err", null);
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectInput(new File("/dev/null"))
                    .redirectOutput(output.toFile())
                    .redirectError(errors.toFile());
            builder.environment().putAll(variables);
            Process process = builder.start();
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor(5, TimeUnit.SECONDS);
                throw new AssertionError(readable(command) + " took more than " + limit.toSeconds() + " s:\n"
                        + text(errors) + text(output));
            }
            return new Result(command, process.exitValue(), text(output), text(errors));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while running " + command, e);
        } finally {
            delete(output);
            delete(errors);
        }
    }

    /** Whether a program of this name is on the path, or where Debian keeps the ones for root and docker's plugins. */
    public static boolean installed(String program) {
        String others = ":/usr/sbin:/sbin:/usr/libexec/docker/cli-plugins";
        for (String folder : (System.getenv("PATH") + others).split(":")) {
            if (Files.isExecutable(Path.of(folder, program))) {
                return true;
            }
        }
        return false;
    }

    /** The words of a command without a long class path, which would push what the command said out of a report. */
    private static String readable(List<String> command) {
        return command.stream()
                .map(word -> word.length() > 400 ? word.substring(0, 40) + "..." : word)
                .collect(Collectors.joining(" "));
    }

    private static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }

    private static void delete(Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
