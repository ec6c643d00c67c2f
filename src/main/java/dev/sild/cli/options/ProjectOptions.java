package dev.sild.cli.options;

import dev.sild.cli.terminal.Console;
import dev.sild.compose.load.LoadRequest;
import dev.sild.report.InputException;
import dev.sild.syntax.ShellText;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The options that say which compose project is meant, the same for every command that reads one.
 *
 * @param text what is the project in place of files: a command line of docker or podman, or what an engine runs
 */
public record ProjectOptions(
        List<String> files,
        List<String> profiles,
        List<String> envFiles,
        Optional<String> name,
        Optional<String> directory,
        Optional<ProjectText> text) {
    private static final Set<String> ENGINES = Set.of("docker", "podman", "sudo");

    public static void addTo(CommandSpec spec) {
        add(spec, "-f", "--file");
    }

    /** Adds them where {@code -f} is something else. */
    public static void addLongTo(CommandSpec spec) {
        add(spec, "--file");
    }

    /** Adds them, and compose files as arguments. */
    public static void addWithFilesTo(CommandSpec spec) {
        spec.addPositional(Options.arguments(
                "FILE",
                "Compose files, scripts and Markdown files with commands of docker or podman; same as -f. Or such a"
                        + " command itself, behind --."));
        addTo(spec);
        EngineContainers.addTo(spec);
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
                given(options, "--project-directory"),
                Optional.empty());
    }

    /** Returns the same with one more profile enabled. */
    public ProjectOptions with(String profile, Console console) {
        String listed = console.environment().getOrDefault("COMPOSE_PROFILES", "");
        List<String> enabled =
                new ArrayList<>(!profiles.isEmpty() || listed.isEmpty() ? profiles : List.of(listed.split(",")));
        enabled.add(profile);
        return new ProjectOptions(files, enabled, envFiles, name, directory, text);
    }

    /** Returns the options of a command with {@link #addWithFilesTo}. */
    public static ProjectOptions withFilesOf(Options options) {
        List<String> arguments = options.arguments();
        if (EngineContainers.isGiven(options)) {
            ProjectOptions plain = of(options);
            return new ProjectOptions(
                    List.of("-"),
                    plain.profiles,
                    plain.envFiles,
                    plain.name,
                    plain.directory,
                    Optional.of(EngineContainers.of(options)));
        }
        if (arguments.size() < 2 || !ENGINES.contains(arguments.get(0))) {
            return of(options).withFiles(arguments);
        }
        String line = arguments.stream().map(ShellText::shortWord).collect(Collectors.joining(" "));
        ProjectOptions plain = of(options);
        return new ProjectOptions(
                List.of("-"),
                plain.profiles,
                plain.envFiles,
                plain.name,
                plain.directory,
                Optional.of(console -> line));
    }

    /** Returns the same with all profiles enabled, unless the user has named some. */
    public ProjectOptions withAllProfiles(Console console) {
        boolean named = !profiles.isEmpty()
                || !console.environment().getOrDefault("COMPOSE_PROFILES", "").isEmpty();
        return named ? this : new ProjectOptions(files, List.of("*"), envFiles, name, directory, text);
    }

    /** Returns the same for these files and no others. */
    public ProjectOptions ofFiles(List<String> others) {
        return new ProjectOptions(others, profiles, envFiles, name, directory, text);
    }

    public ProjectOptions withFiles(List<String> further) {
        List<String> all = new ArrayList<>(files);
        all.addAll(further);
        return new ProjectOptions(all, profiles, envFiles, name, directory, text);
    }

    private static Optional<String> given(Options options, String name) {
        return options.has(name) ? Optional.of(options.value(name, "")) : Optional.empty();
    }

    /**
     * Returns what the loader is asked for.
     *
     * @throws InputException where the project is what an engine runs, and the engine does not tell
     */
    public LoadRequest request(Console console, boolean strict, boolean interpolate) throws InputException {
        InputStream stdin = text.isPresent()
                ? new ByteArrayInputStream(text.get().read(console).getBytes(StandardCharsets.UTF_8))
                : console.in();
        return LoadRequest.of(console.folder())
                .with(request -> request.files(files)
                        .profiles(profiles)
                        .envFiles(envFiles)
                        .projectName(name)
                        .projectDirectory(directory)
                        .shellEnvironment(console.environment())
                        .stdin(stdin)
                        .strict(strict)
                        .interpolate(interpolate));
    }
}
