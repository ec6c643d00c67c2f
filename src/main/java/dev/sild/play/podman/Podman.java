package dev.sild.play.podman;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * podman, a program of its own that is started without a shell. What may be secret goes to it by standard input.
 *
 * <p>What it says goes through files that only their owner may read, and not through pipes: what podman leaves running
 * inherits them, and would keep a pipe open forever.
 */
public final class Podman {
    /** podman's own exit code if it could not do what was requested. */
    static final int REFUSED = 125;

    private static final Pattern FAILED_STARTS = Pattern.compile("(Error: )?failed to start \\d+ containers?");
    private static final Pattern STARTING = Pattern.compile("(Error: )?starting container [0-9a-f]+: ");
    /** What is behind it is not read: no answer that Sild understands is as long. */
    private static final int MAX_OUTPUT = 64 << 20;

    private static final long FOR_EVER = Long.MAX_VALUE;

    private final String program;
    private final Path folder;
    private final Map<String, String> environment;

    /** What a command of podman's left. */
    public record Answer(int code, String out, String err) {
        public boolean isGood() {
            return code == 0;
        }

        /** Returns the last line of podman's error output, without its own prefix for errors. */
        public String reason() {
            List<String> lines = err.lines().filter(line -> !line.isBlank()).toList();
            String last = lines.isEmpty() ? "it exited with " + code : lines.get(lines.size() - 1);
            // With several containers, the last line only counts the failures reported before it; the
            // first failure causes the others.
            return FAILED_STARTS.matcher(last).matches()
                            && STARTING.matcher(lines.get(0)).lookingAt()
                    ? STARTING.matcher(lines.get(0)).replaceFirst("")
                    : last.startsWith("Error: ") ? last.substring("Error: ".length()) : last;
        }
    }

    /**
     * Creates an instance.
     *
     * @param program the name or the path of the program
     * @param folder where it runs: relative paths start there
     * @param environment the user's environment; podman gets what {@link PodmanEnvironment} lets through, and nothing
     *     else
     */
    public Podman(String program, Path folder, Map<String, String> environment) {
        this.program = program;
        this.folder = folder;
        this.environment = PodmanEnvironment.of(environment);
    }

    /** Returns the same podman in another folder. */
    public Podman in(Path other) {
        return new Podman(program, other, environment);
    }

    /** Runs a command until it exits, regardless of its result. */
    public Answer run(String... arguments) throws PodmanException, InterruptedException {
        return run(List.of(arguments), "", FOR_EVER);
    }

    /** Runs a command with {@code input} as its standard input until it exits, regardless of its result. */
    public Answer run(List<String> arguments, String input) throws PodmanException, InterruptedException {
        return run(arguments, input, FOR_EVER);
    }

    /** Runs a command to its end, or ends it when its time is up: it has failed then. */
    public Answer run(List<String> arguments, Duration limit) throws PodmanException, InterruptedException {
        return run(arguments, "", limit.toMillis());
    }

    /** Returns what a command prints. */
    public String read(String... arguments) throws PodmanException, InterruptedException {
        return need(List.of(arguments), "").out();
    }

    /** Returns the names of all that podman lists by {@code podman what list}. */
    public Set<String> names(String what, String list) throws PodmanException, InterruptedException {
        return read(what, list, "--format", "{{.Name}}").lines().collect(Collectors.toSet());
    }

    /** Runs a command that must succeed. */
    public Answer need(List<String> arguments, String input) throws PodmanException, InterruptedException {
        Answer answer = run(arguments, input, FOR_EVER);
        if (!answer.isGood()) {
            throw new PodmanException("podman " + arguments.get(0) + ": " + answer.reason(), "");
        }
        return answer;
    }

    private Answer run(List<String> arguments, String input, long millis) throws PodmanException, InterruptedException {
        Path out = null;
        Path err = null;
        Process process = null;
        try {
            out = Files.createTempFile("sild", ".out");
            err = Files.createTempFile("sild", ".err");
            process = builder(arguments)
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            write(process, input);
            boolean ended = process.waitFor(millis, TimeUnit.MILLISECONDS);
            if (!ended) {
                end(process);
            }
            return new Answer(ended ? process.exitValue() : REFUSED, text(out), text(err));
        } catch (IOException e) {
            throw unusable(e);
        } catch (InterruptedException e) {
            end(process);
            throw e;
        } finally {
            delete(out);
            delete(err);
        }
    }

    /** Starts a command whose output, errors among it, is read while it runs. */
    public Process start(List<String> arguments, String input) throws PodmanException {
        try {
            Process process = builder(arguments).redirectErrorStream(true).start();
            write(process, input);
            return process;
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private ProcessBuilder builder(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder;
    }

    private static void write(Process process, String input) throws IOException {
        try (OutputStream stdin = process.getOutputStream()) {
            stdin.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException closed) {
            // A program that exits before it has read all its input reports the reason itself.
            if (process.isAlive() && !input.isEmpty()) {
                throw closed;
            }
        }
    }

    private PodmanException unusable(IOException reason) {
        boolean found = new File(program).isAbsolute() && new File(program).exists();
        return new PodmanException(
                "cannot run '" + program + "': "
                        + String.valueOf(reason.getMessage()).replaceFirst("^.*?error=\\d+, ", ""),
                found ? "check its permissions" : "install podman, or set its path with --podman or SILD_PODMAN");
    }

    private static void end(@Nullable Process process) throws InterruptedException {
        if (process != null) {
            process.destroy();
            if (!process.waitFor(2, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        }
    }

    private static String text(Path file) throws IOException {
        try (InputStream stream = Files.newInputStream(file)) {
            return new String(stream.readNBytes(MAX_OUTPUT), StandardCharsets.UTF_8);
        }
    }

    private static void delete(@Nullable Path file) throws PodmanException {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new PodmanException("cannot remove " + file, "remove it by hand");
        }
    }
}
