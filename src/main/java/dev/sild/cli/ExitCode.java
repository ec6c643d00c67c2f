package dev.sild.cli;

/** What the exit codes of the commands mean. */
final class ExitCode {
    /** All went well. */
    static final int OK = 0;
    /** The input cannot be used, or the output cannot be written. */
    static final int FAILED = 1;
    /** The command line itself is wrong. */
    static final int USAGE = 2;
    /** Under {@code --strict}: something was lost. */
    static final int LOST = 3;
    /** The user pressed Ctrl-C: as shells say that a signal ended a command. */
    static final int INTERRUPTED = 130;

    private ExitCode() {}
}
