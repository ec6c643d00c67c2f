package dev.sild.cli.check;

import dev.sild.check.Baseline;
import dev.sild.check.Settings;
import dev.sild.check.project.PipelineFile;
import dev.sild.cli.options.Options;
import dev.sild.cli.options.ProjectOptions;
import dev.sild.cli.stack.ResourceFiles;
import dev.sild.cli.terminal.Console;
import dev.sild.compose.load.ProjectLoader;
import dev.sild.model.Origin;
import dev.sild.report.Code;
import dev.sild.report.Finding;
import dev.sild.report.InputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files that {@code sild check} reads besides those of a compose project. */
public final class CheckedFiles {
    private static final long MAX_BYTES = 1 << 20;
    private static final Pattern DOCKERFILE =
            Pattern.compile("(?:.*[._-])?(?:dockerfile|containerfile)(?:[._-].*)?", Pattern.CASE_INSENSITIVE);
    private static final String COMPOSE_FILE = "COMPOSE_FILE";
    private static final List<String> DOCKERFILES = List.of("Dockerfile", "Containerfile");

    private static final Pattern WORKFLOW = Pattern.compile(".*\\.ya?ml");
    private static final List<String> PIPELINES = List.of(".gitlab-ci.yml", "Jenkinsfile");
    private static final int MOST_PIPELINES = 100;

    private final Console console;
    private final Options options;
    private final ProjectOptions project;
    private final List<String> dockerfiles = new ArrayList<>();
    private final List<String> stacks = new ArrayList<>();
    private final boolean hasProject;

    public CheckedFiles(Console console, Options options) {
        this.console = console;
        this.options = options;
        ProjectOptions given = ProjectOptions.withFilesOf(options);
        List<String> others = new ArrayList<>();
        for (String file : given.files()) {
            boolean dockerfile = DOCKERFILE
                    .matcher(file.substring(file.lastIndexOf('/') + 1))
                    .matches();
            boolean stack = !dockerfile && ResourceFiles.isResource(console.folder(), file);
            (dockerfile ? dockerfiles : stack ? stacks : others).add(file);
        }
        if (given.files().isEmpty() && !hasComposeFile()) {
            DOCKERFILES.stream().filter(this::exists).forEach(dockerfiles::add);
        }
        this.project = given.ofFiles(others).withAllProfiles(console);
        this.hasProject = !others.isEmpty() || dockerfiles.isEmpty() && stacks.isEmpty();
    }

    /** Whether compose would look for a project here: a variable, also one of .env, can name its file. */
    private boolean hasComposeFile() {
        return console.environment().containsKey(COMPOSE_FILE)
                || options.has("--project-directory")
                || options.has("--env-file")
                || exists(".env") && namesComposeFile(".env")
                || ProjectLoader.fileNames().stream().anyMatch(this::exists);
    }

    private boolean namesComposeFile(String file) {
        try {
            return text(console.folder().resolve(file)).contains(COMPOSE_FILE);
        } catch (InputException unreadable) {
            return false;
        }
    }

    private boolean exists(String file) {
        return isIn(console.folder(), console.folder().resolve(file));
    }

    /** Whether a folder has that file: a link to a file elsewhere is not followed unless the user names it. */
    private static boolean isIn(Path folder, Path file) {
        try {
            return Files.isRegularFile(file) && file.toRealPath().startsWith(folder.toRealPath());
        } catch (IOException unreadable) {
            return false;
        }
    }

    /** Whether there is a project to check. */
    public boolean hasProject() {
        return hasProject;
    }

    /** Returns which project is meant. */
    public ProjectOptions projectOptions() {
        return project;
    }

    /** Returns the Dockerfiles that are checked by themselves. */
    public List<Path> dockerfiles() {
        return dockerfiles.stream().map(console.folder()::resolve).toList();
    }

    /**
     * Returns the pipelines of the current folder and others, if the user names no file other than a project's. One
     * that cannot be read is left out: nobody has named it.
     */
    public List<PipelineFile> pipelines(List<Path> others) {
        List<PipelineFile> pipelines = new ArrayList<>();
        if (hasProject || options.arguments().isEmpty()) {
            Stream.concat(Stream.of(console.folder()), others.stream())
                    .map(Path::normalize)
                    .distinct()
                    .forEach(folder -> pipelineFiles(folder).forEach(file -> {
                        try {
                            pipelines.add(new PipelineFile(
                                    shown(file), text(file).lines().toList()));
                        } catch (InputException unreadable) {
                            // See above.
                        }
                    }));
        }
        return pipelines;
    }

    private static List<Path> pipelineFiles(Path folder) {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> workflows = Files.list(folder.resolve(".github").resolve("workflows"))) {
            workflows
                    .filter(file ->
                            WORKFLOW.matcher(file.getFileName().toString()).matches())
                    .sorted()
                    .limit(MOST_PIPELINES)
                    .forEach(files::add);
        } catch (IOException | UncheckedIOException none) {
            // A project without workflows.
        }
        PIPELINES.stream().map(folder::resolve).forEach(files::add);
        return files.stream().filter(file -> isIn(folder, file)).toList();
    }

    /** Returns the files with custom resources. */
    public List<String> stacks() {
        return stacks;
    }

    /** Returns the name of a file for the user. */
    public String shown(Path file) {
        return file.startsWith(console.folder())
                ? console.folder().relativize(file).toString()
                : file.toString();
    }

    /** Returns the settings of the project, if it has any. */
    public Settings settings() throws InputException {
        String file = options.value("--settings", Settings.FILE);
        return options.has("--settings") || exists(file)
                ? Settings.parse(text(console.folder().resolve(file)), file)
                : Settings.NONE;
    }

    /** Returns the baseline that the user names, if any. */
    public Baseline baseline() throws InputException {
        String file = options.value("--baseline", "");
        return options.has("--baseline") ? Baseline.parse(text(console.folder().resolve(file)), file) : Baseline.NONE;
    }

    /**
     * Returns the text of a file.
     *
     * @throws InputException if there is none that can be read
     */
    public String text(Path file) throws InputException {
        try {
            if (!Files.isRegularFile(file)) {
                throw unreadable(file, Files.exists(file) ? "is not a file" : "does not exist");
            }
            if (Files.size(file) > MAX_BYTES) {
                throw unreadable(file, "is larger than 1 MiB");
            }
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (CharacterCodingException binary) {
            throw unreadable(file, "is not UTF-8");
        } catch (IOException unreadable) {
            throw unreadable(file, "cannot be read");
        }
    }

    private InputException unreadable(Path file, String why) {
        return new InputException(new Finding(
                Code.INPUT_UNREADABLE,
                new Origin(shown(file), 0, 0, ""),
                "'" + shown(file) + "' " + why,
                "check the path"));
    }
}
