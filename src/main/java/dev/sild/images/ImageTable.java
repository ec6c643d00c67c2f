package dev.sild.images;

import dev.sild.images.text.Digits;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the table of well-known images: several texts, one line an image. Its lines are sorted by name when an image is
 * first asked for, and read word by word only for an image that is asked for.
 *
 * <p>A line is a name and words: {@code p=} ports; {@code u=} the user, {@code root} for root, {@code root>999:999} for
 * one that starts as root and drops by itself; {@code d=} data folders; {@code c=} folders with content; {@code w=} the
 * working folder; {@code n=} users by name; {@code v=NAME:value} a variable that Dockerfiles on top use; {@code s=y} or
 * {@code s=n} for a shell; {@code lost+found} where a data folder must be empty at first start; {@code =name} for "the
 * same as". After the name, {@code #a+b} limits a line to tags that contain every word; a word that is a number is the
 * tag's first number. The first line that fits counts.
 */
final class ImageTable {
    static final List<String> TABLES =
            List.of(DatabaseImages.TABLE, WebImages.TABLE, BaseImages.TABLE, OperationsImages.TABLE, HomeImages.TABLE);

    private ImageTable() {}

    /** The lines of an image, in order, without its name, by that name. */
    private static final class Lines {
        private static final Map<String, List<String>> ALL = read();

        private static Map<String, List<String>> read() {
            Map<String, List<String>> all = new HashMap<>(2048);
            for (String table : TABLES) {
                for (int start = 0, end; start < table.length(); start = end + 1) {
                    end = table.indexOf('\n', start);
                    String limited = table.substring(start, table.indexOf(' ', start));
                    int limit = limited.indexOf('#');
                    String name = limit < 0 ? limited : limited.substring(0, limit);
                    all.computeIfAbsent(name, key -> new ArrayList<>(1))
                            .add(table.substring(start + name.length(), end));
                }
            }
            return all;
        }
    }

    static Optional<KnownImage> row(String name, String tag) {
        for (String line : Lines.ALL.getOrDefault(name, List.of())) {
            int blank = line.indexOf(' ');
            if (blank == 0 || fits(line.substring(1, blank), tag)) {
                String rest = line.substring(blank + 1);
                return rest.startsWith("=")
                        ? row(rest.substring(1), tag)
                        : Optional.of(new KnownImage(name, words(rest)));
            }
        }
        return Optional.empty();
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
