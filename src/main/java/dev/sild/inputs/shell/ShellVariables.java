package dev.sild.inputs.shell;

import dev.sild.inputs.shell.Word.Literal;
import dev.sild.inputs.shell.Word.Part;
import dev.sild.inputs.shell.Word.Substitution;
import dev.sild.inputs.shell.Word.Variable;
import dev.sild.report.Code;
import dev.sild.report.Finding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The variables that a script has set so far, and what words come to with them. */
final class ShellVariables {
    private static final Pattern ASSIGNMENT = Pattern.compile("([A-Za-z_][A-Za-z0-9_]*)(\\+?)=");

    /** What scripts write to find the folder that they are in. */
    private static final Pattern FOLDER_OF_SCRIPT = Pattern.compile(
            "\\s*cd (?:-P )?(?:--)?\\s*\"?\\$\\(?dirname[^&;|]{0,80}(?:>\\s*/dev/null\\s*)?(?:2>&1\\s*)?&& pwd(?: -P)?\\s*");

    private final Map<String, String> set = new HashMap<>();
    private final List<Finding> findings;
    private final int longest;

    ShellVariables(List<Finding> findings, int longest) {
        this.findings = findings;
        this.longest = longest;
        set.put("PWD", ".");
        set.put("CURDIR", ".");
    }

    /** Returns the arguments that a word becomes: several where a variable with blanks stands outside of quotes. */
    List<Argument> arguments(Word word) {
        List<Argument> arguments = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        boolean started = false;
        for (Part part : word.parts()) {
            String value = value(part, word);
            boolean splits =
                    part instanceof Variable variable && !variable.quoted() && set.containsKey(variable.name());
            if (!splits) {
                text.append(value);
                started |= !value.isEmpty() || part instanceof Literal literal && literal.quoted();
                continue;
            }
            String[] pieces = value.split("[ \t\n]+", -1);
            for (int i = 0; i < pieces.length; i++) {
                if (i > 0 && started) {
                    arguments.add(new Argument(text.toString(), word.position()));
                    text = new StringBuilder();
                    started = false;
                }
                text.append(pieces[i]);
                started |= !pieces[i].isEmpty();
            }
        }
        if (started) {
            arguments.add(new Argument(text.toString(), word.position()));
        }
        return arguments;
    }

    /** Returns the text of a word, never split. */
    String text(Word word) {
        StringBuilder text = new StringBuilder();
        word.parts().forEach(part -> text.append(value(part, word)));
        return text.length() > longest ? text.substring(0, longest) : text.toString();
    }

    /** Sets a variable where a word in front of a command does. */
    boolean assigns(Word word) {
        if (word.parts().isEmpty() || !(word.parts().get(0) instanceof Literal start) || start.quoted()) {
            return false;
        }
        Matcher assignment = ASSIGNMENT.matcher(start.text());
        if (!assignment.lookingAt()) {
            return false;
        }
        if (word.parts().stream().anyMatch(ShellVariables::isUnknown)) {
            set.remove(assignment.group(1));
            findings.add(new Finding(
                    Code.SCRIPT_UNREAD,
                    word.position().origin(""),
                    "the value of " + assignment.group(1) + " is only known when the script runs",
                    "set " + assignment.group(1) + " in the environment or in .env"));
            return true;
        }
        return assigns(new Argument(text(word), word.position()));
    }

    private static boolean isUnknown(Part part) {
        return part instanceof Substitution substitution && known(substitution).isEmpty();
    }

    /** Sets a variable where an argument does, as those of {@code export} do. */
    boolean assigns(Argument argument) {
        Matcher assignment = ASSIGNMENT.matcher(argument.text());
        if (!assignment.lookingAt()) {
            return false;
        }
        String value = argument.text().substring(assignment.end());
        String before = assignment.group(2).isEmpty() ? "" : set.getOrDefault(assignment.group(1), "");
        set(assignment.group(1), before + value);
        return true;
    }

    void set(String name, String value) {
        set.put(name, value.length() > longest ? value.substring(0, longest) : value);
    }

    void unset(String name) {
        set.remove(name);
    }

    private String value(Part part, Word word) {
        if (part instanceof Literal literal) {
            return Argument.escaped(literal.text());
        }
        if (part instanceof Substitution substitution) {
            return substituted(substitution, word);
        }
        Variable variable = (Variable) part;
        String value = set.get(variable.name());
        if (value == null) {
            return variable.name().equals("HOME")
                    ? "~"
                    : "${" + variable.name() + variable.operator() + text(variable.operand()) + "}";
        }
        boolean empty = value.isEmpty() && variable.operator().startsWith(":");
        return switch (variable.operator()) {
            case ":-", "-" -> empty ? text(variable.operand()) : value;
            case ":+", "+" -> empty ? "" : text(variable.operand());
            default -> value;
        };
    }

    private String substituted(Substitution substitution, Word word) {
        Optional<String> known = known(substitution);
        if (known.isPresent()) {
            return known.get();
        }
        findings.add(new Finding(
                Code.SCRIPT_UNREAD,
                word.position().origin(""),
                "'" + substitution.text() + "' is only known when the script runs; it is kept as text",
                "write its value"));
        return Argument.escaped(substitution.text());
    }

    /** Returns what a command prints wherever it runs, or a variable for what differs between machines. */
    private static Optional<String> known(Substitution substitution) {
        return switch (substitution.command().strip()) {
            case "pwd", "pwd -P", "realpath .", "dirname \"$0\"", "dirname $0" -> Optional.of(".");
            case "id -u" -> Optional.of("${UID:-1000}");
            case "id -g" -> Optional.of("${GID:-1000}");
            case "whoami", "id -un" -> Optional.of("${USER}");
            default -> FOLDER_OF_SCRIPT.matcher(substitution.command()).matches() ? Optional.of(".") : Optional.empty();
        };
    }
}
