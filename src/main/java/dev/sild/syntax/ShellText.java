package dev.sild.syntax;

/**
 * Words of a POSIX shell.
 *
 * @see <a
 *     href="https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_02_02">Single-quotes</a>
 */
public final class ShellText {
    private ShellText() {}

    /**
     * Returns one word that the shell reads as {@code text}; a NUL is left out, since no argument of a program can hold
     * one.
     */
    public static String word(String text) {
        return "'" + text.replace("\0", "").replace("'", "'\\''") + "'";
    }

    /** Returns the same without quotes where the shell reads the bare text as one word, too. */
    public static String shortWord(String text) {
        return text.matches("[A-Za-z0-9_./:=@%+,-]+") ? text : word(text);
    }

    /** Whether {@code text} can be the name of a variable. */
    public static boolean isName(String text) {
        return text.matches("[A-Za-z_][A-Za-z0-9_]*");
    }
}
