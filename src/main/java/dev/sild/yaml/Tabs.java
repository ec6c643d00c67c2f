package dev.sild.yaml;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/**
 * Tabs between values, which go-yaml takes for spaces and snakeyaml does not take at all. Tabs that indent a block are
 * wrong for both.
 */
final class Tabs {
    private Tabs() {}

    /**
     * Returns the text with the tabs at which parsing failed made spaces; null where it did not fail at one that may
     * be.
     */
    static @Nullable String spaced(String text, MarkedYAMLException failure) {
        Mark mark = failure.getProblemMark();
        if (mark == null
                || failure.getProblem() == null
                || !failure.getProblem().contains("TAB")) {
            return null;
        }
        int start = text.offsetByCodePoints(0, Math.min(mark.getIndex(), text.codePointCount(0, text.length())));
        if (start >= text.length() || text.charAt(start) != '\t') {
            return null;
        }
        int end = start;
        while (end < text.length() && (text.charAt(end) == '\t' || text.charAt(end) == ' ')) {
            end++;
        }
        if (beginsLine(text, start) && !withinBrackets(text, start)) {
            return null;
        }
        return text.substring(0, start) + " ".repeat(end - start) + text.substring(end);
    }

    /**
     * Whether brackets are open before {@code end}, where tabs may begin a line; does not look into quotes or comments.
     */
    private static boolean withinBrackets(String text, int end) {
        int open = 0;
        char quote = 0;
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                i += quote == '"' && c == '\\' ? 1 : 0;
                quote = c == quote ? 0 : quote;
            } else if ((c == '"' || c == '\'') && (i == 0 || " \t\n:,[{".indexOf(text.charAt(i - 1)) >= 0)) {
                quote = c;
            } else if (c == '#' && (i == 0 || " \t\n".indexOf(text.charAt(i - 1)) >= 0)) {
                int lineEnd = text.indexOf('\n', i);
                i = lineEnd < 0 ? end : lineEnd;
            } else if (c == '{' || c == '[') {
                open++;
            } else if (c == '}' || c == ']') {
                open--;
            }
        }
        return open > 0;
    }

    /** Whether only spaces, tabs and the dashes of lists precede it in its line. */
    private static boolean beginsLine(String text, int at) {
        int before = at - 1;
        while (before >= 0 && " \t-?".indexOf(text.charAt(before)) >= 0) {
            before--;
        }
        return before < 0 || text.charAt(before) == '\n';
    }
}
