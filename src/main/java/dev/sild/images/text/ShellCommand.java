package dev.sild.images.text;

import dev.sild.units.Digits;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a shell text that is one plain command, if it is one.
 *
 * <p>Follows the <a href="https://pubs.opengroup.org/onlinepubs/9699919799/utilities/V3_chap02.html">POSIX shell's</a>
 * quoting. Whatever would take a real shell to run (variables, pipes, loops, several commands) is not read but refused:
 * the callers then leave the text to a shell.
 */
public final class ShellCommand {
    private final String text;
    private int at;

    private ShellCommand(String text) {
        this.text = text;
    }

    /**
     * Returns the words of {@code text} when it is one command whose exit status alone decides: output thrown away and
     * a tail such as {@code || exit 1} make no difference and are left out. Empty for everything else.
     */
    public static Optional<List<String>> plain(String text) {
        List<String> words = new ShellCommand(text).words();
        if (words == null) {
            return Optional.empty();
        }
        List<String> command = new ArrayList<>();
        int i = 0;
        while (i < words.size() && !isOperator(words.get(i))) {
            command.add(words.get(i).substring(1));
            i++;
        }
        i = skipSilencing(words, i);
        if (i < words.size() && words.get(i).equals("O&&")) {
            i = skipVerdict(words, i + 1, true);
        }
        if (i >= 0 && i < words.size() && words.get(i).equals("O||")) {
            i = skipVerdict(words, i + 1, false);
        }
        if (i >= 0 && i < words.size() && words.get(i).equals("O;")) {
            i++;
        }
        return i == words.size() && !command.isEmpty() ? Optional.of(command) : Optional.empty();
    }

    private static boolean isOperator(String word) {
        return word.charAt(0) == 'O';
    }

    /** Skips {@code > /dev/null}, {@code 2>&1} and the like; redirections elsewhere stop the reading. */
    private static int skipSilencing(List<String> words, int from) {
        int i = from;
        while (i < words.size()) {
            String word = words.get(i);
            if (word.equals("O>&1") || word.equals("O2>&1") || word.equals("O>&2") || word.equals("O1>&2")) {
                i++;
            } else if (word.startsWith("O")
                    && word.endsWith(">")
                    && i + 1 < words.size()
                    && words.get(i + 1).equals("W/dev/null")) {
                i += 2;
            } else {
                return i;
            }
        }
        return i;
    }

    /** Skips {@code true}, {@code exit 0} where good is meant, {@code false}, {@code exit 1} where bad is; else -1. */
    private static int skipVerdict(List<String> words, int from, boolean good) {
        if (from >= words.size()) {
            return -1;
        }
        String first = words.get(from);
        if (first.equals(good ? "Wtrue" : "Wfalse")) {
            return from + 1;
        }
        if (first.equals("Wexit") && from + 1 < words.size()) {
            String status = words.get(from + 1);
            boolean zero = status.equals("W0");
            boolean number = status.length() > 1 && status.length() < 5 && Digits.only(status.substring(1));
            return number && zero == good ? from + 2 : -1;
        }
        return -1;
    }

    /**
     * Returns words, each marked {@code W}, and operators, each marked {@code O}; null where a real shell is needed.
     */
    private @Nullable List<String> words() {
        List<String> words = new ArrayList<>();
        while (true) {
            while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
                at++;
            }
            if (at == text.length() || onlyBlankLeft()) {
                return words;
            }
            String next = operator();
            if (next == null) {
                next = word();
            }
            if (next == null) {
                return null;
            }
            words.add(next);
        }
    }

    private boolean onlyBlankLeft() {
        for (int i = at; i < text.length(); i++) {
            if (text.charAt(i) > ' ') {
                return false;
            }
        }
        return true;
    }

    private @Nullable String operator() {
        for (String operator : new String[] {"||", "&&", ";", "2>&1", "1>&2", ">&1", ">&2", "&>", "2>", "1>", ">"}) {
            if (text.startsWith(operator, at)) {
                at += operator.length();
                return "O" + operator;
            }
        }
        return null;
    }

    private @Nullable String word() {
        StringBuilder word = new StringBuilder("W");
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == ' ' || c == '\t' || c == ';' || c == '>' || c == '|' || c == '&') {
                break;
            }
            if (c == '\'') {
                int end = text.indexOf('\'', at + 1);
                if (end < 0) {
                    return null;
                }
                word.append(text, at + 1, end);
                at = end + 1;
            } else if (c == '"') {
                if (!doubleQuoted(word)) {
                    return null;
                }
            } else if (c == '\\' && at + 1 < text.length() && text.charAt(at + 1) != '\n') {
                word.append(text.charAt(at + 1));
                at += 2;
            } else if (needsShell(c) || c == '#' && word.length() == 1) {
                return null;
            } else {
                word.append(c);
                at++;
            }
        }
        boolean stuck = at < text.length() && word.length() == 1 && "|&".indexOf(text.charAt(at)) >= 0;
        return stuck ? null : word.toString();
    }

    private boolean doubleQuoted(StringBuilder word) {
        at++;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '"') {
                at++;
                return true;
            }
            if (c == '$' || c == '`') {
                return false;
            }
            if (c == '\\' && at + 1 < text.length() && "\"\\$`".indexOf(text.charAt(at + 1)) >= 0) {
                at++;
                c = text.charAt(at);
            }
            word.append(c);
            at++;
        }
        return false;
    }

    private static boolean needsShell(char c) {
        return switch (c) {
            case '$', '`', '(', ')', '{', '}', '<', '*', '~', '\n', '\r', '\\', '!' -> true;
            default -> false;
        };
    }
}
