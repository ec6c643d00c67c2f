package dev.sild.inputs.shell;

import java.util.List;
import java.util.stream.Collectors;

/** What tests ask of scripts. */
final class ScriptCase {
    private ScriptCase() {}

    static Script script(String text) {
        return Script.read(text, "in.sh");
    }

    /** Returns the commands of a script, their words with {@code |} between them. */
    static List<String> commands(String text) {
        return script(text).commands().stream()
                .map(command -> command.arguments().stream().map(Argument::text).collect(Collectors.joining("|")))
                .toList();
    }

    /** Returns the only command of a script. */
    static String command(String text) {
        List<String> commands = commands(text);
        if (commands.size() != 1) {
            throw new AssertionError(commands);
        }
        return commands.get(0);
    }

    static List<String> findings(String text) {
        return script(text).findings().stream()
                .map(finding -> finding.origin().line() + ": " + finding.reason())
                .toList();
    }
}
