package dev.sild.compose.load.tree;

import dev.sild.yaml.GoNumbers;
import dev.sild.yaml.Node.Position;
import dev.sild.yaml.Node.ScalarNode;
import org.jspecify.annotations.Nullable;

/**
 * Types of plain scalars as go-yaml v3 gives them, which are neither YAML 1.1's nor quite 1.2's: {@code no}, {@code ON}
 * and {@code 22:22} are strings. Numbers are those of {@link GoNumbers}.
 */
public final class ComposeScalars {
    private ComposeScalars() {}

    /** Returns the scalar for a tag (empty for none) and its characters. */
    public static ScalarNode resolve(String tag, String value, boolean plain, Position position) {
        if (tag.isEmpty()) {
            return plain ? resolvePlain(value, position) : Nodes.string(value, position);
        }
        boolean typed = tag.equals("tag:yaml.org,2002:int")
                || tag.equals("tag:yaml.org,2002:float")
                || tag.equals("tag:yaml.org,2002:bool")
                || tag.equals("tag:yaml.org,2002:null");
        return typed ? resolvePlain(value, position) : Nodes.string(value, position);
    }

    private static ScalarNode resolvePlain(String value, Position position) {
        if (value.isEmpty()) {
            return ScalarNode.nullAt(position);
        }
        char first = value.charAt(0);
        if (first == '~' || first == 'n' || first == 'N') {
            if (value.equals("~") || value.equals("null") || value.equals("Null") || value.equals("NULL")) {
                return ScalarNode.nullAt(position);
            }
        } else if (first == 't' || first == 'T') {
            if (value.equals("true") || value.equals("True") || value.equals("TRUE")) {
                return Nodes.bool(true, position);
            }
        } else if (first == 'f' || first == 'F') {
            if (value.equals("false") || value.equals("False") || value.equals("FALSE")) {
                return Nodes.bool(false, position);
            }
        } else if (first >= '0' && first <= '9' || first == '.' || first == '-' || first == '+') {
            return number(value, position);
        }
        return Nodes.string(value, position);
    }

    private static ScalarNode number(String value, Position position) {
        String date = timestamp(value);
        if (date != null) {
            return Nodes.string(date, position);
        }
        return GoNumbers.read(value, position).orElseGet(() -> Nodes.string(value, position));
    }

    /**
     * Returns what a plain date becomes, or null if the value is not a date. Compose reads {@code 2001-01-01} as a time
     * and prints that time where it expects a string, so an environment variable really contains {@code 2001-01-01
     * 00:00:00 +0000 UTC}.
     */
    private static @Nullable String timestamp(String value) {
        if (value.length() < 8 || value.length() > 10 || value.charAt(4) != '-' || skipDigits(value) != 4) {
            return null;
        }
        String[] parts = value.split("-", -1);
        if (parts.length != 3
                || skipDigits(parts[1]) != parts[1].length()
                || skipDigits(parts[2]) != parts[2].length()
                || parts[1].isEmpty()
                || parts[1].length() > 2
                || parts[2].isEmpty()
                || parts[2].length() > 2) {
            return null;
        }
        int month = Integer.parseInt(parts[1]);
        int day = Integer.parseInt(parts[2]);
        boolean real = month >= 1 && month <= 12 && day >= 1 && day <= daysIn(Integer.parseInt(parts[0]), month);
        return real ? parts[0] + "-" + two(parts[1]) + "-" + two(parts[2]) + " 00:00:00 +0000 UTC" : null;
    }

    private static int daysIn(int year, int month) {
        if (month == 2) {
            return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
        }
        return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
    }

    private static String two(String digits) {
        return digits.length() == 1 ? "0" + digits : digits;
    }

    private static int skipDigits(String text) {
        int at = 0;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at;
    }
}
