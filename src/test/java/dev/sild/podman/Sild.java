package dev.sild.podman;

import dev.sild.cli.TestedCommandLine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The converter as a user runs it: a process of its own, in the project's folder. */
public final class Sild {
    private Sild() {}

    /**
     * Converts the project in a folder for podman and returns the file to play.
     *
     * @param variables added to the environment, as {@code VAR=value sild convert} would
     * @param options further options of {@code sild convert}
     */
    static Path convert(Path project, Map<String, String> variables, String... options) {
        Path manifests = project.resolve("played.yaml");
        List<String> command = command("convert", "--target", "podman", "-o", manifests.toString());
        Collections.addAll(command, options);
        CommandRunner.run(project, variables, Duration.ofSeconds(180), command).orFail();
        return manifests;
    }

    /** Returns the words that run a command of the command line. */
    public static List<String> command(String... words) {
        Optional<Path> executable = TestedCommandLine.executable();
        if (executable.isPresent()) {
            List<String> command = new ArrayList<>(List.of(executable.get().toString()));
            Collections.addAll(command, words);
            return command;
        }
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // As the launcher has it for short runs.
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                classPath(),
                "dev.sild.cli.Main"));
        Collections.addAll(command, words);
        return command;
    }

    /** Writes a file of a project, and the folders above it. */
    public static Path file(Path project, String name, String text) {
        try {
            Path file = project.resolve(name);
            Files.createDirectories(file.getParent());
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Copies a project's folder, so that what a test writes into it goes with the test; returns the copy. */
    public static Path copy(Path from, Path to) {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
            return to;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns what the command line is run from. */
    static String classPath() {
        // Surefire hands its tests a jar that only points at the class path, and says here what it points at.
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }
}
