package dev.sild.cli.options;

import dev.sild.cli.terminal.Console;
import dev.sild.play.podman.Podman;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Model.CommandSpec;

/** The options that all commands have which deal with what podman plays. */
public final class PlayOptions {
    private static final String PROGRAM = "podman";
    private static final String FILE = "FILE";
    private static final String VARIABLE = "SILD_PODMAN";

    private PlayOptions() {}

    public static void addFiles(CommandSpec spec) {
        spec.addPositional(Options.arguments(
                FILE,
                "Compose files, which are merged; scripts, units and other inputs of 'sild convert'; or files with custom"
                        + " resources; same as -f."));
    }

    public static void addProgram(CommandSpec spec) {
        spec.addOption(Options.text("PROGRAM", "The podman program. Default: $SILD_PODMAN, or podman", "--podman"));
    }

    public static void addTimeout(CommandSpec spec) {
        spec.addOption(Options.text(
                "SECONDS",
                "Seconds that pods have to stop. Default: the grace period of each pod, or 10",
                "-t",
                "--timeout"));
    }

    /** Returns the files that were named, with {@code -f} or without. */
    public static List<String> files(Options options) {
        List<String> files = new ArrayList<>(options.list("--file"));
        if (!options.parsed().commandSpec().positionalParameters().isEmpty()
                && options.parsed()
                        .commandSpec()
                        .positionalParameters()
                        .get(0)
                        .paramLabel()
                        .equals(FILE)) {
            files.addAll(options.arguments());
        }
        return files;
    }

    public static Podman podman(Console console, Options options) {
        String program = options.value("--podman", console.environment().getOrDefault(VARIABLE, PROGRAM));
        if (program.isEmpty() || program.indexOf('\0') >= 0) {
            throw options.wrong("--podman and " + VARIABLE + " need a program name");
        }
        return new Podman(program, console.folder(), console.environment());
    }

    public static OptionalInt timeout(Options options) {
        return options.has("--timeout") ? OptionalInt.of(number(options, "--timeout")) : OptionalInt.empty();
    }

    public static Optional<Duration> seconds(Options options, String name) {
        return options.has(name) ? Optional.of(Duration.ofSeconds(number(options, name))) : Optional.empty();
    }

    public static int number(Options options, String name) {
        String text = options.value(name, "");
        if (!text.matches("\\d{1,9}")) {
            throw options.wrong(name + " '" + text + "' is not a valid number: use an integer of at least 0");
        }
        return Integer.parseInt(text);
    }
}
