package dev.sild.report;

import java.util.Collection;

/** Guesses what a misspelt word was meant to be. */
public final class Nearest {
    private Nearest() {}

    /** Returns the known word that is nearest to {@code word}; empty where none is near. */
    public static String of(String word, Collection<String> known) {
        String best = "";
        int limit = Math.min(word.length(), Math.max(1, word.length() / 3) + 1);
        for (String candidate : known) {
            int distance = Math.abs(word.length() - candidate.length()) < limit ? distance(word, candidate) : limit;
            if (distance < limit) {
                best = candidate;
                limit = distance;
            }
        }
        return best;
    }

    /** Returns how many letters must be changed, added, removed or swapped to get from one word to the other. */
    private static int distance(String from, String to) {
        int[] beforePrevious = new int[to.length() + 1];
        int[] previous = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int[] current = new int[to.length() + 1];
            current[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int change = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
                current[j] = Math.min(previous[j - 1] + change, 1 + Math.min(previous[j], current[j - 1]));
                if (i > 1
                        && j > 1
                        && from.charAt(i - 1) == to.charAt(j - 2)
                        && from.charAt(i - 2) == to.charAt(j - 1)) {
                    current[j] = Math.min(current[j], beforePrevious[j - 2] + 1);
                }
            }
            beforePrevious = previous;
            previous = current;
        }
        return previous[to.length()];
    }
}
