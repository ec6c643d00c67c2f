package dev.sild.cli.check;

import dev.sild.check.Baseline;
import dev.sild.check.Settings;
import dev.sild.cli.options.Options;
import dev.sild.cli.options.ProjectOptions;
import dev.sild.cli.terminal.Console;
import dev.sild.compose.load.ProjectLoader;
import dev.sild.model.Origin;
import dev.sild.report.Code;
import dev.sild.report.Finding;
import dev.sild.report.InputException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The files that {@code sild check} reads besides those of a compose project. */
public final class CheckedFiles {
    private static final long MAX_BYTES = 1 << 20;
    private static final Pattern DOCKERFILE =
            Pattern.compile("(?:.*[._-])?(?:dockerfile|containerfile)(?:[._-].*)?", Pattern.CASE_INSENSITIVE);
    private static final String COMPOSE_FILE = "COMPOSE_FILE";
    private static final List<String> DOCKERFILES = List.of("Dockerfile", "Containerfile");

    private final Console console;
    private final Options options;
    private final ProjectOptions project;
    private final List<String> dockerfiles = new ArrayList<>();
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
            (dockerfile ? dockerfiles : others).add(file);
        }
        if (given.files().isEmpty() && !hasComposeFile()) {
            DOCKERFILES.stream().filter(this::exists).forEach(dockerfiles::add);
        }
        this.project = given.ofFiles(others).withAllProfiles(console);
        this.hasProject = !others.isEmpty() || dockerfiles.isEmpty();
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

    /** Whether the folder has that file: a link to a file elsewhere is not followed unless the user names it. */
    private boolean exists(String file) {
        Path path = console.folder().resolve(file);
        try {
            return Files.isRegularFile(path)
                    && path.toRealPath().startsWith(console.folder().toRealPath());
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
