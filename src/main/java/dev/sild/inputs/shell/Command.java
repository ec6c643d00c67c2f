package dev.sild.inputs.shell;

import dev.sild.yaml.Node.Position;
import java.util.List;

/**
 * A command that a script runs.
 *
 * @param arguments its words, the program first
 * @param input the text that it reads, as a compose file writes it; empty for none
 */
public record Command(List<Argument> arguments, String input, Position position) {
    public Command {
        arguments = List.copyOf(arguments);
    }

    /** Returns the program without its folder; empty where it is not known. */
    public String program() {
        String path = arguments.get(0).plain().orElse("");
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
