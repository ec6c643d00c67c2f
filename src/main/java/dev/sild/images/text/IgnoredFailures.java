package dev.sild.images.text;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Whether a script goes on after a command of it has failed, so that nobody who supervises it knows. */
public final class IgnoredFailures {
    private static final Set<String> SHELLS = Set.of("sh", "bash", "ash", "dash", "zsh");
    private static final Pattern ASSIGNMENT = Pattern.compile("[A-Za-z_]\\w*=.*", Pattern.DOTALL);
    private static final int LONGEST = 65_536;

    /** What ends a script, in the place of the command that it would go on with. */
    private static final Set<String> ENDS = Set.of("exit", "return", "false", "kill");

    /** Conditions: that they fail is an answer. */
    private static final Set<String> CONDITIONS = Set.of("if", "elif", "while", "until", "[", "[[", "test", "case");

    private static final Set<String> AROUND = Set.of("then", "else", "do", "{", "!", "time", "exec", "sudo");

    /** Commands that need no other service, or wait for one. */
    private static final Set<String> PREPARES = Set.of(
            "cd",
            "export",
            "echo",
            "printf",
            "mkdir",
            "chmod",
            "chown",
            "sleep",
            "set",
            "source",
            ".",
            "ln",
            "cp",
            "mv",
            "rm",
            "touch",
            "umask",
            "ulimit",
            "for",
            "done",
            "fi",
            "esac",
            "}",
            "true",
            ":",
            "cat",
            "sed",
            "envsubst",
            "unset",
            "trap",
            "wait",
            "date",
            "ls",
            "id",
            "env",
            "which",
            "command",
            "read",
            "local",
            "shift",
            "exit",
            "return",
            "false",
            "kill",
            "pg_isready",
            "nc",
            "dockerize");

    private IgnoredFailures() {}

    /** Whether a process is a shell with such a script. */
    public static boolean areIn(List<String> process) {
        for (int i = 0; i + 2 < process.size(); i++) {
            String shell = process.get(i).substring(process.get(i).lastIndexOf('/') + 1);
            String option = process.get(i + 1);
            if (SHELLS.contains(shell) && option.matches("-\\w*c")) {
                return areIn(process.get(i + 2), option.contains("e"));
            }
        }
        return false;
    }

    private static boolean areIn(String script, boolean stops) {
        if (script.length() > LONGEST) {
            return false;
        }
        boolean stopsAtFailure = stops;
        List<ShellScript.Command> commands = ShellScript.commandsWithEnds(script);
        for (int i = 0; i + 1 < commands.size(); i++) {
            List<String> words = commands.get(i).words();
            if (words.get(0).equals("set") && words.stream().anyMatch(word -> word.matches("-\\w*e\\w*|errexit"))) {
                stopsAtFailure = true;
            }
            boolean ignored = switch (commands.get(i).end()) {
                case "&" -> true;
                case "||" -> !ENDS.contains(commands.get(i + 1).words().get(0));
                case ";", "\n" -> !stopsAtFailure;
                default -> false;
            };
            if (ignored && mayNeedOthers(words)) {
                return true;
            }
        }
        return false;
    }

    private static boolean mayNeedOthers(List<String> words) {
        for (String word : words) {
            String program = word.substring(word.lastIndexOf('/') + 1);
            if (!AROUND.contains(program) && !ASSIGNMENT.matcher(word).matches()) {
                return !CONDITIONS.contains(program) && !PREPARES.contains(program) && !program.startsWith("wait");
            }
        }
        return false;
    }
}
