package dev.sild.images;

import dev.sild.images.CommandTable.Meaning;
import dev.sild.images.text.PrintedText;
import dev.sild.images.text.ShellScript;
import dev.sild.images.text.WaitScript;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whether a command does one thing and ends: a migration, a client with something to do, a copy of files; or stays when
 * what it runs has failed; or runs forever and serves nobody. Decides by {@code commands.txt}, which says itself how a
 * line is written; what it does not list may run forever.
 */
public final class EndingCommands {
    private static final Pattern FOR_EVER = Pattern.compile(
            "tail -[fF]|sleep (?:inf|[0-9]+[dh]|[0-9]{4})|while (?:true|:|sleep|\\[ 1)|until false"
                    + "|--watch|mirror .*-w\\b|\\bwatch |admin trace|while \\(\\(|while \\[+ *(?:true|1)|for \\(\\( *; *;");
    /** More words than a command that could be known has. */
    private static final int MOST_WORDS = 500;

    private static final int LONGEST_SCRIPT = 65_536;
    private static final Set<String> SHELLS = Set.of("sh", "bash", "ash", "dash", "zsh", "su", "runuser");
    /** Options with which a shell or an interpreter still asks a terminal what to do. */
    private static final Set<String> INTERACTIVE = Set.of("-i", "-l", "-a", "--login", "--interactive");

    /** Words of a shell with which a script asks somebody. */
    private static final Set<String> ASKING_WORDS = Set.of("read", "select");

    /** What says to a client of a database what to do: an option with a statement or a file, or an input. */
    private static final Pattern STATEMENT =
            Pattern.compile("<|-[cefQ].*|--(?:eval|command|execute|file|query)\\b.*", Pattern.DOTALL);

    private static final Set<String> KEYWORDS =
            Set.of("if", "then", "elif", "else", "do", "while", "until", "!", "{", "<");
    private static final Pattern ASSIGNMENT = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*=.*", Pattern.DOTALL);
    private static final Pattern FUNCTION =
            Pattern.compile("(?m)^[ \\t]*+(?:function[ \\t]++)?([A-Za-z_][A-Za-z0-9_]*+)[ \\t]*+\\(\\)");
    private static final Pattern EXTENSION = Pattern.compile("\\.(?:sh|py|js|mjs|cjs|ts|rb|php|bat|exe)$");

    /** Where a script goes on beside a command. */
    private static final Pattern BACKGROUND = Pattern.compile("(?<![&<>])&(?![&>])");

    /** A pipe with a name, whose reader waits until another program writes: perhaps forever. */
    private static final Pattern NAMED_PIPE = Pattern.compile("\\bmkfifo\\b|\\bmknod\\b|(?i:fifo)\\b");

    private EndingCommands() {}

    /**
     * What a command does, and the program that decides it.
     *
     * @param mayServe whether a program that it starts may open a port
     */
    private record Verdict(Meaning meaning, String program, boolean mayServe) {
        static final Verdict RUNS_ANOTHER = of(Meaning.RUNS_ANOTHER, "");
        static final Verdict SAYS_NOTHING = of(Meaning.SAYS_NOTHING, "");

        static Verdict of(Meaning meaning, String program) {
            boolean mayServe = switch (meaning) {
                case RUNS_ANOTHER, SUPERVISES, SERVES -> true;
                case ENDS, MIGRATES, WORKS, SAYS_NOTHING -> false;
            };
            return new Verdict(meaning, program, mayServe);
        }

        boolean is(Meaning one) {
            return meaning == one;
        }
    }

    /** Whether a command keeps itself busy until it is stopped, as far as its text says so. */
    public static boolean runForever(String command) {
        return command.length() > LONGEST_SCRIPT
                || FOR_EVER.matcher(PrintedText.without(command)).find();
    }

    /** Whether a command, given by its words, is known to end. */
    public static boolean end(List<String> words) {
        if (words.isEmpty() || runForever(String.join(" ", words))) {
            return false;
        }
        Verdict verdict = verdict(words);
        return verdict.is(Meaning.ENDS)
                || verdict.is(Meaning.MIGRATES)
                || verdict.is(Meaning.SAYS_NOTHING)
                || askATerminal(words);
    }

