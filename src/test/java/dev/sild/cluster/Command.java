package dev.sild.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs a program to its end, within a time limit. */
final class Command {

    private Command() {}

    /** How a program ended and what it said. */
    record Outcome(List<String> command, int code, String out, String err) {

        boolean succeeded() {
            return code == 0;
        }

        /** The output of a program that must have succeeded. */
        String require() {
            if (!succeeded()) {
                throw new AssertionError(this);
            }
            return out;
        }

        @Override
        public String toString() {
            return String.join(" ", command) + "\nended with " + code + "\n" + err + out;
        }
    }

    /**
     * Runs {@code command} in {@code folder} with {@code input} on its standard input.
     *
     * @throws AssertionError if it takes longer than {@code limit}; it is ended then
     */
    static Outcome run(
            Path folder, Map<String, String> environment, String input, Duration limit, List<String> command) {
        try {
            // Files rather than pipes: nothing has to be drained while the program runs.
            Path in = Files.createTempFile("sild-in", null);
            Path out = Files.createTempFile("sild-out", null);
            Path err = Files.createTempFile("sild-err", null);
            try {
                Files.writeString(in, input);
                ProcessBuilder builder = new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectInput(in.toFile())
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile());
                builder.environment().putAll(environment);
                Process process = builder.start();
                if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                    process.destroyForcibly().waitFor();
                    throw new AssertionError(String.join(" ", command) + " took longer than " + limit.toSeconds()
                            + " s\n" + read(err) + read(out));
                }
                return new Outcome(command, process.exitValue(), read(out), read(err));
            } finally {
                Files.delete(in);
                Files.delete(out);
                Files.delete(err);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String read(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }
}
