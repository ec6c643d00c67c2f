package dev.sild.compose.translate.relations;

import java.util.BitSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where source code of any language may have quoted texts: rather too much than too little. Between the first and the
 * last quote of a line everything counts, and so do the lines of a text that goes on over several.
 */
final class QuotedTexts {
    /** {@code <<<SQL}, {@code <<~SQL}, {@code <<"SQL"}: the text ends at a line that begins with the word. */
    private static final Pattern HERE =
            Pattern.compile("<<(?:<[ \\t]{0,9}|[~-])[\"']?([A-Za-z_]\\w{0,60})|<<[\"']?([A-Z_][A-Z0-9_]{1,60})\\b");

    /** {@code %w[a b]} of Ruby. */
    private static final Pattern LIST = Pattern.compile("%[wWiIqQ]?[\\[({<|]");

    private final String code;
    private final BitSet quoted = new BitSet();
    /** Whether a text of several lines is open that began with a {@code "}, a {@code `} or three apostrophes. */
    private final boolean[] open = new boolean[3];

    /** What ends the text that is open, if it began with a word. */
    private String here = "";

    private QuotedTexts(String code) {
        this.code = code;
    }

    /** Returns the indices of the characters that may be in a text. */
    static BitSet of(String code) {
        QuotedTexts texts = new QuotedTexts(code);
        int start = 0;
        while (start < code.length()) {
            int end = code.indexOf('\n', start);
            end = end < 0 ? code.length() : end;
            texts.read(start, end);
            start = end + 1;
        }
        return texts.quoted;
    }

    private void read(int start, int end) {
        boolean before = isOpen();
        Matcher list = LIST.matcher(code).region(start, end);
        int first = list.find() ? list.start() : end;
        int last = first < end ? end : start;
        for (int i = start; i < end; i++) {
            char c = code.charAt(i);
            if (c == '\\') {
                i++;
            } else if (isQuote(c)) {
                first = Math.min(first, i);
                last = Math.max(last, i);
                i += toggle(i, start, end);
            }
        }
        if (here.isEmpty()) {
            Matcher opening = HERE.matcher(code).region(start, end);
            if (opening.find()) {
                here = opening.group(opening.group(1) == null ? 2 : 1);
            }
        } else if (ends(code.substring(start, end).strip())) {
            here = "";
        }
        int from = before ? start : first;
        int to = isOpen() ? end : last;
        if (from < to) {
            quoted.set(from, to);
        }
    }

    /**
     * Notes a quote that may begin or end a text of several lines; an apostrophe does not, unless there are three.
     *
     * @return how many characters more it has
     */
    private int toggle(int at, int start, int end) {
        char quote = code.charAt(at);
        if (code.startsWith("'''", at) || code.startsWith("\"\"\"", at)) {
            open[quote == '"' ? 0 : 2] ^= true;
            return 2;
        }
        // A quote that is a text of its own, as in '"'.
        boolean alone = at > start
                && at + 1 < end
                && code.charAt(at - 1) == code.charAt(at + 1)
                && code.charAt(at + 1) != quote
                && isQuote(code.charAt(at + 1));
        if (quote != '\'' && !alone) {
            open[quote == '"' ? 0 : 1] ^= true;
        }
        return 0;
    }

    private boolean isOpen() {
        return open[0] || open[1] || open[2] || !here.isEmpty();
    }

    private boolean ends(String line) {
        return line.startsWith(here)
                && (line.length() == here.length() || !HostWords.isOfWord(line.charAt(here.length())));
    }

    private static boolean isQuote(char c) {
        return c == '"' || c == '`' || c == '\'';
    }
}
