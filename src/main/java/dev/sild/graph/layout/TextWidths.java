package dev.sild.graph.layout;

/**
 * How wide text may become. The fonts of a reader are not known, so that each character has the greater width of DejaVu
 * Sans, which is about as wide as Verdana, and Liberation Sans, which is as wide as Arial and Helvetica.
 */
public final class TextWidths {
    /** The ASCII characters from the blank on, in hundredths of the font's size. */
    private static final int[] REGULAR = widths(
            "32 41 46 84 64 96 78 28 40 40 50 84 32 37 32 34 64 64 64 64 64 64 64 64 64"
                    + " 64 34 34 84 84 84 56 102 69 69 73 78 67 62 78 76 30 50 67 56 87 75 79 67 79 73 67 62 74 69 99 69 67 69 40"
                    + " 34 40 84 56 50 62 64 55 64 62 36 64 64 28 28 58 28 98 64 62 64 64 42 53 40 64 60 82 60 60 53 64 34 64 84");

    private static final int[] BOLD = widths(
            "35 46 53 84 70 101 88 31 46 46 53 84 38 42 38 37 70 70 70 70 70 70 70 70 70"
                    + " 70 40 40 84 84 84 62 100 78 77 74 84 69 69 83 84 38 56 78 64 100 84 86 74 86 78 73 69 82 78 111 78 73 73 46"
                    + " 37 46 84 56 50 68 72 60 72 68 44 72 72 35 35 67 35 105 72 69 72 72 50 60 48 72 66 93 65 66 59 72 37 72 84");

    private static final int ALPHABETS = 0x1100;
    private static final int LETTER = 92;
    private static final int IDEOGRAPH = 110;
    private static final String ELLIPSIS = "…";

    /** How text looks. */
    public enum Style {
        NAME(13, 17, true),
        DETAIL(11, 15, false),
        LABEL(11, 15, false),
        FRAME(12, 16, true);

        private final int size;
        private final int height;
        private final boolean bold;

        Style(int size, int height, boolean bold) {
            this.size = size;
            this.height = height;
            this.bold = bold;
        }

        /** Returns the size of the font. */
        public int size() {
            return size;
        }

        /** Returns the height of a line. */
        public int height() {
            return height;
        }

        public boolean bold() {
            return bold;
        }
    }

    private TextWidths() {}

    private static int[] widths(String text) {
        String[] numbers = text.split(" ");
        int[] widths = new int[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            widths[i] = Integer.parseInt(numbers[i]);
        }
        return widths;
    }

    /** Returns the width of a text on one line. */
    public static double width(String text, Style style) {
        return text.codePoints().mapToLong(c -> hundredths(c, style)).sum() * style.size / 100.0;
    }

    /** Returns a text as far as it has room, with an ellipsis at its end if that is not all. */
    public static String fitted(String text, Style style, double room) {
        if (width(text, style) <= room) {
            return text;
        }
        StringBuilder fitted = new StringBuilder();
        double left = room - width(ELLIPSIS, style);
        for (int c : text.codePoints().toArray()) {
            left -= hundredths(c, style) * style.size / 100.0;
            if (left < 0) {
                break;
            }
            fitted.appendCodePoint(c);
        }
        return fitted.toString().stripTrailing() + ELLIPSIS;
    }

    private static int hundredths(int c, Style style) {
        int[] widths = style.bold ? BOLD : REGULAR;
        if (c >= ' ' && c - ' ' < widths.length) {
            return widths[c - ' '];
        }
        return Character.getType(c) == Character.NON_SPACING_MARK ? 0 : c < ALPHABETS ? LETTER : IDEOGRAPH;
    }
}
