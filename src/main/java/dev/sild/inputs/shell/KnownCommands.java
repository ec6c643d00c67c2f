package dev.sild.inputs.shell;

import dev.sild.inputs.shell.Word.Part;
import dev.sild.inputs.shell.Word.Substitution;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Commands of substitutions whose output is known, or means something, without running them. */
final class KnownCommands {
    /** What scripts write to find the folder that they are in. */
    private static final Pattern FOLDER_OF_SCRIPT = Pattern.compile(
            "\\s*cd (?:-P )?(?:--)?\\s*\"?\\$\\(?dirname([^&;|>]{0,160})(?:>\\s*/dev/null\\s*)?(?:2>&1\\s*)?&& pwd(?: -P)?\\s*");

    private static final Pattern BELOW = Pattern.compile("(?:/[A-Za-z0-9._-]{1,80}){0,8}/?");

    /** The script itself. */
    private static final String SELF = "\"?\\$(?:0|\\{0}|BASH_SOURCE|\\{BASH_SOURCE(?:\\[0])?})\"?";

    /** Other ways to write the folder that the script is in. */
    private static final Pattern DIRNAME = Pattern.compile("dirname\\s+(?:--\\s+)?(?:" + SELF
            + "|\"?\\$\\((?:readlink -f|realpath)\\s+(?:--\\s+)?" + SELF + "\\)\"?)");

    private static final Pattern WITHOUT_NAME = Pattern.compile("\\$\\{(?:0|BASH_SOURCE(?:\\[0])?)%/\\*}");

    /** The folder above a path in a variable. */
    private static final Pattern PARENT =
            Pattern.compile("dirname\\s+(?:--\\s+)?\"?\\$\\{?([A-Za-z_][A-Za-z0-9_]{0,80})}?\"?");

    /** What a variable in a name, or one that began in front of it, has in it. */
    private static final Pattern UNKNOWN_NAME = Pattern.compile("[$}]");

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
    static Optional<String> printed(
            Substitution substitution, WorkingFolder folder, Function<String, String> variables) {
        String command = substitution.command().strip();
        String start = String.valueOf(WorkingFolder.START);
        Matcher found = FOLDER_OF_SCRIPT.matcher(command);
        if (found.matches()) {
            String words = found.group(1);
            String below = words.substring(words.lastIndexOf(')') + 1)
                    .replace("\"", "")
                    .strip();
            return BELOW.matcher(words.indexOf(')') < 0 ? "" : below).matches()
                    ? Optional.of(start + (words.indexOf(')') < 0 ? "" : below))
                    : Optional.empty();
        }
        if (DIRNAME.matcher(command).matches()
                || WITHOUT_NAME.matcher(substitution.text()).matches()) {
            return Optional.of(start);
        }
        if (command.startsWith("#")) {
            return Optional.of("");
        }
        Matcher parent = PARENT.matcher(command);
        if (parent.matches() && variables.apply(parent.group(1)) != null) {
            return parent(variables.apply(parent.group(1)));
        }
        return switch (command) {
            case "pwd", "pwd -P", "PWD", "realpath ." -> Optional.of(folder.printed());
            case "CURDIR" -> Optional.of(start);
            case "id -u", "id -u $USER", "id -u ${USER}" -> Optional.of("${UID:-1000}");
            case "id -g", "id -g $USER", "id -g ${USER}" -> Optional.of("${GID:-1000}");
            case "whoami", "id -un" -> Optional.of("${USER}");
            default -> ofMake(command);
        };
    }

    /** Returns the folder above a path; empty where its last name is only known when the script runs. */
    private static Optional<String> parent(String path) {
        String start = String.valueOf(WorkingFolder.START);
        if (path.endsWith("..") || path.equals(start)) {
            return Optional.of(path + "/..");
        }
        String named = path.replaceFirst("(?<=[^/])/+$", "");
        int slash = named.lastIndexOf('/');
        if (UNKNOWN_NAME.matcher(named).find(slash + 1) || slash < 0 && named.startsWith("~")) {
            return Optional.empty();
        }
        return Optional.of(slash > 0 ? named.substring(0, slash) : slash == 0 ? "/" : ".");
    }

    private static Optional<String> ofMake(String command) {
        if (CAPITALS.matcher(command).matches()) {
            return Optional.of("${" + command + "}");
        }
        return Optional.empty();
    }
}
