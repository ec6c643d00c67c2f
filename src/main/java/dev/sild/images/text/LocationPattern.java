package dev.sild.images.text;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** An expression of a project's nginx: it may be one that never ends, so it is searched for within limits. */
final class LocationPattern {
    private static final int LONGEST_PATTERN = 200;
    private static final int LONGEST_PATH = 200;
    /** Characters of the path that a search may look at. */
    private static final int MOST_LOOKS = 20_000;
    /** Ways that a search may try without a look at the path. */
    private static final int MOST_WAYS = 1_000;

    /** Where a search may go on in several ways without a look: a group, and an anchor that is optional. */
    private static final Pattern CHOICE = Pattern.compile("\\(|(?:[\\^$]|\\\\[bBAGzZ])[?*+]");

    /** A repetition of what may be empty: only what is a character for certain may be counted. */
    private static final Pattern REPEATED_GROUP = Pattern.compile("(?<!\\]|\\.|\\\\[dws])\\{");

    private LocationPattern() {}

    /** Whether a path has a match; no pattern finds one that is invalid, or goes beyond the limits. */
    static boolean finds(String pattern, boolean anyCase, String path) {
        if (pattern.length() > LONGEST_PATTERN || path.length() > LONGEST_PATH || !isBounded(pattern)) {
            return false;
        }
        try {
            return Pattern.compile(pattern, anyCase ? Pattern.CASE_INSENSITIVE : 0)
                    .matcher(new Watched(path, new int[1]))
                    .find();
        } catch (PatternSyntaxException | IllegalStateException unreadable) {
            return false;
        }
    }

    /**
     * Whether looks at the path limit a search. Empty alternatives, as in {@code (|)(|)(|)}, multiply without any: a
     * group has one more than it has bars, and may be passed over. The product is largest if bars are spread evenly.
     */
    private static boolean isBounded(String pattern) {
        long groups = 1 + CHOICE.matcher(pattern).results().count();
        long bars = pattern.chars().filter(c -> c == '|').count();
        return Math.pow((double) bars / groups + 2, (double) groups) <= MOST_WAYS
                && !REPEATED_GROUP.matcher(pattern).find();
    }

    /** A text that ends a search which looks at it too often. */
    private record Watched(String text, int[] looks) implements CharSequence {
        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            if (++looks[0] > MOST_LOOKS) {
                throw new IllegalStateException();
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.substring(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
