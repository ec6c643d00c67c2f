package dev.sild.compose.load;

import java.util.Collection;

/** Guesses what a misspelt key was meant to be. */
final class Suggestions {
  private Suggestions() {}

  /** Returns a remedy for an unknown attribute: the known one that is nearest to it, if one is near. */
  static String forAttribute(String key, Collection<String> known) {
    String best = nearest(key.replace('-', '_').toLowerCase(java.util.Locale.ROOT), known);
    return best.isEmpty() ? "remove it, or begin its name with x- if it is an extension of your own" : question(best);
  }

  /** Returns a remedy for an unknown service. */
  static String forService(String name, Collection<String> known) {
    String best = nearest(name, known);
    return best.isEmpty() ? "define it under `services:`, or name one that is there" : question(best);
  }

  private static String question(String best) {
    return "did you mean `" + best + "`?";
  }

  private static String nearest(String key, Collection<String> known) {
    String best = "";
    int limit = Math.min(key.length(), Math.max(1, key.length() / 3) + 1);
    for (String candidate : known) {
      int distance = Math.abs(key.length() - candidate.length()) < limit ? distance(key, candidate) : limit;
      if (distance < limit) {
        best = candidate;
        limit = distance;
      }
    }
    return best;
  }

  /** Returns how many letters must be changed, added, removed or swapped to get from one word to the other. */
  static int distance(String from, String to) {
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
        if (i > 1 && j > 1 && from.charAt(i - 1) == to.charAt(j - 2) && from.charAt(i - 2) == to.charAt(j - 1)) {
          current[j] = Math.min(current[j], beforePrevious[j - 2] + 1);
        }
      }
      beforePrevious = previous;
      previous = current;
    }
    return previous[to.length()];
  }
}
