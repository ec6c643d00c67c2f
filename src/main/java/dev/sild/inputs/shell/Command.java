package dev.sild.inputs.shell;

import dev.sild.report.Finding;
import dev.sild.yaml.Node.Position;
import java.util.List;
import java.util.Optional;

/**
 * A command that a script runs.
 *
 * @param arguments its words, the program first
 * @param input what it reads
 * @param doubt what is not known about the folder that it runs in
 */
public record Command(List<Argument> arguments, StandardInput input, Position position, Optional<Finding> doubt) {
    public Command {
        arguments = List.copyOf(arguments);
    }

    /** A command that reads nothing. */
    public Command(List<Argument> arguments, Position position) {
        this(arguments, StandardInput.NONE, position, Optional.empty());
    }

    /** Returns the program without its folder; empty where it is not known. */
    public String program() {
        String path = arguments.get(0).plain().orElse("");
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
