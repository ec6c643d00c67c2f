package dev.sild.programs;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A program that runs beside the test, with all that it prints in a file; ended by the id of its process. */
final class Running implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Process process;
    private final Path log;

    private Running(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Starts a program; its log belongs to whom it runs as, so that it may open {@code /dev/stdout} again. */
    static Running start(Path folder, Map<String, String> variables, List<String> command) {
        Path log = folder.resolve("log");
        List<String> logging = new ArrayList<>(List.of("/bin/sh", "-c", "exec \"$@\" >> " + log + " 2>&1", "sh"));
        logging.addAll(command);
        try {
            Process process = Programs.builder(folder, variables, logging)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return new Running(process, log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until {@code ready} holds; says what the program printed where it ended or takes too long. */
    Running whenReady(BooleanSupplier ready) {
        try {
            await().atMost(LIMIT)
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> !process.isAlive() || ready.getAsBoolean());
        } catch (RuntimeException e) {
            close();
            throw new AssertionError("not ready:\n" + log(), e);
        }
        if (!process.isAlive()) {
            throw new AssertionError("ended with " + process.exitValue() + ":\n" + log());
        }
        return this;
    }

    String log() {
        return Programs.read(log);
    }

    Process process() {
        return process;
    }

    /** Waits for the program's own end, and returns its exit code. */
    int exitCode() {
        try {
            if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                close();
                throw new AssertionError("did not end:\n" + log());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
