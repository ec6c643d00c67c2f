package dev.sild.inputs.shell;

import dev.sild.inputs.shell.WrittenCommand.After;
import dev.sild.inputs.shell.WrittenCommand.Kind;
import dev.sild.model.Lookup;
import dev.sild.report.Code;
import dev.sild.report.Finding;
import dev.sild.yaml.Node.Position;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the commands of a script in the order in which a shell would come to them, and runs none. */
final class ScriptReading {
    private static final Set<String> ENDS = Set.of("fi", "}", "done", "esac");
    private static final Set<String> QUESTIONS = Set.of(
            "inspect", "ls", "exists", "ps", "images", "info", "version", "-v", "--version", "logs", "port", "list");
    /** Words of commands that only wake up what is there. */
    private static final Set<String> ATTEMPTS = Set.of("start", "restart", "unpause");

    private static final Set<String> TESTS = Set.of("test", "[", "[[", "command", "grep");

    private final List<WrittenCommand> written;
    private final Blocks blocks;
    private final List<Command> commands = new ArrayList<>();
    private final Set<Finding> findings = new LinkedHashSet<>();
    private final Allowance allowance;
    private final WorkingFolder folder;
    private final ShellVariables values;
    private final Wrappers wrappers;
    private final WrittenFiles files;
    private final Map<String, Integer> functions = new HashMap<>();
    private final Set<String> called = new HashSet<>();
    private final Set<String> running = new HashSet<>();
    private boolean cut;

    ScriptReading(List<WrittenCommand> written, WorkingFolder folder) {
        this.written = written;
        this.folder = folder;
        blocks = new Blocks(written);
        allowance = new Allowance(written);
        values = new ShellVariables(folder, findings, allowance);
        wrappers = new Wrappers(values);
        files = new WrittenFiles(values, folder);
    }

    Script read() {
        run(0, written.size());
        for (Map.Entry<String, Integer> function : Map.copyOf(functions).entrySet()) {
            if (!called.contains(function.getKey())) {
                folder.restart();
                call(
                        function.getKey(),
                        List.of(),
                        written.get(function.getValue()).position());
            }
        }
        return new Script(commands, files.texts(), files.lines(), files.tested(), List.copyOf(findings));
    }

    private void run(int from, int to) {
        boolean asked = false;
        StandardInput printed = StandardInput.NONE;
        Deque<Integer> groups = new ArrayDeque<>();
        int testedUntil = -1;
        for (int i = from; i < to && hasMore(i); i++) {
            WrittenCommand command = written.get(i);
            if (folder.marks(command.kind())) {
                continue;
            }
            int first = Blocks.first(command.words());
            String keyword =
                    first < command.words().size() ? command.words().get(first).keyword() : "";
            if (command.kind() == Kind.ARRAY) {
                values.setArray(
                        keyword, command.words().subList(1, command.words().size()));
                continue;
            }
            if (command.kind() == Kind.FUNCTION) {
                functions.put(command.words().get(command.words().size() - 1).keyword(), i);
                i = blocks.end(i);
                continue;
            }
            boolean wasAsked = asked;
            boolean exits = command.after() == After.ANYTHING;
            command.words().stream()
                    .limit(first + 1L)
                    .filter(word -> exits || !word.keyword().equals("exit"))
                    .forEach(folder::meets);
            if (command.after() == After.FAILURE && !wasAsked && blocks.groupEnd(i) > i) {
                folder.marks(Kind.OPEN);
                groups.push(blocks.groupEnd(i));
            }
            if (!groups.isEmpty() && groups.peek() == i) {
                folder.marks(Kind.CLOSE);
                groups.pop();
            }
            StandardInput before = command.after() == After.PIPE ? printed : StandardInput.NONE;
            // A chain of && that begins with a question may end anywhere, as the question may.
            asked = keyword.equals("if")
                    || keyword.equals("elif")
                    || isQuestion(command)
                    || wasAsked && command.after() == After.SUCCESS;
            boolean chained = command.after() == After.SUCCESS || command.after() == After.FAILURE;
            if (wasAsked && chained) {
                testedUntil = Math.max(testedUntil, Math.max(i, blocks.groupEnd(i)));
            }
            files.behindTest(i <= testedUntil || folder.isInBranch());
            printed = StandardInput.UNKNOWN;
            switch (keyword) {
                case "for" -> {
                    int end = Math.min(blocks.end(i), to - 1);
                    loop(command.words().subList(first, command.words().size()), command.position(), i, end);
                    i = end;
                    asked = false;
                }
                case "while", "until", "case", "select" ->
                    unread(command.position(), "'" + keyword + "' is not run; its commands are read once");
                case "if", "elif" -> {
                    unread(command.position(), "the commands of each branch of 'if' are read");
                    simple(command, first + 1, before, true);
                }
                default -> {
                    if (command.after() != After.FAILURE || wasAsked) {
                        printed = simple(command, first, before, command.after() == After.PIPE);
                    }
                }
            }
        }
    }

