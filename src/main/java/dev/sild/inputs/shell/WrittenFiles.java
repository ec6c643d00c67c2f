package dev.sild.inputs.shell;

import dev.sild.inputs.shell.StandardInput.Kind;
import dev.sild.inputs.shell.WrittenCommand.Redirections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The files that a script writes with {@code cat}, {@code tee}, {@code echo} and {@code printf}. */
final class WrittenFiles {
    private final Map<String, String> texts = new HashMap<>();
    private final Map<String, Integer> lines = new HashMap<>();
    private final Set<String> tested = new HashSet<>();
    private boolean behindTest;
    private final ShellVariables values;
    private final WorkingFolder folder;
    /** Where the here document of the command begins; 0 without one. */
    private int line;

    WrittenFiles(ShellVariables values, WorkingFolder folder) {
        this.values = values;
        this.folder = folder;
    }

    /** Returns the texts of files that are known as a whole, by their names. */
    Map<String, String> texts() {
        return texts;
    }

    /** Returns at which line of the script the text of a file begins, where it stands there as a whole. */
    Map<String, Integer> lines() {
        return lines;
    }

    /** Returns the files that are only written where a test decides so. */
    Set<String> tested() {
        return tested;
    }

    /** Tells whether a test decides about the commands that follow. */
    void behindTest(boolean decides) {
        behindTest = decides;
    }

    /** Returns what a command reads: from where it says itself, otherwise what the command before it prints. */
    StandardInput input(Redirections redirections, StandardInput before) {
        List<Word> documents = redirections.documents();
        if (!documents.isEmpty()) {
            return StandardInput.ofText(WorkingFolder.plain(values.text(documents.get(documents.size() - 1))));
        }
        if (redirections.string() != null) {
            return StandardInput.ofText(WorkingFolder.plain(values.text(redirections.string())) + "\n");
        }
        return redirections.input() == null
                ? before
                : StandardInput.ofFile(folder.path(values.text(redirections.input())));
    }

    /** Writes the file that a command prints to, and returns what it prints to its standard output. */
    StandardInput write(List<Argument> arguments, StandardInput input, Redirections redirections) {
        StandardInput printed = printed(arguments, input);
        List<Word> documents = redirections.documents();
        line = documents.isEmpty()
                ? 0
                : documents.get(documents.size() - 1).position().line();
        if (arguments.get(0).text().equals("tee")) {
            boolean appends = arguments.size() > 1 && arguments.get(1).text().equals("-a");
            for (Argument file : arguments.subList(appends ? 2 : 1, arguments.size())) {
                write(folder.path(file.text()), input, appends);
            }
            return input;
        }
        if (redirections.output() == null) {
            return printed;
        }
        write(folder.path(values.text(redirections.output())), printed, redirections.appends());
        return StandardInput.NONE;
    }

    private void write(String name, StandardInput printed, boolean appends) {
        String file = ScriptPath.name(name);
        String before = appends ? texts.get(file) : "";
        if (behindTest && !texts.containsKey(file)) {
            tested.add(file);
        } else if (!behindTest && !appends) {
            tested.remove(file);
        }
        String more = printed.kind() == Kind.FILE ? texts.get(ScriptPath.name(printed.text())) : printed.text();
        boolean known = printed.kind() == Kind.TEXT || printed.kind() == Kind.FILE && more != null;
        if (!known || more == null || before == null || before.length() + more.length() > Allowance.LONGEST) {
            texts.remove(file);
            lines.remove(file);
            return;
        }
        texts.put(file, before + more);
        if (line > 0 && before.isEmpty() && printed.kind() == Kind.TEXT) {
            lines.put(file, line);
        } else if (before.isEmpty()) {
            lines.remove(file);
        }
    }

    /** Returns what a command prints, as far as that is known. */
    private StandardInput printed(List<Argument> arguments, StandardInput input) {
        List<String> words = arguments.stream()
                .skip(1)
                .map(argument -> WorkingFolder.plain(argument.text()))
                .toList();
        return switch (arguments.get(0).text()) {
            case "cat" ->
                words.isEmpty()
                        ? input
                        : words.size() == 1 ? ofFile(arguments.get(1).text(), input) : StandardInput.UNKNOWN;
            case "echo" -> echo(words);
            case "printf" -> printf(words);
            default -> StandardInput.UNKNOWN;
        };
    }

    private StandardInput ofFile(String name, StandardInput input) {
        return name.equals("-")
                ? input
                : name.startsWith("-") ? StandardInput.UNKNOWN : StandardInput.ofFile(folder.path(name));
    }

    private static StandardInput echo(List<String> words) {
        int from = 0;
        boolean newline = true;
        boolean escapes = false;
        while (from < words.size() && words.get(from).matches("-[neE]{1,3}")) {
            newline &= words.get(from).indexOf('n') < 0;
            escapes |= words.get(from).indexOf('e') > 0;
            from++;
        }
        String text = String.join(" ", words.subList(from, words.size()));
        return StandardInput.ofText((escapes ? unescaped(text) : text) + (newline ? "\n" : ""));
    }

    private static StandardInput printf(List<String> words) {
        String format = words.isEmpty() ? "" : words.get(0);
        if (words.size() == 1 && format.indexOf('%') < 0) {
            return StandardInput.ofText(unescaped(format));
        }
        boolean line = format.equals("%s\\n");
        if (!line && !format.equals("%s")) {
            return StandardInput.UNKNOWN;
        }
        String end = line ? "\n" : "";
        return StandardInput.ofText(String.join(end, words.subList(1, words.size())) + end);
    }

    private static String unescaped(String text) {
        return text.replace("\\n", "\n").replace("\\t", "\t");
    }
}
