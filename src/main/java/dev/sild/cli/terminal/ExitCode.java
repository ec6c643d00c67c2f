package dev.sild.cli.terminal;

/** What the exit codes of the commands mean. */
public final class ExitCode {
    /** All went well. */
    public static final int OK = 0;
    /** The input cannot be used, or the output cannot be written. */
    public static final int FAILED = 1;
    /** The command line itself is wrong. */
    public static final int USAGE = 2;
    /** Under {@code --strict}: something was lost. */
    public static final int LOST = 3;
    /** The user pressed Ctrl-C: as shells say that a signal ended a command. */
    public static final int INTERRUPTED = 130;

    private ExitCode() {}
}
