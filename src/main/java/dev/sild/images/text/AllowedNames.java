package dev.sild.images.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Settings that list what a server accepts as the origin of a page or as its own name, as browsers send it: nobody
 * connects to these names.
 */
public final class AllowedNames {
    private static final Pattern KEY = Pattern.compile(
            "(?i)(?:allow(?:ed)?[-_.]?(?:hosts?|origins?|domains?)(?:[-_.]?patterns?)?"
                    + "|\\bcors(?![\\w.-]{0,40}prox)[\\w.-]{0,40}|trusted[-_.]?(?:hosts?|origins?|domains?)|access-control-allow-origin"
                    + "|\\borigins)[\"'\\])]{0,3}[ \\t]{0,9}(?:=>|:=|\\|\\||\\?\\?|[:=(,]|(?<=[nN][ \\t]{1,9}))[ \\t]{0,9}");

    private static final Pattern SERVER_NAME = Pattern.compile("(?m)^[ \\t]*server_name[ \\t]([^;\\n]{0,1000});");

    /** A list on the lines below its key, as YAML has it. */
    private static final Pattern ITEMS =
            Pattern.compile("[ \\t]*(?:#[^\\n]*+)?\\n(?:[ \\t]*-[ \\t][^\\n]*+(?:\\n|$)){1,100}");

    private static final Pattern REST = Pattern.compile("[^\\n;]*+");

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
        // Of several servers in one file, the name that a client asks for decides which answers.
        Matcher name = SERVER_NAME.matcher(text);
        if (name.find()) {
            int start = name.start(1);
            int end = name.end(1);
            if (!name.find()) {
                blank(blanked, start, end);
            }
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
