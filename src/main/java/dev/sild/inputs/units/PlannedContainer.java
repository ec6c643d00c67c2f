package dev.sild.inputs.units;

import dev.sild.inputs.shell.Argument;
import dev.sild.inputs.shell.Command;
import dev.sild.yaml.Node.Position;
import java.util.List;

/**
 * A container that a unit runs.
 *
 * @param key its name, which is that of its service
 * @param pod the pod that it is in; empty for none
 * @param requires the containers that its command names as those that it needs, with commas between them
 * @param words the options of its command, its image and what is behind it
 */
record PlannedContainer(Unit unit, String key, String pod, String requires, List<Argument> words) {
    PlannedContainer {
        words = List.copyOf(words);
    }

    /** Returns the command that runs it, with further options in front of its own. */
    Command command(List<Argument> more) {
        Position where = unit.position();
        CommandLine line = new CommandLine(where, "podman", "run");
        line.option("--name", key, where);
        line.words(more);
        line.words(words);
        return line.command();
    }
}
