package dev.sild.images;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the table of well-known images: several texts, one line an image, searched as they are. Nothing is built at
 * start-up, as most runs ask for a handful of images.
 *
 * <p>A line is a name and words: {@code p=} ports; {@code u=} the user, {@code root} for root, {@code root>999:999} for
 * one that starts as root and drops by itself; {@code d=} data folders; {@code c=} folders with content; {@code w=} the
 * working folder; {@code n=} users by name; {@code v=NAME:value} a variable that Dockerfiles on top use; {@code s=y} or
 * {@code s=n} for a shell; {@code lost+found} where a data folder must be empty at first start; {@code =name} for "the
 * same as". After the name, {@code #a+b} limits a line to tags that contain every word; a word that is a number is the
 * tag's first number. The first line that fits counts.
 */
final class ImageTable {
  private ImageTable() {}

  static Optional<KnownImage> row(String name, String tag) {
    if (name.isEmpty() || name.indexOf(' ') >= 0 || name.indexOf('#') >= 0 || name.indexOf('\n') >= 0) {
      return Optional.empty();
    }
    for (int table = 0; table < 5; table++) {
      Optional<KnownImage> row = row(table(table), name, tag);
      if (row.isPresent()) {
        return row;
      }
    }
    return Optional.empty();
  }

  /** Returns one text; by number, so that a text is not even loaded before the ones in front of it had no answer. */
  static String table(int number) {
    return switch (number) {
      case 0 -> DatabaseImages.TABLE;
      case 1 -> WebImages.TABLE;
      case 2 -> BaseImages.TABLE;
      case 3 -> OperationsImages.TABLE;
      default -> HomeImages.TABLE;
    };
  }

  private static Optional<KnownImage> row(String table, String name, String tag) {
    int at = table.startsWith(name) ? 0 : next(table, name, 0);
    while (at >= 0) {
      int end = table.indexOf('\n', at);
      String line = table.substring(at, end);
      int after = name.length();
      int blank = line.indexOf(' ');
      char delimiter = line.charAt(after);
      if (delimiter == ' ' || delimiter == '#' && fits(line.substring(after + 1, blank), tag)) {
        String rest = line.substring(blank + 1);
        return rest.startsWith("=") ? row(rest.substring(1), tag) : Optional.of(new KnownImage(name, words(rest)));
      }
      at = next(table, name, at);
    }
    return Optional.empty();
  }

  private static int next(String table, String name, int from) {
    int found = table.indexOf("\n" + name, from);
    return found < 0 ? -1 : found + 1;
  }

  /** Whether a tag has every word of {@code 18+alpine}. */
  private static boolean fits(String wanted, String tag) {
    int start = 0;
    while (start < wanted.length()) {
      int plus = wanted.indexOf('+', start);
      int end = plus < 0 ? wanted.length() : plus;
      String word = wanted.substring(start, end);
      if (Digits.only(word) ? !firstNumber(tag).equals(word) : !tag.contains(word)) {
        return false;
      }
      start = end + 1;
    }
    return true;
  }

  private static String firstNumber(String tag) {
    int start = tag.startsWith("v") ? 1 : 0;
    int end = start;
    while (end < tag.length() && Digits.is(tag.charAt(end))) {
      end++;
    }
    return tag.substring(start, end);
  }

  private static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    int start = 0;
    while (start < line.length()) {
      int blank = line.indexOf(' ', start);
      int end = blank < 0 ? line.length() : blank;
      if (end > start) {
        words.add(line.substring(start, end));
      }
      start = end + 1;
    }
    return words;
  }
}
