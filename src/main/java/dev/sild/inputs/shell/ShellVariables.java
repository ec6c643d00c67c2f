package dev.sild.inputs.shell;

import dev.sild.inputs.shell.Word.Literal;
import dev.sild.inputs.shell.Word.Part;
import dev.sild.inputs.shell.Word.Substitution;
import dev.sild.inputs.shell.Word.Variable;
import dev.sild.report.Code;
import dev.sild.report.Finding;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The variables that a script has set so far, and what words come to with them. */
final class ShellVariables {
    private static final Pattern ASSIGNMENT = Pattern.compile("([A-Za-z_][A-Za-z0-9_]*)(\\+?)=");

    /** All words of an array. */
    private static final Pattern ARRAY =
            Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)\\[[@*]](?:[:+-].*)?}", Pattern.DOTALL);

    private static final int MOST_ITEMS = 1_000;

    private final Map<String, String> set = new HashMap<>();
    private final Map<String, List<String>> arrays = new HashMap<>();
    private final WorkingFolder folder;
    private final Collection<Finding> findings;
    private final Allowance allowance;
    private List<String> parameters = List.of();
    private boolean inFunction;

    ShellVariables(WorkingFolder folder, Collection<Finding> findings, Allowance allowance) {
        this.folder = folder;
        this.findings = findings;
        this.allowance = allowance;
        set.put("CURDIR", String.valueOf(WorkingFolder.START));
    }

    /** Sets the parameters of a function that is called now, and returns those of the caller. */
    List<String> call(List<String> newParameters) {
        List<String> before = parameters;
        parameters = newParameters;
        inFunction = true;
        return before;
    }

    /** Goes back to the parameters of the caller. */
    void back(List<String> before, boolean callerIsFunction) {
        parameters = before;
        inFunction = callerIsFunction;
    }

    boolean isInFunction() {
        return inFunction;
    }

    /** Returns the arguments that a word becomes: several where a variable with blanks stands outside of quotes. */
    List<Argument> arguments(Word word) {
        List<Argument> arguments = new ArrayList<>();
        boolean dated = word.parts().stream().anyMatch(KnownCommands::isDate);
        StringBuilder text = new StringBuilder();
        // What stands for several words in quotes is none at all where there is nothing.
        boolean onlySeveral = word.parts().stream().allMatch(ShellVariables::isSeveralOrEmpty)
                && word.parts().stream().anyMatch(part -> !(part instanceof Literal));
        boolean started = false;
        for (Part part : word.parts()) {
            if (text.length() > Allowance.LONGEST || allowance.isUsedUp()) {
                break;
            }
            List<String> pieces = pieces(part, word);
            if (pieces.isEmpty()) {
                String value = value(part, word);
                text.append(value);
                started |= !value.isEmpty() || part instanceof Literal literal && literal.quoted() && !onlySeveral;
                continue;
            }
            for (int i = 0; i < pieces.size(); i++) {
                if (i > 0 && started) {
                    arguments.add(new Argument(allowance.take(text), word.position(), dated, "."));
                    text = new StringBuilder();
                    started = false;
                }
                text.append(pieces.get(i));
                started |= !pieces.get(i).isEmpty();
            }
        }
        if (started) {
            arguments.add(new Argument(allowance.take(text), word.position(), dated, "."));
        }
        return arguments;
    }

    /** Returns what a part comes to where it may be several words; none where it is never more than one. */
    private List<String> pieces(Part part, Word word) {
        if (part instanceof Substitution substitution) {
            return array(substitution, word);
        }
        if (!(part instanceof Variable variable)) {
            return List.of();
        }
        if (variable.name().equals("@") || variable.name().equals("*")) {
            if (!inFunction) {
                unknown(word, "the arguments of the script are only known when it runs", "write them");
            }
            return parameters.isEmpty() ? List.of("") : parameters;
        }
        boolean splits = !variable.quoted() && known(variable.name()) != null;
        return splits ? List.of(value(part, word).split("[ \t\n]+", -1)) : List.of();
    }

    private static boolean isSeveralOrEmpty(Part part) {
        return part instanceof Literal literal && literal.text().isEmpty()
                || part instanceof Variable variable
                        && (variable.name().equals("@") || variable.name().equals("*"))
                || part instanceof Substitution substitution
                        && ARRAY.matcher(substitution.text()).matches();
    }

    /** Returns the words of an array; nothing for another substitution. */
    private List<String> array(Substitution substitution, Word word) {
        Matcher array = ARRAY.matcher(substitution.text());
        if (!array.matches()) {
            return List.of();
        }
        List<String> items = arrays.get(array.group(1));
        if (items == null) {
            unknown(
                    word,
                    "the words of " + array.group(1) + " are only known when the script runs; they are left out",
                    "write them");
        }
        return items == null || items.isEmpty() ? List.of("") : items;
    }

    /** Sets an array, or adds words to it. */
    void setArray(String assignment, List<Word> words) {
        boolean adds = assignment.endsWith("+=");
        String name = assignment.substring(0, assignment.length() - (adds ? 2 : 1));
        List<String> items = new ArrayList<>(adds ? arrays.getOrDefault(name, List.of()) : List.of());
        words.forEach(word -> arguments(word).forEach(argument -> items.add(argument.text())));
        arrays.put(name, List.copyOf(items.subList(0, Math.min(items.size(), MOST_ITEMS))));
    }

    private @Nullable String known(String name) {
        if (!Character.isDigit(name.charAt(0))) {
            String value = set.get(name);
            return value == null && name.equals("PWD") ? folder.printed() : value;
        }
        int number = name.charAt(0) - '0';
        return number <= parameters.size() ? parameters.get(number - 1) : inFunction ? "" : null;
    }

    /** Returns the text of a word, never split. */
    String text(Word word) {
        StringBuilder text = new StringBuilder();
        for (Part part : word.parts()) {
            if (text.length() > Allowance.LONGEST || allowance.isUsedUp()) {
                break;
            }
            text.append(value(part, word));
        }
        return allowance.take(text);
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
        if (word.parts().stream().anyMatch(this::isUnknown)) {
            set.remove(assignment.group(1));
            unknown(
                    word,
                    "the value of " + assignment.group(1) + " is only known when the script runs",
                    "set " + assignment.group(1) + " in the environment or in .env");
            return true;
        }
        return assigns(new Argument(text(word), word.position()));
    }

    private boolean isUnknown(Part part) {
        return part instanceof Substitution substitution
                && KnownCommands.printed(substitution, folder, this::known).isEmpty();
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
        set.put(name, value.substring(0, Math.min(Allowance.LONGEST, value.length())));
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
        String value = known(variable.name());
        if (value == null) {
            return unset(variable, word);
        }
        boolean empty = value.isEmpty() && variable.operator().startsWith(":");
        return switch (variable.operator()) {
            case ":-", "-" -> empty ? text(variable.operand()) : value;
            case ":+", "+" -> empty ? "" : text(variable.operand());
            default -> value;
        };
    }

    /** Returns a variable that the script does not set as a compose file has it. */
    private String unset(Variable variable, Word word) {
        String name = variable.name();
        if (name.equals("HOME")) {
            return "~";
        }
        if (Character.isDigit(name.charAt(0)) && !variable.operator().endsWith("-")) {
            unknown(word, "the arguments of the script are only known when it runs", "write them");
            return Argument.escaped("$" + name);
        }
        return Character.isLetter(name.charAt(0)) || name.startsWith("_")
                ? "${" + name + variable.operator() + text(variable.operand()) + "}"
                : text(variable.operand());
    }

    private String substituted(Substitution substitution, Word word) {
        Optional<String> known = KnownCommands.printed(substitution, folder, this::known);
        if (known.isPresent()) {
            return known.get();
        }
        if (KnownCommands.isDate(substitution)) {
            // What the time means depends on the command: see DatedCommand.
            return Argument.escaped("$(" + substitution.command().strip() + ")");
        }
        unknown(
                word,
                "'" + shortened(substitution.text()) + "' is only known when the script runs; it is kept as text",
                "write its value");
        return Argument.escaped(substitution.text());
    }

    private static String shortened(String text) {
        String line = text.lines().findFirst().orElse("");
        return line.length() <= 60 && line.length() == text.length()
                ? text
                : line.substring(0, Math.min(line.length(), 60)) + "…";
    }

    private void unknown(Word word, String reason, String remedy) {
        findings.add(new Finding(Code.SCRIPT_UNREAD, word.position().origin(""), reason, remedy));
    }
}
