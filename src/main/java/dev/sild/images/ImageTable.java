package dev.sild.images;

import dev.sild.units.Digits;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads {@code images.txt}, the list of well-known images, which says itself how a line is written. It is read when an
 * image is first looked up, and a line word by word only when its image is.
 */
final class ImageTable {
    private static final String FILE = "images.txt";

    private ImageTable() {}

    /** The lines of an image, in order, without its name, by that name. */
    private static final class Lines {
        private static final Map<String, List<String>> ALL = read();

        private static Map<String, List<String>> read() {
            String table = text();
            Map<String, List<String>> all = new HashMap<>(2048);
            for (int start = 0, end; start < table.length(); start = end + 1) {
                end = table.indexOf('\n', start);
                if (end == start || table.charAt(start) == '#') {
                    continue;
                }
                String limited = table.substring(start, table.indexOf(' ', start));
                int limit = limited.indexOf('#');
                String name = limit < 0 ? limited : limited.substring(0, limit);
                all.computeIfAbsent(name, key -> new ArrayList<>(1)).add(table.substring(start + name.length(), end));
            }
            return all;
        }
    }

    static String text() {
        try (InputStream file = ImageTable.class.getResourceAsStream(FILE)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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

    /** Whether a tag has every word of {@code 18+alpine}, and begins with that of {@code ^alpine}. */
    private static boolean fits(String wanted, String tag) {
        int start = 0;
        while (start < wanted.length()) {
            int plus = wanted.indexOf('+', start);
            int end = plus < 0 ? wanted.length() : plus;
            String word = wanted.substring(start, end);
            if (!hasWord(tag, word)) {
                return false;
            }
            start = end + 1;
        }
        return true;
    }

    private static boolean hasWord(String tag, String word) {
        if (Digits.only(word)) {
            return firstNumber(tag).equals(word);
        }
        return word.startsWith("^") ? tag.startsWith(word.substring(1)) : tag.contains(word);
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