    /** Whether a command, given by its words, is known to change a database and to end. */
    public static boolean migrate(List<String> words) {
        return verdict(words).is(Meaning.MIGRATES);
    }

    /**
     * Whether all that a command, given by its words, starts is known to open no port: it ends, waits, or takes its
     * work from a queue or a clock.
     */
    public static boolean serveNobody(List<String> words) {
        return !words.isEmpty() && !verdict(words).mayServe();
    }

    /**
     * Whether a command, given by its words, is known to take work from a queue or a clock until it is stopped, and all
     * else that it starts to open no port.
     */
    public static boolean work(List<String> words) {
        Verdict verdict = verdict(words);
        return verdict.is(Meaning.WORKS) && !verdict.mayServe();
    }

    /**
     * Whether a command, given by its words, is a shell or an interpreter with nothing to run, which ends where no
     * terminal is.
     */
    public static boolean askATerminal(List<String> words) {
        String first = words.isEmpty() ? "" : words.get(0);
        return CommandTable.asksATerminal(first.substring(first.lastIndexOf('/') + 1))
                && INTERACTIVE.containsAll(words.subList(Math.min(1, words.size()), words.size()));
    }

    /** Whether a command, given by its words, may wait for what somebody types where it has a terminal. */
    public static boolean mayAskATerminal(List<String> words) {
        return scriptIn(words)
                .map(script -> ShellScript.commands(script).stream().anyMatch(EndingCommands::asks))
                .orElseGet(() -> asks(words));
    }

    /** Whether one command of a script asks a terminal: a shell without a script, a client without a statement. */
    private static boolean asks(List<String> command) {
        if (!command.isEmpty() && ASKING_WORDS.contains(command.get(0))) {
            return true;
        }
        List<String> words = command.size() > MOST_WORDS ? List.of() : command;
        while (!words.isEmpty()) {
            String first = words.get(0);
            List<String> rest = words.subList(1, words.size());
            if (KEYWORDS.contains(first) || ASSIGNMENT.matcher(first).matches()) {
                words = rest;
                continue;
            }
            String program = first.substring(first.lastIndexOf('/') + 1);
            CommandTable.Rule rule = CommandTable.rule(program, rest);
            if (CommandTable.asksATerminal(program)) {
                // What follows the name of a client is a database; what follows that of an interpreter is its script.
                return rule != null && rule.meaning() == Meaning.ENDS
                        ? rest.stream()
                                .noneMatch(word -> STATEMENT.matcher(word).matches())
                        : INTERACTIVE.containsAll(rest);
            }
            words = rule != null && rule.meaning() == Meaning.RUNS_ANOTHER ? another(program, rest, rule) : List.of();
        }
        return false;
    }

    /**
     * Returns the program that a command, given by its words, runs to restart another one whenever its source code
     * changes, and that stays without it when it has failed; empty if there is none.
     */
    public static Optional<String> supervisor(List<String> words) {
        return Optional.of(verdict(words))
                .filter(verdict -> verdict.is(Meaning.SUPERVISES))
                .map(Verdict::program);
    }

    /** Returns whether a command is known to end, or says nothing; what may run forever runs another program. */
    private static Verdict verdict(List<String> given) {
        List<String> words = given.size() > MOST_WORDS ? List.of("-") : given;
        boolean another = false;
        while (!words.isEmpty()) {
            String first = words.get(0);
            if (KEYWORDS.contains(first) || ASSIGNMENT.matcher(first).matches()) {
                words = words.subList(1, words.size());
                continue;
            }
            if (first.equals("for")) {
                return Verdict.SAYS_NOTHING;
            }
            String file = first.substring(first.lastIndexOf('/') + 1);
            String program = EXTENSION.matcher(file).replaceFirst("");
            List<String> rest = words.subList(1, words.size());
            if (SHELLS.contains(program)) {
                return script(rest);
            }
            if (WaitScript.isOne(program) || program.equals("dockerize")) {
                int end = rest.indexOf("--");
                if (end < 0) {
                    return Verdict.RUNS_ANOTHER;
                }
                words = rest.subList(end + 1, rest.size());
                continue;
            }
            CommandTable.Rule rule = CommandTable.rule(program, rest);
            if (rule == null) {
                return Verdict.RUNS_ANOTHER;
            }
            if (rule.meaning() != Meaning.RUNS_ANOTHER) {
                return Verdict.of(rule.meaning(), file);
            }
            words = another(program, rest, rule);
            another = true;
        }
        return another ? Verdict.RUNS_ANOTHER : Verdict.SAYS_NOTHING;
    }

