package dev.sild.images.text;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
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

    /** What asks whether another service answers, most often in a loop. */
    private static final Set<String> WAITS =
            Set.of("until", "while", "pg_isready", "nc", "ncat", "netcat", "dockerize", "mysqladmin", "mariadb-admin");

    private static final int MOST_WORDS = 40;

    private IgnoredFailures() {}

    /** Whether a process is a shell with such a script. */
    public static boolean areIn(List<String> process) {
        return areIn(process, IgnoredFailures::mayNeedOthers);
    }

    /**
     * Whether a process is a shell with a script that goes on after such a command, before which it waits for nothing.
     */
    public static boolean areUnawaitedIn(List<String> process, Predicate<List<String>> command) {
        boolean[] waited = {false};
        return areIn(process, words -> {
            waited[0] |= words.stream().limit(MOST_WORDS).anyMatch(IgnoredFailures::isWait);
            return !waited[0] && command.test(words);
        });
    }

    private static boolean isWait(String word) {
        String program = word.substring(word.lastIndexOf('/') + 1);
        return WAITS.contains(program) || program.startsWith("wait-") || program.startsWith("wait_");
    }

    private static boolean areIn(List<String> process, Predicate<List<String>> fails) {
        for (int i = 0; i + 2 < process.size(); i++) {
            String shell = process.get(i).substring(process.get(i).lastIndexOf('/') + 1);
            String option = process.get(i + 1);
            if (SHELLS.contains(shell) && option.matches("-\\w*c")) {
                return areIn(process.get(i + 2), option.contains("e"), fails);
            }
        }
        return false;
    }

    private static boolean areIn(String script, boolean stops, Predicate<List<String>> fails) {
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
            if (fails.test(words) && ignored) {
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
