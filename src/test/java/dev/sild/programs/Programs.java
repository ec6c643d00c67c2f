package dev.sild.programs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Runs the programs of a stack as somebody who is not root, as their containers do: postgres refuses root, and what
 * root may read says nothing.
 */
public final class Programs {
    private static final Path POSTGRES = Path.of("/usr/lib/postgresql");
    private static final String NOBODY = "65534";
    private static final int LIMIT_SECONDS = 60;

    private Programs() {}

    /** What a command left: its exit code and all that it printed. */
    public record Result(int exitCode, String output) {

        /** What it printed, when it succeeded. */
        public String orFail() {
            if (exitCode != 0) {
                throw new AssertionError("ended with " + exitCode + ":\n" + output);
            }
            return output;
        }
    }

    /** Returns where a program is: on the path, where Debian keeps the ones for root, or among the newest postgres'. */
    static Optional<Path> find(String program) {
        return Stream.of(path().split(":"))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Returns a search path on which the server programs of postgres are too. */
    static String path() {
        return postgresBinaries() + ":" + System.getenv("PATH") + ":/usr/sbin:/sbin";
    }

    private static Path postgresBinaries() {
        if (!Files.isDirectory(POSTGRES)) {
            return POSTGRES;
        }
        try (Stream<Path> versions = Files.list(POSTGRES)) {
            return versions.filter(folder -> Files.isExecutable(folder.resolve("bin/postgres")))
                    .max(Comparator.comparingInt(
                            folder -> Integer.parseInt(folder.getFileName().toString())))
                    .orElse(POSTGRES)
                    .resolve("bin");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes a folder that belongs to whom the programs run as. */
    public static Path folder() {
        return Path.of(run(Path.of("/tmp"), Map.of(), "mktemp", "-d", "/tmp/sild-programs-XXXXXX")
                .orFail()
                .strip());
    }

    /** Writes a file that the programs may read, with the folders above it. */
    public static Path write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String read(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the names of the files of a folder, in order. */
    static List<String> names(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns a port of loopback that nobody listens on. */
    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a command to its end with an environment of its own. */
    public static Result run(Path folder, Map<String, String> variables, String... command) {
        return run(folder, variables, List.of(command));
    }

    static Result run(Path folder, Map<String, String> variables, List<String> command) {
        Path output = null;
        try {
            output = Files.createTempFile("output", null);
            Process process = builder(folder, variables, command)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(command + " took more than " + LIMIT_SECONDS + " s:\n" + read(output));
            }
            return new Result(process.exitValue(), read(output));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while running " + command, e);
        } finally {
            delete(output);
        }
    }

    /** Prepares a process whose errors go with its output, and to which nothing of this environment is known. */
    static ProcessBuilder builder(Path folder, Map<String, String> variables, List<String> command) {
        List<String> all = new ArrayList<>();
        if ("root".equals(System.getProperty("user.name"))) {
            all.addAll(List.of("setpriv", "--reuid", NOBODY, "--regid", NOBODY, "--clear-groups"));
        }
        all.addAll(command);
        ProcessBuilder builder =
                new ProcessBuilder(all).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().put("PATH", path());
        builder.environment().put("HOME", folder.toString());
        builder.environment().putAll(variables);
        return builder;
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
