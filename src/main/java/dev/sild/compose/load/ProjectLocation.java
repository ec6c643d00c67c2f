package dev.sild.compose.load;

import dev.sild.compose.load.files.ProjectFiles;
import dev.sild.compose.load.files.UnitFiles;
import dev.sild.compose.load.files.WorkTree;
import dev.sild.compose.load.tree.Problems;
import dev.sild.compose.load.tree.Source;
import dev.sild.compose.load.variables.DotEnv;
import dev.sild.report.Code;
import dev.sild.report.InputException;
import dev.sild.yaml.Node.Position;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is known before any compose file is read: which files to read, in which folder, with which variables.
 *
 * @param sources the compose files, later ones override earlier ones
 * @param folder the project's folder, absolute
 * @param environment the shell's variables and, below them, those of the env files
 * @param envFiles the env files, as {@code --env-file} names them
 */
record ProjectLocation(List<Source> sources, Path folder, Map<String, String> environment, List<String> envFiles) {
    static final List<String> NAMES =
            List.of("compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml");
    private static final List<String> OVERRIDES = List.of(
            "compose.override.yml",
            "compose.override.yaml",
            "docker-compose.override.yml",
            "docker-compose.override.yaml");

    /** Finds out what {@code request} means, as docker compose does. */
    static ProjectLocation of(LoadRequest request, ProjectFiles files, Problems problems) throws InputException {
        Path current = request.workingDirectory().toAbsolutePath().normalize();
        Path asked = request.projectDirectory().isPresent()
                ? ProjectFiles.resolve(current, request.projectDirectory().get())
                : null;
        Map<String, String> environment = new HashMap<>(request.shellEnvironment());
        environment.putAll(request.overrides());
        List<String> envFiles = envFiles(request);
        Path first = asked == null ? current : asked;
        files.allow(first);
        request.allowedPaths().forEach(path -> files.allow(ProjectFiles.resolve(current, path)));
        envFiles.forEach(name -> files.allowNamed(ProjectFiles.resolve(current, name)));
        // With -f, compose reads the .env beside the first file alone.
        Path variables = asked != null
                ? asked
                : request.files().stream()
                        .filter(name -> !name.equals("-"))
                        .findFirst()
                        .flatMap(name -> Optional.ofNullable(
                                ProjectFiles.resolve(current, name).getParent()))
                        .orElse(current);
        files.allow(variables);
        if (!request.dotEnvIgnored() || !envFiles.isEmpty()) {
            readEnvFiles(envFiles, current, variables, environment, files, problems);
        }
        List<Source> sources = sources(request, current, first, environment, files);
        Path folder = asked != null
                ? asked
                : sources.get(0).isStdin() ? current : sources.get(0).folder();
        Optional<Path> repository = WorkTree.around(folder, current, request.shellEnvironment());
        repository.ifPresent(files::allow);
        environment.put("PWD", shellFolder(folder, current, repository).toString());
        if (envFiles.isEmpty() && !request.dotEnvIgnored() && !folder.equals(variables)) {
            readEnvFiles(envFiles, current, folder, environment, files, problems);
        }
        List<String> used = !envFiles.isEmpty() || request.dotEnvIgnored()
                ? envFiles
                : Stream.of(variables, folder)
                        .map(each -> each.resolve(".env"))
                        .filter(Files::isRegularFile)
                        .map(files.nearby()::name)
                        .distinct()
                        .toList();
        return new ProjectLocation(sources, folder, environment, used);
    }

    /**
     * Returns the folder in which compose would be run: the current one, if that is the project's or a folder around it
     * in its repository, as in {@code docker compose -f deploy/compose.yaml}; else the project's.
     */
    private static Path shellFolder(Path folder, Path current, Optional<Path> repository) {
        boolean around = folder.startsWith(current)
                && repository.filter(current::startsWith).isPresent();
        return around ? current : folder;
    }

    private static List<String> envFiles(LoadRequest request) {
        String listed = request.shellEnvironment().get("COMPOSE_ENV_FILES");
        if (!request.envFiles().isEmpty() || listed == null || listed.isEmpty()) {
            return request.envFiles();
        }
        return List.of(listed.split(","));
    }

