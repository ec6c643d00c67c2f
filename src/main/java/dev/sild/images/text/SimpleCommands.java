package dev.sild.images.text;

import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The simple commands of a shell script: what stands between its operators, without the words of the language before
 * it. What is in quotes or in {@code $(…)} belongs to the command around it.
 */
public final class SimpleCommands {
    private static final Pattern BEFORE =
            Pattern.compile("\\s*(?:(?:if|elif|while|until|then|else|do|!|\\{|exec)\\s+){0,9}");

    /**
     * No command that can stand at another place: of a statement, or of a condition that goes on behind an operator.
     */
    private static final Pattern NO_COMMAND =
            Pattern.compile("(?s)(?:case|for|select|function)\\s.*|\\[\\[(?!.*\\]\\]\\s*$).*");

    private SimpleCommands() {}

    /**
     * Returns a script with other commands in the places of its simple ones; as it is if it has a here-document.
     *
     * @param change returns what to write for a command, which may be the command itself; a changed one runs without
     *     the {@code exec} before it
     */
    public static String map(String script, UnaryOperator<String> change) {
        if (script.contains("<<")) {
            return script;
        }
        StringBuilder changed = new StringBuilder();
        int start = 0;
        int at = 0;
        while (at < script.length()) {
            char c = script.charAt(at);
            int after = at + 1;
            if (c == '#' && (at == 0 || " \t\n;|&(".indexOf(script.charAt(at - 1)) >= 0)) {
                int line = script.indexOf('\n', at);
                after = line < 0 ? script.length() : line;
            } else if (!isOperator(script, at)) {
                at = afterPart(script, at);
                continue;
            }
            changed.append(changed(script.substring(start, at), change)).append(script, at, after);
            at = after;
            start = after;
        }
        return changed.append(changed(script.substring(start), change)).toString();
    }

    private static boolean isOperator(String script, int at) {
        char c = script.charAt(at);
        // 2>&1 and &>file are no operators between commands.
        return c == '&'
                ? (at == 0 || script.charAt(at - 1) != '>') && !script.startsWith(">", at + 1)
                : ";|()\n".indexOf(c) >= 0;
    }

    /** Returns where the next part of a command begins: a text in quotes or in parentheses is one. */
    private static int afterPart(String script, int at) {
        char c = script.charAt(at);
        if (c == '\\') {
            return Math.min(at + 2, script.length());
        }
        if (c == '$' && script.startsWith("(", at + 1)) {
            int depth = 0;
            int end = at + 1;
            while (end < script.length()) {
                char inner = script.charAt(end);
                depth += inner == '(' ? 1 : inner == ')' ? -1 : 0;
                end++;
                if (depth == 0) {
                    return end;
                }
            }
            return end;
        }
        if (c != '"' && c != '\'' && c != '`') {
            return at + 1;
        }
        int end = at + 1;
        while (end < script.length() && script.charAt(end) != c) {
            end += c != '\'' && script.charAt(end) == '\\' ? 2 : 1;
        }
        return Math.min(end + 1, script.length());
    }

    private static String changed(String part, UnaryOperator<String> change) {
        Matcher before = BEFORE.matcher(part);
        int start = before.lookingAt() ? before.end() : 0;
        String command = part.substring(start).stripTrailing();
        if (command.isEmpty() || NO_COMMAND.matcher(command).matches()) {
            return part;
        }
        String other = change.apply(command);
        return other.equals(command)
                ? part
                : part.substring(0, start).replaceFirst("exec\\s+$", "")
                        + other
                        + part.substring(start + command.length());
    }
}
