package dev.sild.inputs.engine;

import dev.sild.inputs.engine.EngineOptions.Given;
import dev.sild.inputs.engine.EngineOptions.Line;
import dev.sild.inputs.project.ComposeDraft;
import dev.sild.inputs.project.Remarks;
import dev.sild.inputs.shell.Argument;
import dev.sild.report.Code;
import dev.sild.yaml.Node.Position;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Commands that start what a compose file describes: the compose file in the making includes that one. */
final class ComposeCommands {
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
        String folder = directory.isEmpty()
                ? "."
                : directory.get(directory.size() - 1).value().text();
        List<Argument> named = new ArrayList<>();
        line.of("file").forEach(given -> named.add(given.value()));
        if (include(named.isEmpty() ? List.of(new Argument(folder, where)) : named, where)) {
            ComposeDraft entry = last;
            directory.forEach(given -> entry.set(
                    "project_directory", given.value().text(), given.value().position()));
            line.of("env_file")
                    .forEach(given -> entry.add(
                            "env_file", given.value().text(), given.value().position()));
        }
        line.of("profile")
                .forEach(given -> remarks.add(
                        Code.NOT_CARRIED,
                        given.value().position(),
                        "services of the profile '" + given.value().text() + "' are not included",
                        "add --profile " + given.value().text() + " to the command of sild"));
    }

    private ComposeDraft last;

    /** Includes compose files as one; false where one is not there, or all are included already. */
    boolean include(List<Argument> named, Position where) {
        List<String> paths = new ArrayList<>();
        for (Argument name : named) {
            List<String> found = name.plain().map(present::at).orElse(List.of());
            if (found.isEmpty()) {
                missing(name);
                return false;
            }
            paths.addAll(found);
        }
        if (!included.add(paths)) {
            return false;
        }
        last = file.addMap("include", where);
        paths.forEach(path -> last.add("path", path, where));
        return true;
    }

    private void missing(Argument name) {
        boolean folder = name.text().equals(".");
        String shown = folder ? "a compose file" : "the compose file '" + name.text() + "'";
        String reason = written.text(name.text()).isPresent()
                ? "the script writes " + shown + " itself"
                : name.text().equals("-")
                        ? "the compose file is what another command prints"
                        : folder
                                ? "this command uses a compose file, and there is none beside the script"
                                : shown + " of this command is not there";
        remarks.unread(
                name.position(),
                reason,
                "convert it: sild convert -f " + (folder || name.text().equals("-") ? "FILE" : name.text()));
    }
}
