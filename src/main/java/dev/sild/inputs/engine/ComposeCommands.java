package dev.sild.inputs.engine;

import dev.sild.inputs.engine.EngineOptions.Given;
import dev.sild.inputs.engine.EngineOptions.Line;
import dev.sild.inputs.project.ComposeDraft;
import dev.sild.inputs.project.Remarks;
import dev.sild.inputs.shell.Argument;
import dev.sild.inputs.shell.ScriptPath;
import dev.sild.report.Code;
import dev.sild.yaml.Node.Position;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Commands that start what a compose file describes: the compose file in the making includes that one. */
final class ComposeCommands {
    private static final List<String> NAMES =
            List.of("compose.yaml", "compose.yml", "docker-compose.yaml", "docker-compose.yml");
    private static final List<String> OVERRIDES = List.of(
            "compose.override.yaml",
            "compose.override.yml",
            "docker-compose.override.yaml",
            "docker-compose.override.yml");
    private static final Set<String> STARTING = Set.of("up", "create", "run", "start", "watch");

    private final ComposeDraft file;
    private final ScriptFiles written;
    private final ComposeFiles present;
    private final Remarks remarks;
    private final Suggestions suggestions;
    private final Set<List<String>> included = new HashSet<>();

    ComposeCommands(
            ComposeDraft file, ScriptFiles written, ComposeFiles present, Remarks remarks, Suggestions suggestions) {
        this.file = file;
        this.written = written;
        this.present = present;
        this.remarks = remarks;
        this.suggestions = suggestions;
    }

    /** Reads the words behind {@code compose}. */
    void run(List<Argument> words, Position where) {
        Line line =
                EngineOptions.read(words, CommandTables.COMPOSE, suggestions).reported(remarks);
        if (line.rest().isEmpty() || !STARTING.contains(line.rest().get(0).text())) {
            return;
        }
        List<Given> directory = line.of("project_directory");
        Argument folder = directory.isEmpty()
                ? new Argument(line.rest().get(0).with(".").path(), where)
                : directory.get(directory.size() - 1).value().located();
        List<Argument> named = new ArrayList<>();
        line.of("file").forEach(given -> named.add(given.value().located()));
        if (named.isEmpty() ? includeFolder(folder, where) : include(named, where)) {
            ComposeDraft entry = Objects.requireNonNull(last, "files that are included without an entry");
            directory.forEach(given -> entry.set(
                    "project_directory", given.value().path(), given.value().position()));
            line.of("env_file")
                    .forEach(given -> entry.add(
                            "env_file", given.value().path(), given.value().position()));
        }
        line.of("profile")
                .forEach(given -> remarks.add(
                        Code.NOT_CARRIED,
                        given.value().position(),
                        "services of the profile '" + given.value().text() + "' are not included",
                        "add --profile " + given.value().text() + " to the command of sild"));
    }

    private @Nullable ComposeDraft last;

    /** Includes compose files as one; false where one is not there, or all are included already. */
    boolean include(List<Argument> named, Position where) {
        List<String> paths = new ArrayList<>();
        for (Argument name : named) {
            List<String> found = name.plain().map(this::at).orElse(List.of());
            if (found.isEmpty()) {
                missing(name);
                return false;
            }
            paths.addAll(found);
        }
        return includePaths(paths, where);
    }

    /** Includes the compose files that an engine finds in a folder: what the script writes is there when it looks. */
    private boolean includeFolder(Argument folder, Position where) {
        List<String> found = folder.plain().map(present::at).orElse(List.of());
        List<String> paths = new ArrayList<>();
        writtenIn(folder, NAMES).or(() -> found.stream().findFirst()).ifPresent(paths::add);
        if (paths.isEmpty()) {
            remarks.unread(
                    folder.position(),
                    "there is no compose file in "
                            + (folder.text().equals(".") ? "the script's folder" : "'" + folder.text() + "'"),
                    "convert it: sild convert -f FILE");
            return false;
        }
        writtenIn(folder, OVERRIDES)
                .or(() -> found.stream().skip(1).findFirst())
                .ifPresent(paths::add);
        return includePaths(paths, where);
    }

    private Optional<String> writtenIn(Argument folder, List<String> names) {
        String prefix = folder.text().equals(".") ? "" : folder.text() + "/";
        return names.stream()
                .map(name -> prefix + name)
                .filter(name -> written.text(name).isPresent())
                .findFirst();
    }

    private List<String> at(String name) {
        return written.text(name).isPresent() ? List.of(name) : present.at(name);
    }

    private boolean includePaths(List<String> paths, Position where) {
        if (!included.add(paths.stream().map(ScriptPath::name).toList())) {
            return false;
        }
        last = file.addMap("include", where);
        paths.forEach(path -> last.add("path", path, where));
        return true;
    }

    private void missing(Argument name) {
        boolean printed = name.text().equals("-");
        remarks.unread(
                name.position(),
                printed
                        ? "the compose file is what another command prints"
                        : "the compose file '" + name.text() + "' does not exist",
                "convert it: sild convert -f " + (printed ? "FILE" : name.text()));
    }
}
