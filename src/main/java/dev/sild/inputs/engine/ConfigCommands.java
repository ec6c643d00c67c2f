package dev.sild.inputs.engine;

import dev.sild.inputs.engine.EngineOptions.Line;
import dev.sild.inputs.project.ComposeDraft;
import dev.sild.inputs.project.Remarks;
import dev.sild.inputs.shell.Argument;
import dev.sild.inputs.shell.StandardInput;
import java.util.List;
import java.util.Optional;

/** Configs of a swarm: those that a script creates, and the option {@code --config} that uses them. */
final class ConfigCommands {
    private final ComposeDraft file;
    private final ScriptFiles files;
    private final Remarks remarks;
    private final Suggestions suggestions;

    ConfigCommands(ComposeDraft file, ScriptFiles files, Remarks remarks, Suggestions suggestions) {
        this.file = file;
        this.files = files;
        this.remarks = remarks;
        this.suggestions = suggestions;
    }

    /** Declares a config with its text where the script has it, otherwise with its file. */
    void create(List<Argument> words, StandardInput input) {
        Line line = EngineOptions.readMixed(words, CommandTables.CONFIG, suggestions)
                .reported(remarks);
        if (line.rest().isEmpty()) {
            return;
        }
        Argument name = line.rest().get(0);
        Argument from = line.rest().size() > 1 ? line.rest().get(1) : name.with("-");
        StandardInput source =
                from.text().equals("-") ? input : new StandardInput(StandardInput.Kind.FILE, from.path());
        Optional<String> text = source.kind() == StandardInput.Kind.TEXT
                ? Optional.of(source.text())
                : source.kind() == StandardInput.Kind.FILE ? files.text(source.text()) : Optional.empty();
        ComposeDraft configs = file.map("configs", name.position());
        configs.remove(name.text());
        ComposeDraft config = configs.map(name.text(), name.position());
        if (text.isPresent()) {
            config.set("content", text.get(), from.position());
        } else if (source.kind() == StandardInput.Kind.FILE) {
            config.set("file", SecretCommands.path(source.text()), from.position());
        } else {
            config.set("external", true, name.position());
            remarks.unread(
                    name.position(),
                    "the text of the config '" + name.text() + "' is only known when the script runs",
                    "write it to a file, and set 'file' in a compose file");
        }
    }

    /** Mounts a config into a service. */
    void add(ComposeDraft service, Argument value) {
        FileReference.add(file, service, value, "config", remarks);
    }
}
