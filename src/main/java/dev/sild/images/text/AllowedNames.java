package dev.sild.images.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Settings that list the origins of pages that a server accepts, as browsers send them: nobody connects to these names.
 * The names that a server accepts as its own are others: services send them, too, and the changed ones then.
 */
public final class AllowedNames {
    private static final Pattern KEY = Pattern.compile(
            "(?i)(?:allow(?:ed)?[-_.]?origins?(?:[-_.]?patterns?)?|trusted[-_.]?origins?|\\bcors[\\w.-]{0,40}origins?"
                    + "|access-control-allow-origin|\\bcors\\([ \\t]{0,9}\\{[ \\t]{0,9}origin)"
                    + "[\"'\\])]{0,3}[ \\t]{0,9}(?:=>|:=|\\|\\||\\?\\?|[:=(,]|(?<=[nN][ \\t]{1,9}))[ \\t]{0,9}");

    /** A list on the lines below its key, as YAML has it. */
    private static final Pattern ITEMS =
            Pattern.compile("[ \\t]*(?:#[^\\n]*+)?\\n(?:[ \\t]*-[ \\t][^\\n]*+(?:\\n|$)){1,100}");

    /** Without quotes and brackets: up to what separates it from a setting beside it. */
    private static final Pattern REST = Pattern.compile("(?:(?!,[ \\t])[^\\n;}])*+");

    private static final int LONGEST_LIST = 4096;

    private AllowedNames() {}

    /** Returns a text of the same length with blanks in place of the values of such settings. */
    public static String without(String text) {
        StringBuilder blanked = new StringBuilder(text);
        Matcher key = KEY.matcher(text);
        int at = 0;
        while (at < text.length() && key.find(at)) {
            at = Math.max(end(text, key.end()), key.end());
            blank(blanked, key.end(), at);
        }
        return blanked.toString();
    }

    private static void blank(StringBuilder text, int start, int end) {
        for (int i = start; i < end; i++) {
            if (text.charAt(i) != '\n') {
                text.setCharAt(i, ' ');
            }
        }
    }

    /** Returns where the value ends that begins at a place: a list, a text in quotes, or the rest of a line. */
    private static int end(String text, int start) {
        char first = start < text.length() ? text.charAt(start) : '\n';
        char last = switch (first) {
            case '[' -> ']';
            case '(' -> ')';
            case '{' -> '}';
            case '"', '\'', '`' -> first;
            default -> '\n';
        };
        if (last != '\n') {
            int length = text.substring(start + 1, Math.min(text.length(), start + LONGEST_LIST))
                    .indexOf(last);
            return length < 0 ? start : start + 1 + length;
        }
        Matcher items = ITEMS.matcher(text).region(start, text.length());
        if (items.lookingAt()) {
            return items.end();
        }
        Matcher rest = REST.matcher(text).region(start, text.length());
        return rest.lookingAt() ? rest.end() : start;
    }
}
