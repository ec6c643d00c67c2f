package dev.sild.compose.load.variables;

/** What stands for other characters in values of env files in double quotes. */
final class Escapes {
    private Escapes() {}

    /** Returns a value with the characters that it stands for; {@code $$} for a dollar that begins no variable. */
    static String resolved(String inside) {
        if (inside.indexOf('\\') < 0) {
            return inside;
        }
        StringBuilder out = new StringBuilder(inside.length());
        for (int i = 0; i < inside.length(); i++) {
            char c = inside.charAt(i);
            if (c != '\\' || i + 1 == inside.length()) {
                out.append(c);
                continue;
            }
            char next = inside.charAt(++i);
            int known = "abfnrtv\\\"".indexOf(next);
            if (next == '$') {
                out.append("$$");
            } else if (next == '0') {
                i = octal(inside, i + 1, out);
            } else if (known >= 0) {
                out.append("\u0007\b\f\n\r\t\u000B\\\"".charAt(known));
            } else {
                out.append('\\').append(next);
            }
        }
        return out.toString();
    }

    /** Appends the character with the octal code at {@code from}; returns the index of its last digit. */
    private static int octal(String inside, int from, StringBuilder out) {
        int end = from;
        while (end < inside.length() && end < from + 3 && inside.charAt(end) >= '0' && inside.charAt(end) <= '7') {
            end++;
        }
        if (end < from + 3) {
            out.append("\\0").append(inside, from, end);
        } else {
            out.append((char) Integer.parseInt(inside.substring(from, end), 8));
        }
        return end - 1;
    }
}