    private boolean hasMore(int at) {
        boolean more = allowance.take(written.get(at).words());
        if (!more && !cut) {
            cut = true;
            unread(written.get(at).position(), "the script has too many commands; the rest is not read");
        }
        return more;
    }

    private void loop(List<Word> words, Position where, int start, int end) {
        if (!allowance.enter()) {
            unread(where, "too many loops stand in each other; this one is not read");
            return;
        }
        if (words.size() < 3 || !words.get(2).keyword().equals("in")) {
            unread(where, "the words of this loop are not known; its commands are read once");
            run(start + 1, end);
        } else {
            String variable = words.get(1).keyword();
            for (Word word : words.subList(3, words.size())) {
                for (Argument item : values.arguments(word)) {
                    values.set(variable, item.text());
                    run(start + 1, end);
                }
            }
        }
        allowance.leave();
    }

    private void call(String function, List<String> parameters, Position where) {
        called.add(function);
        if (running.contains(function) || !allowance.enter()) {
            unread(where, "the function '" + function + "' calls itself; this call is not read");
            return;
        }
        running.add(function);
        boolean inFunction = values.isInFunction();
        List<String> before = values.call(parameters);
        int head = Lookup.required(functions, function);
        run(head + 1, blocks.end(head));
        values.back(before, inFunction);
        running.remove(function);
        allowance.leave();
    }

    /** Reads a command without control flow in front of it, and returns what it prints. */
    private StandardInput simple(WrittenCommand command, int first, StandardInput before, boolean question) {
        List<Word> words = command.words();
        int start = first;
        while (start < words.size() && ENDS.contains(words.get(start).keyword())) {
            start++;
        }
        while (start < words.size() && values.assigns(words.get(start))) {
            start++;
        }
        if (start == words.size()) {
            return StandardInput.NONE;
        }
        List<Argument> written = new ArrayList<>();
        for (Word word : words.subList(start, words.size())) {
            written.addAll(values.arguments(word));
        }
        List<Argument> arguments = wrappers.removed(written);
        if (arguments.isEmpty() || wrappers.declares(arguments) || question && isQuestion(arguments)) {
            return StandardInput.NONE;
        }
        String program = arguments.get(0).text();
        if (functions.containsKey(program)) {
            List<String> parameters =
                    arguments.stream().skip(1).map(Argument::text).toList();
            call(program, parameters, arguments.get(0).position());
            return StandardInput.UNKNOWN;
        }
        if (folder.runs(arguments)) {
            return StandardInput.NONE;
        }
        StandardInput input = files.input(command.redirections(), before);
        StandardInput printed = files.write(arguments, input, command.redirections());
        allowance.command();
        commands.add(new Command(
                arguments.stream().map(folder::placed).toList(),
                input,
                arguments.get(0).position(),
                folder.doubt()));
        return printed;
    }

    /** Whether a command asks whether something is there, so that what follows {@code ||} makes it. */
    private static boolean isQuestion(WrittenCommand command) {
        return command.words().stream()
                        .limit(20)
                        .map(Word::keyword)
                        .anyMatch(word -> QUESTIONS.contains(word) || TESTS.contains(word))
                || command.words().stream().limit(3).map(Word::keyword).anyMatch(ATTEMPTS::contains);
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
