package dev.sild.inputs.shell;

import dev.sild.report.Finding;
import java.util.List;
import java.util.Map;

/**
 * A script as far as it is known without running it: its commands in order, and the files that it writes.
 *
 * @param commands the commands; those in a loop over known words once for each
 * @param files the texts of files that the script writes as a whole, as a compose file writes them, by the name that
 *     the script gives them
 * @param findings what could not be known
 */
public record Script(List<Command> commands, Map<String, String> files, List<Finding> findings) {
    public Script {
        commands = List.copyOf(commands);
        files = Map.copyOf(files);
        findings = List.copyOf(findings);
    }

    /** Reads the text of a script; {@code file} is how it is shown to the user. */
    public static Script read(String text, String file) {
        return new ScriptReading(ScriptLexer.commands(text, file)).read();
    }
}
