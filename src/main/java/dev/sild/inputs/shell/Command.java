package dev.sild.inputs.shell;

import dev.sild.yaml.Node.Position;
import java.util.List;

/**
 * A command that a script runs.
 *
 * @param arguments its words, the program first
 * @param input what it reads
 */
public record Command(List<Argument> arguments, StandardInput input, Position position) {
    public Command {
        arguments = List.copyOf(arguments);
    }

    /** A command that reads nothing. */
    public Command(List<Argument> arguments, Position position) {
        this(arguments, StandardInput.NONE, position);
    }

    /** Returns the program without its folder; empty where it is not known. */
    public String program() {
        String path = arguments.get(0).plain().orElse("");
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
