package dev.sild.cli.options;

import dev.sild.cli.terminal.Console;
import dev.sild.compose.load.LoadRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** The options that say which compose project is meant, the same for every command that reads one. */
public record ProjectOptions(
        List<String> files,
        List<String> profiles,
        List<String> envFiles,
        Optional<String> name,
        Optional<String> directory) {

    public static void addTo(CommandSpec spec) {
        add(spec, "-f", "--file");
    }

    /** Adds them where {@code -f} is something else. */
    public static void addLongTo(CommandSpec spec) {
        add(spec, "--file");
    }

    /** Adds them, and compose files as arguments. */
    public static void addWithFilesTo(CommandSpec spec) {
        spec.addPositional(Options.arguments("FILE", "Compose files; same as -f."));
        addTo(spec);
    }

    private static void add(CommandSpec spec, String... file) {
        spec.addOption(Options.list(
                "FILE",
                "A compose file; several are merged. - is standard input. Default: the file that docker compose uses.",
                file));
        spec.addOption(Options.list("NAME", "Enable a profile; * enables all.", "--profile"));
        spec.addOption(Options.list("FILE", "Read variables from this file instead of .env.", "--env-file"));
        spec.addOption(Options.text(
                "NAME",
                "The project name. Default: the top-level name, or the name of" + " the folder.",
                "-p",
                "--project-name"));
        spec.addOption(Options.text(
                "PATH",
                "The base folder of relative paths. Default: the folder of the" + " first file.",
                "--project-directory"));
    }

    public static ProjectOptions of(Options options) {
        return new ProjectOptions(
                options.list("--file"),
                options.list("--profile"),
                options.list("--env-file"),
                given(options, "--project-name"),
                given(options, "--project-directory"));
    }

    /** Returns the same with one more profile enabled. */
    public ProjectOptions with(String profile, Console console) {
        String listed = console.environment().getOrDefault("COMPOSE_PROFILES", "");
        List<String> enabled =
                new ArrayList<>(!profiles.isEmpty() || listed.isEmpty() ? profiles : List.of(listed.split(",")));
        enabled.add(profile);
        return new ProjectOptions(files, enabled, envFiles, name, directory);
    }

    /** Returns the options of a command with {@link #addWithFilesTo}. */
    public static ProjectOptions withFilesOf(Options options) {
        return of(options).withFiles(options.arguments());
    }

    public ProjectOptions withFiles(List<String> further) {
        List<String> all = new ArrayList<>(files);
        all.addAll(further);
        return new ProjectOptions(all, profiles, envFiles, name, directory);
    }

    private static Optional<String> given(Options options, String name) {
        return options.has(name) ? Optional.of(options.value(name, "")) : Optional.empty();
    }

    public LoadRequest request(Console console, boolean strict, boolean interpolate) {
        return LoadRequest.of(console.folder())
                .with(request -> request.files(files)
                        .profiles(profiles)
                        .envFiles(envFiles)
                        .projectName(name)
                        .projectDirectory(directory)
                        .shellEnvironment(console.environment())
                        .stdin(console.in())
                        .strict(strict)
                        .interpolate(interpolate));
    }
}
