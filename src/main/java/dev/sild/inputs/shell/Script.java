package dev.sild.inputs.shell;

import dev.sild.inputs.shell.WrittenCommand.After;
import dev.sild.report.Code;
import dev.sild.report.Finding;
import dev.sild.yaml.Node.Position;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A script as far as it is known without running it: its commands in order, and the files that it writes.
 *
 * @param commands the commands; those in a loop over known words once for each
 * @param files the text of files that here documents write, by the name that the script gives them
 * @param findings what could not be known
 */
public record Script(List<Command> commands, Map<String, String> files, List<Finding> findings) {
    /** The most commands that loops may come to. */
    private static final int MOST_COMMANDS = 10_000;
    /** The longest that a variable's value may become. */
    private static final int LONGEST_VALUE = 64 * 1024;

    private static final Set<String> BRANCHES = Set.of("then", "else", "do", "{", "!", "time");
    private static final Set<String> ENDS = Set.of("fi", "}", "done", "esac");
    private static final Set<String> WRAPPERS = Set.of("sudo", "doas", "exec", "command", "nohup", "time");
    private static final Set<String> QUESTIONS = Set.of(
            "inspect", "ls", "exists", "ps", "images", "info", "version", "-v", "--version", "logs", "port", "list");

    public Script {
        commands = List.copyOf(commands);
        files = Map.copyOf(files);
        findings = List.copyOf(findings);
    }

    /** Reads the text of a script; {@code file} is how it is shown to the user. */
    public static Script read(String text, String file) {
        Reading reading = new Reading();
        List<WrittenCommand> written = ScriptLexer.commands(text, file);
        reading.run(written, 0, written.size());
        return new Script(reading.commands, reading.files, reading.findings);
    }

    /** Where reading has come to. */
    private static final class Reading {
        private final List<Command> commands = new ArrayList<>();
        private final Map<String, String> files = new LinkedHashMap<>();
        private final List<Finding> findings = new ArrayList<>();
        private final ShellVariables values = new ShellVariables(findings, LONGEST_VALUE);
        private final Map<String, String> aliases = new HashMap<>();

        private void run(List<WrittenCommand> written, int from, int to) {
            boolean asked = false;
            for (int i = from; i < to && commands.size() < MOST_COMMANDS; i++) {
                WrittenCommand command = written.get(i);
                String keyword = command.words().get(0).keyword();
                switch (keyword) {
                    case "for" -> {
                        int end = end(written, i, to);
                        loop(written, i, end);
                        i = end;
                    }
                    case "while", "until", "case", "select" ->
                        unread(command.position(), "'" + keyword + "' is not run; its commands are read once");
                    case "if", "elif" -> {
                        unread(command.position(), "the commands of each branch of 'if' are read");
                        simple(command, 1, true);
                        asked = true;
                        continue;
                    }
                    default -> {
                        boolean skipped = command.after() == After.FAILURE && !asked;
                        if (!skipped) {
                            simple(command, 0, command.after() == After.PIPE);
                        }
                        asked = isQuestion(command);
                        continue;
                    }
                }
                asked = false;
            }
        }

        /** Returns the place of the {@code done} of a loop, or of the last command. */
        private static int end(List<WrittenCommand> written, int start, int to) {
            int open = 0;
            for (int i = start; i < to; i++) {
                for (Word word : written.get(i)
                        .words()
                        .subList(0, Math.min(2, written.get(i).words().size()))) {
                    String keyword = word.keyword();
                    open += keyword.equals("for") || keyword.equals("while") || keyword.equals("until") ? 1 : 0;
                    if (keyword.equals("done") && --open == 0) {
                        return i;
                    }
                }
            }
            return to - 1;
        }

        private void loop(List<WrittenCommand> written, int start, int end) {
            List<Word> words = written.get(start).words();
            if (words.size() < 3 || !words.get(2).keyword().equals("in")) {
                unread(
                        written.get(start).position(),
                        "the words of this loop are not known; its commands are read once");
                run(written, start + 1, end);
                return;
            }
            String variable = words.get(1).keyword();
            List<Argument> items = new ArrayList<>();
            words.subList(3, words.size()).forEach(word -> items.addAll(values.arguments(word)));
            for (Argument item : items) {
                if (commands.size() >= MOST_COMMANDS) {
                    unread(item.position(), "the script has too many commands; the rest is not read");
                    return;
                }
                values.set(variable, item.text());
                run(written, start + 1, end);
            }
        }

