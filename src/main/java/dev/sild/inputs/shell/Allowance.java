package dev.sild.inputs.shell;

import java.util.List;

/** How much a script may come to: a small one must not become a huge one by its loops and variables. */
final class Allowance {
    /** The longest that one word or value may become. */
    static final int LONGEST = 64 * 1024;
    /** The most characters of all words. */
    private static final int MOST_CHARACTERS = 24 << 20;
    /** What a word costs besides its characters. */
    private static final int OF_A_WORD = 20;
    /** The most commands. */
    private static final int MOST_COMMANDS = 10_000;
    /** The most words that are looked at once more, since they are in a loop or a function. */
    private static final int MOST_REPEATED_WORDS = 500_000;
    /** How deep loops and functions may stand in each other. */
    private static final int DEEPEST = 30;

    private long characters = MOST_CHARACTERS;
    private int commands = MOST_COMMANDS;
    private long words = MOST_REPEATED_WORDS;
    private int depth;

    Allowance(List<WrittenCommand> script) {
        for (WrittenCommand command : script) {
            words += command.words().size() + 1;
            characters += (long) OF_A_WORD * command.words().size();
        }
    }

    /** Takes what a command needs; false where that is more than is left. */
    boolean take(List<Word> written) {
        words -= Math.min(words, written.size() + 1);
        return !isUsedUp();
    }

    /** Takes what a command comes to. */
    void command() {
        commands--;
    }

    /** Returns as much of a text as is allowed, and takes it. */
    String take(StringBuilder text) {
        int allowed = (int) Math.min(characters, Math.min(LONGEST, text.length()));
        characters -= Math.min(characters, allowed + OF_A_WORD);
        return text.substring(0, allowed);
    }

    boolean isUsedUp() {
        return commands <= 0 || words <= 0 || characters <= 0;
    }

    /** Whether one more loop or function may be entered; {@link #leave} follows then. */
    boolean enter() {
        if (depth == DEEPEST) {
            return false;
        }
        depth++;
        return true;
    }

    void leave() {
        depth--;
    }
}
