package dev.sild.syntax;

import java.util.List;

/**
 * Values of settings in a systemd unit.
 *
 * @see <a href="https://www.freedesktop.org/software/systemd/man/latest/systemd.syntax.html">systemd.syntax</a>
 */
public final class UnitText {
    private UnitText() {}

    /**
     * Returns what systemd reads as {@code text} where it expands specifiers: on one line, which no backslash
     * continues, and with two percent signs for each.
     */
    public static String value(String text) {
        return Visible.of(text).strip().replace("%", "%%").replaceAll("\\\\+\\z", "");
    }

    /**
     * Whether {@link #line} of {@code text} is read as {@code text}: a value ends at the end of its line, blanks around
     * it are dropped, quotes at its ends may be removed, and a backslash at its end continues it.
     */
    public static boolean fitsLine(String text) {
        return !text.isEmpty()
                && text.codePoints().noneMatch(Visible::isHidden)
                && !Character.isWhitespace(text.charAt(0))
                && !Character.isWhitespace(text.charAt(text.length() - 1))
                && "\"'".indexOf(text.charAt(0)) < 0
                && "\"'".indexOf(text.charAt(text.length() - 1)) < 0
                && !text.endsWith("\\");
    }

    /**
     * Returns {@code text} as the complete value of a setting that becomes one word of a command: percent and dollar
     * signs mean themselves.
     */
    public static String line(String text) {
        return signs(text);
    }

    /** Returns {@code text} as one word of a setting that has several words, which are words of a command. */
    public static String word(String text) {
        boolean plain = !text.isEmpty() && text.codePoints().allMatch(UnitText::isPlain);
        return plain ? signs(text) : quoted(text);
    }

    /**
     * Returns one word of several parts, in which each variable of systemd's is replaced by its value.
     *
     * @param parts texts and, at odd places, names of variables
     */
    public static String wordWithVariables(List<String> parts) {
        StringBuilder word = new StringBuilder("\"");
        for (int i = 0; i < parts.size(); i++) {
            if (i % 2 == 0) {
                characters(parts.get(i), word);
            } else {
                word.append("${").append(parts.get(i)).append('}');
            }
        }
        return word.append('"').toString();
    }

    /** Returns a line of a file of variables that systemd reads. */
    public static String variable(String name, String value) {
        StringBuilder line = new StringBuilder(name).append("=\"");
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            line.append("\"\\`$".indexOf(c) >= 0 ? "\\" : "").append(c);
        }
        return line.append("\"\n").toString();
    }

    private static String quoted(String text) {
        StringBuilder word = new StringBuilder("\"");
        characters(text, word);
        return word.append('"').toString();
    }

    private static void characters(String text, StringBuilder to) {
        text.codePoints().forEach(c -> {
            switch (c) {
                case '"', '\\' -> to.append('\\').appendCodePoint(c);
                case '\n' -> to.append("\\n");
                case '\t' -> to.append("\\t");
                case '\r' -> to.append("\\r");
                case '%' -> to.append("%%");
                case '$' -> to.append("$$");
                default -> {
                    if (Visible.isHidden(c)) {
                        to.append((c < 0x80 ? "\\x%02x" : c < 0x10000 ? "\\u%04x" : "\\U%08x").formatted(c));
                    } else {
                        to.appendCodePoint(c);
                    }
                }
            }
        });
    }

    private static String signs(String text) {
        return text.replace("%", "%%").replace("$", "$$");
    }

    private static boolean isPlain(int c) {
        return c > ' ' && c < 0x7f && "\"'\\#;".indexOf(c) < 0;
    }
}
