package dev.sild.inputs.shell;

import dev.sild.inputs.shell.Word.Part;
import dev.sild.inputs.shell.Word.Substitution;
import java.util.Optional;
import java.util.regex.Pattern;

/** Commands of substitutions whose output is known, or means something, without running them. */
final class KnownCommands {
    /** What scripts write to find the folder that they are in. */
    private static final Pattern FOLDER_OF_SCRIPT = Pattern.compile(
            "\\s*cd (?:-P )?(?:--)?\\s*\"?\\$\\(?dirname[^&;|]{0,80}(?:>\\s*/dev/null\\s*)?(?:2>&1\\s*)?&& pwd(?: -P)?\\s*");

    /** A command that prints the time and does nothing else. */
    private static final Pattern DATE = Pattern.compile(
            "\\s*date(?:\\s+(?:-u|--utc|[+][A-Za-z0-9%_.:-]+|'[+][A-Za-z0-9%_.: -]+'|\"[+][A-Za-z0-9%_.: -]+\"))*\\s*");

    /** The name of a variable as make and shells write those of the environment. */
    private static final Pattern CAPITALS = Pattern.compile("[A-Z][A-Z0-9_]*");

    private KnownCommands() {}

    /** Whether a part is the time, and nothing else. */
    static boolean isDate(Part part) {
        return part instanceof Substitution substitution
                && DATE.matcher(substitution.command()).matches();
    }

    /** Returns what a command prints wherever it runs, or a variable for what differs between machines. */
    static Optional<String> printed(Substitution substitution) {
        String command = substitution.command().strip();
        if (command.startsWith("#")) {
            return Optional.of("");
        }
        return switch (command) {
            case "pwd", "pwd -P", "PWD", "CURDIR", "realpath .", "dirname \"$0\"", "dirname $0" -> Optional.of(".");
            case "id -u", "id -u $USER", "id -u ${USER}" -> Optional.of("${UID:-1000}");
            case "id -g", "id -g $USER", "id -g ${USER}" -> Optional.of("${GID:-1000}");
            case "whoami", "id -un" -> Optional.of("${USER}");
            default -> ofMake(command);
        };
    }

    private static Optional<String> ofMake(String command) {
        if (CAPITALS.matcher(command).matches()) {
            return Optional.of("${" + command + "}");
        }
        return FOLDER_OF_SCRIPT.matcher(command).matches() ? Optional.of(".") : Optional.empty();
    }
}
