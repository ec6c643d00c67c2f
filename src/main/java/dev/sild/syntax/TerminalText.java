package dev.sild.syntax;

import java.util.stream.Collectors;

/**
 * Text on a terminal: it must not forge a line, move the cursor, set colours, or turn the order of what is read around.
 * Characters that would, or that cannot be seen at all, are shown as escapes.
 *
 * @see <a href="https://trojansource.codes/">Trojan Source</a>
 */
public final class TerminalText {
    private TerminalText() {}

    public static String line(String text) {
        return Visible.of(text);
    }

    /**
     * Returns {@code text} with its own line breaks, each line after the first indented, so that none begins as a
     * message does.
     */
    public static String indented(String text) {
        return text.lines().map(Visible::of).collect(Collectors.joining("\n    "));
    }

    /** Whether a character is obeyed by a terminal, or cannot be seen on one. */
    public static boolean isHidden(int codePoint) {
        return Visible.isHidden(codePoint);
    }

    /** Returns the same with tabs, as the log of another program has them between columns. */
    public static String logged(String line) {
        StringBuilder columns = new StringBuilder(line.length());
        int start = 0;
        for (int tab = line.indexOf('\t'); tab >= 0; tab = line.indexOf('\t', start)) {
            columns.append(Visible.of(line.substring(start, tab))).append('\t');
            start = tab + 1;
        }
        return columns.append(Visible.of(line.substring(start))).toString();
    }
}
