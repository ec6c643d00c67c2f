package dev.sild.play;

/** Receives messages about what happens, while it happens. */
public interface Progress {
    /** What a line is about. */
    enum Tone {
        /** Something goes on. */
        PLAIN,
        /** Something is as it should be. */
        GOOD,
        /** Something is wrong. */
        BAD
    }

    /** Says that something happens, or has happened, to {@code subject}. */
    void say(String subject, String what, Tone tone);

    /** Passes on a line of another program's. */
    void line(String text);
}