    private static void readEnvFiles(
            List<String> named,
            Path current,
            Path folder,
            Map<String, String> environment,
            ProjectFiles files,
            Problems problems)
            throws InputException {
        Map<String, String> read = new HashMap<>();
        Path implicit = folder.resolve(".env");
        if (named.isEmpty() && Files.isRegularFile(implicit)) {
            readEnvFile(implicit, files.display(implicit), read, environment, files, problems);
        }
        for (String name : named) {
            readEnvFile(ProjectFiles.resolve(current, name), name, read, environment, files, problems);
        }
        for (Map.Entry<String, String> entry : read.entrySet()) {
            environment.putIfAbsent(entry.getKey(), entry.getValue());
        }
    }

    private static void readEnvFile(
            Path path,
            String display,
            Map<String, String> read,
            Map<String, String> environment,
            ProjectFiles files,
            Problems problems)
            throws InputException {
        String text = files.envText(path, display, Position.NONE, "");
        DotEnv.readOfProject(text, display, name -> environment.getOrDefault(name, read.get(name)), problems)
                .forEach((name, value) -> read.put(name, value.value()));
    }

    private static List<Source> sources(
            LoadRequest request, Path current, Path folder, Map<String, String> environment, ProjectFiles files)
            throws InputException {
        List<String> names = request.files();
        String ofShell = request.shellEnvironment().getOrDefault("COMPOSE_FILE", "");
        boolean byUser = !names.isEmpty() || !ofShell.isEmpty();
        if (names.isEmpty()
                && environment.get("COMPOSE_FILE") != null
                && !environment.get("COMPOSE_FILE").isEmpty()) {
            String separator = environment.getOrDefault("COMPOSE_PATH_SEPARATOR", ":");
            names = split(environment.get("COMPOSE_FILE"), separator.isEmpty() ? ":" : separator);
        }
        if (names.isEmpty()) {
            return found(folder, files);
        }
        List<Source> sources = new ArrayList<>();
        for (String name : names) {
            Source source =
                    new Source(name.equals("-") ? current.resolve("-") : ProjectFiles.resolve(current, name), name);
            if (byUser && !source.isStdin()) {
                files.allowNamed(source.path());
                files.allow(source.folder());
            }
            sources.add(source);
        }
        return UnitFiles.together(sources, files);
    }

    private static List<String> split(String text, String separator) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        for (int end = text.indexOf(separator); end >= 0; end = text.indexOf(separator, start)) {
            parts.add(text.substring(start, end));
            start = end + separator.length();
        }
        parts.add(text.substring(start));
        return parts;
    }

    private static List<Source> found(Path from, ProjectFiles files) throws InputException {
        for (Path folder = from; folder != null; folder = folder.getParent()) {
            Optional<Path> main = composeFileIn(folder);
            if (main.isPresent()) {
                List<Source> sources = new ArrayList<>();
                files.allow(folder);
                sources.add(new Source(main.get(), files.display(main.get())));
                Optional<Path> override = firstOf(OVERRIDES, folder);
                if (override.isPresent()) {
                    sources.add(new Source(override.get(), files.display(override.get())));
                }
                return sources;
            }
        }
        throw Problems.fatal(
                Code.INPUT_UNREADABLE,
                new Position(from.toString(), 0, 0),
                "",
                "no compose.yaml here or in a parent folder",
                "set the compose file with -f");
    }

    /** Returns the compose file of a folder, the first of the names that docker compose looks for. */
    static Optional<Path> composeFileIn(Path folder) {
        return firstOf(NAMES, folder);
    }

    /** Returns the compose files that a path of a folder names: the file itself, or those of a folder. */
    static List<String> composeFilesAt(Path folder, String named) {
        Path path = ProjectFiles.resolve(folder, named);
        if (!Files.isDirectory(path)) {
            return Files.isRegularFile(path) ? List.of(named) : List.of();
        }
        List<String> files = new ArrayList<>();
        composeFileIn(path).ifPresent(main -> {
            files.add(folder.relativize(main).toString());
            firstOf(OVERRIDES, path)
                    .ifPresent(more -> files.add(folder.relativize(more).toString()));
        });
        return files;
    }

    private static Optional<Path> firstOf(List<String> names, Path folder) {
        for (String name : names) {
            Path path = folder.resolve(name);
            if (Files.exists(path)) {
                return Optional.of(path);
            }
        }
        return Optional.empty();
    }
}