        /** Reads a command without control flow in front of it. */
        private void simple(WrittenCommand written, int first, boolean question) {
            List<Word> words = written.words();
            int start = first;
            while (start < words.size()
                    && (BRANCHES.contains(words.get(start).keyword())
                            || ENDS.contains(words.get(start).keyword()))) {
                start++;
            }
            while (start < words.size() && values.assigns(words.get(start))) {
                start++;
            }
            if (start == words.size()) {
                return;
            }
            List<Argument> arguments = new ArrayList<>();
            for (Word word : words.subList(start, words.size())) {
                arguments.addAll(values.arguments(word));
            }
            arguments = unwrapped(arguments);
            if (arguments.isEmpty() || declares(arguments) || question && isQuestion(arguments)) {
                return;
            }
            String input = written.documents().isEmpty()
                    ? ""
                    : values.text(written.documents().get(0).content());
            String program = arguments.get(0).plain().orElse("");
            if (!written.output().isEmpty()
                    && (program.equals("cat") || program.equals("tee") || program.equals("echo"))) {
                values.arguments(written.output().get(0))
                        .forEach(name -> name.plain().ifPresent(path -> files.putIfAbsent(path, input)));
                return;
            }
            commands.add(new Command(arguments, input, arguments.get(0).position()));
        }

        /** Returns a command without the programs that only start it. */
        private List<Argument> unwrapped(List<Argument> arguments) {
            List<Argument> rest = arguments;
            while (!rest.isEmpty()) {
                String program = rest.get(0).plain().orElse("");
                if (WRAPPERS.contains(program)) {
                    rest = rest.subList(1, rest.size());
                    while (!rest.isEmpty() && rest.get(0).text().startsWith("-")) {
                        rest = rest.subList(1, rest.size());
                    }
                } else if (program.equals("env")) {
                    rest = rest.subList(1, rest.size());
                    while (!rest.isEmpty() && values.assigns(rest.get(0))) {
                        rest = rest.subList(1, rest.size());
                    }
                } else {
                    break;
                }
            }
            if (!rest.isEmpty() && aliases.containsKey(rest.get(0).text())) {
                List<Argument> renamed = new ArrayList<>(rest);
                renamed.set(0, rest.get(0).with(aliases.get(rest.get(0).text())));
                return renamed;
            }
            return rest;
        }

        /** Reads what a command says about variables and names of commands. */
        private boolean declares(List<Argument> arguments) {
            switch (arguments.get(0).plain().orElse("")) {
                case "export", "readonly", "local", "declare", "typeset" ->
                    arguments.subList(1, arguments.size()).forEach(values::assigns);
                case "alias" ->
                    arguments.subList(1, arguments.size()).forEach(argument -> {
                        int equals = argument.text().indexOf('=');
                        if (equals > 0) {
                            aliases.put(
                                    argument.text().substring(0, equals),
                                    argument.text().substring(equals + 1));
                        }
                    });
                case "unset" ->
                    arguments.subList(1, arguments.size()).forEach(argument -> values.unset(argument.text()));
                default -> {
                    return false;
                }
            }
            return true;
        }

        /** Whether a command asks whether something is there, so that what follows {@code ||} makes it. */
        private static boolean isQuestion(WrittenCommand command) {
            return command.words().stream()
                    .map(Word::keyword)
                    .anyMatch(word -> QUESTIONS.contains(word)
                            || word.equals("test")
                            || word.equals("[")
                            || word.equals("[[")
                            || word.equals("command")
                            || word.equals("grep"));
        }

        private static boolean isQuestion(List<Argument> arguments) {
            return arguments.stream().limit(3).map(Argument::text).anyMatch(QUESTIONS::contains);
        }

        private void unread(Position position, String reason) {
            findings.add(new Finding(
                    Code.SCRIPT_UNREAD,
                    position.origin(""),
                    reason,
                    "write the commands one below the other, or write a compose file"));
        }
    }
}