    /** Returns the command that a program runs: what follows its own options and words. */
    private static List<String> another(String program, List<String> rest, CommandTable.Rule rule) {
        int at = 0;
        while (at < rest.size() && (rest.get(at).startsWith("-") || rule.words().contains(rest.get(at)))) {
            // Code on the command line is not a program that could be known.
            if ((rest.get(at).equals("-c") || rest.get(at).equals("-e"))
                    && rule.words().isEmpty()) {
                return List.of("-");
            }
            at++;
        }
        // The user to become, or the time to wait.
        boolean argument = Set.of("gosu", "su-exec", "s6-setuidgid", "timeout").contains(program);
        return rest.subList(Math.min(rest.size(), argument ? at + 1 : at), rest.size());
    }

    /** Returns the script of {@code sh -c}, given by the words after {@code sh}; empty if there is none. */
    private static Optional<String> given(List<String> arguments) {
        int option = 0;
        while (option < arguments.size() && !arguments.get(option).matches("-[a-z]*c")) {
            option++;
        }
        boolean none =
                option + 1 >= arguments.size() || arguments.get(option + 1).length() > LONGEST_SCRIPT;
        return none ? Optional.empty() : Optional.of(arguments.get(option + 1));
    }

    /** Returns the script of a shell's command; empty for other commands. */
    private static Optional<String> scriptIn(List<String> words) {
        String first = words.isEmpty() ? "" : words.get(0);
        return Optional.of(first.substring(first.lastIndexOf('/') + 1))
                .filter(SHELLS::contains)
                .flatMap(shell -> given(words.subList(1, words.size())));
    }

    /**
     * Returns what the script of {@code sh -c} does: what its last command does that says something, if all are known.
     */
    private static Verdict script(List<String> arguments) {
        return given(arguments).map(EndingCommands::lastOf).orElse(Verdict.RUNS_ANOTHER);
    }

    private static Verdict lastOf(String script) {
        List<List<String>> commands = ShellScript.commands(script);
        Set<String> functions = new HashSet<>();
        FUNCTION.matcher(script).results().forEach(function -> functions.add(function.group(1)));
        Verdict last = Verdict.SAYS_NOTHING;
        boolean mayServe = false;
        boolean inBackground = BACKGROUND.matcher(script).find();
        for (List<String> command : commands) {
            boolean own = command.stream()
                    .dropWhile(KEYWORDS::contains)
                    .findFirst()
                    .filter(functions::contains)
                    .isPresent();
            // The commands of a function are here, too: what it serves is known, not which of them is the last.
            Verdict verdict = own ? Verdict.RUNS_ANOTHER : verdict(command);
            mayServe |= !own && verdict.mayServe();
            if (command.contains("exec") && verdict.is(Meaning.RUNS_ANOTHER)
                    || verdict.is(Meaning.SERVES) && !inBackground) {
                return verdict;
            }
            // What reads from a pipe ends when the program in front of it does.
            boolean follows =
                    verdict.is(Meaning.SAYS_NOTHING) || command.get(0).equals("<") && last.is(Meaning.RUNS_ANOTHER);
            last = follows ? last : verdict;
        }
        if ((last.is(Meaning.SAYS_NOTHING) || last.is(Meaning.ENDS) || last.is(Meaning.MIGRATES))
                && NAMED_PIPE.matcher(script).find()) {
            return new Verdict(Meaning.RUNS_ANOTHER, "", mayServe);
        }
        boolean ends = last.is(Meaning.SAYS_NOTHING) && !commands.isEmpty();
        return new Verdict(ends ? Meaning.ENDS : last.meaning(), ends ? "" : last.program(), mayServe);
    }
}
