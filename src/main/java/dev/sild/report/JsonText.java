package dev.sild.report;

import dev.sild.syntax.TerminalText;

/**
 * Texts as JSON writes them.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8259#section-7">RFC 8259, Strings</a>
 */
public final class JsonText {
    private JsonText() {}

    /**
     * Appends a text in quotes, with what JSON or JavaScript forbids in one escaped, and halves of surrogate pairs that
     * stand alone, which no encoding has.
     */
    public static void append(StringBuilder out, String text) {
        append(out, text, false);
    }

    /** Appends the same with escapes for all that a terminal obeys or does not show. */
    static void appendVisible(StringBuilder out, String text) {
        append(out, text, true);
    }

    private static void append(StringBuilder out, String text, boolean visible) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c == '\n') {
                out.append("\\n");
            } else if (c == '\t') {
                out.append("\\t");
            } else if (c < ' '
                    || c == '\u2028'
                    || c == '\u2029'
                    || Character.isSurrogate(c) && !isPaired(text, i)
                    || visible && TerminalText.isHidden(codePoint(text, i))) {
                String hex = Integer.toHexString(c);
                out.append("\\u").append("0000", hex.length(), 4).append(hex);
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }

    private static int codePoint(String text, int i) {
        return text.codePointAt(i > 0 && Character.isLowSurrogate(text.charAt(i)) ? i - 1 : i);
    }

    private static boolean isPaired(String text, int i) {
        return Character.isHighSurrogate(text.charAt(i))
                ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
                : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
    }
}
