package dev.sild.syntax;

/** Characters that a reader cannot see, or that move what is around them, as escapes of printable ones. */
final class Visible {
    /**
     * Letters and marks that have no ink: Hangul fillers, the grapheme joiner, Mongolian selectors, the blank of
     * Braille.
     */
    private static final String BLANKS = "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u2800\u3164\uffa0";

    private Visible() {}

    /** Returns {@code text} on one line, with an escape for each character that is not to be seen as itself. */
    static String of(String text) {
        int first = firstHidden(text);
        if (first < 0) {
            return text;
        }
        StringBuilder visible = new StringBuilder(text.length() + 16).append(text, 0, first);
        for (int i = first; i < text.length(); ) {
            int c = text.codePointAt(i);
            if (isHidden(c)) {
                escape(visible, c);
            } else {
                visible.appendCodePoint(c);
            }
            i += Character.charCount(c);
        }
        return visible.toString();
    }

    private static int firstHidden(String text) {
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            if (isHidden(c)) {
                return i;
            }
            i += Character.charCount(c);
        }
        return -1;
    }

    static boolean isHidden(int c) {
        if (c < 0x7f) {
            return c < ' ';
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE -> true;
            // Unassigned ones are letters of a Unicode that is newer than this Java's, but for those that never will
            // be.
            default ->
                BLANKS.indexOf(c) >= 0
                        || (c & 0xfffe) == 0xfffe
                        || c >= 0xfdd0 && c <= 0xfdef
                        || c >= 0xe0000 && c <= 0xe0fff;
        };
    }

    private static void escape(StringBuilder out, int c) {
        switch (c) {
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> out.append(c > 0xffff ? "\\U%08x".formatted(c) : "\\u%04x".formatted(c));
        }
    }
}
