package dev.sild.units;

/** Numbers in text, without regular expressions or exceptions: these run for every word of a project. */
public final class Digits {
    private Digits() {}

    /** Whether {@code text} is one or more ASCII digits and nothing else. */
    public static boolean only(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!is(text.charAt(i))) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    public static boolean is(int c) {
        return c >= '0' && c <= '9';
    }

    /** Returns the port number that {@code text} spells, or 0 when it spells none from 1 to 65535. */
    public static int port(String text) {
        if (text.length() > 5 || !only(text)) {
            return 0;
        }
        int number = Integer.parseInt(text);
        return number <= 65535 ? number : 0;
    }

    /** Returns the user or group id that {@code text} spells, or -1 when it spells none that Linux takes. */
    public static long id(String text) {
        if (text.length() > 10 || !only(text)) {
            return -1;
        }
        long number = Long.parseLong(text);
        return number < 4294967295L ? number : -1;
    }
}
