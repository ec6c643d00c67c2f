package dev.sild.node;

import java.util.List;
import java.util.Locale;

/**
 * A line of a case's {@code steps.txt}: {@code VERB SERVICE: COMMAND}. Lines that start with {@code #} are comments.
 *
 * @param command of a shell in the service's container; empty for {@link Verb#REPLACE}
 */
record Step(Verb verb, String service, String command) {

    enum Verb {
        /** Runs the command until it succeeds. */
        WAIT,
        /** Runs the command once; it must succeed. */
        RUN,
        /** Runs the command; it must end and print the same on both sides. */
        SAME,
        /** Replaces the container or pod by a new one. */
        REPLACE
    }

    /**
     * Reads all steps of a case.
     *
     * @throws IllegalArgumentException if a line is not a step
     */
    static List<Step> all(String text) {
        return text.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(Step::of)
                .toList();
    }

    private static Step of(String line) {
        String[] parts = line.split(":", 2);
        String[] words = parts[0].trim().split("\\s+");
        Verb verb = Verb.valueOf(words[0].toUpperCase(Locale.ROOT));
        if (words.length != 2 || (parts.length == 2) == (verb == Verb.REPLACE)) {
            throw new IllegalArgumentException("not a step: " + line);
        }
        return new Step(verb, words[1], parts.length == 2 ? parts[1].trim() : "");
    }
}
