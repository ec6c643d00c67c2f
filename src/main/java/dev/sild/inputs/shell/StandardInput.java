package dev.sild.inputs.shell;

/**
 * What a command reads from its standard input.
 *
 * @param text the text, or the name of the file, as a compose file writes it; empty where it is not known
 */
public record StandardInput(Kind kind, String text) {
    /** No input that the script gives. */
    public static final StandardInput NONE = new StandardInput(Kind.NONE, "");
    /** What another program prints. */
    public static final StandardInput UNKNOWN = new StandardInput(Kind.UNKNOWN, "");

    /** Where an input comes from. */
    public enum Kind {
        NONE,
        TEXT,
        FILE,
        UNKNOWN
    }

    static StandardInput ofText(String text) {
        return new StandardInput(Kind.TEXT, text);
    }

    static StandardInput ofFile(String name) {
        return new StandardInput(Kind.FILE, name);
    }
}
