package dev.sild.images;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Folders that need much room by what they are for, as {@code folders.txt} lists them: models, mostly. */
public final class LargeFolders {
    private static final String FILE = "folders.txt";

    private LargeFolders() {}

    /** The lines of the table, by their first word. */
    private static final class Lines {
        private static final Map<String, Integer> ALL = read();

        private static Map<String, Integer> read() {
            Map<String, Integer> all = new HashMap<>();
            text().lines()
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .forEach(line -> {
                        int blank = line.indexOf(' ');
                        all.put(line.substring(0, blank), Integer.parseInt(line.substring(blank + 1)));
                    });
            return all;
        }
    }

    private static String text() {
        try (InputStream file = LargeFolders.class.getResourceAsStream(FILE)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the gibibytes that a folder at an absolute path needs; 0 where nothing is known. */
    public static int ofPath(String path) {
        int last = path.lastIndexOf('/');
        int before = last > 0 ? path.lastIndexOf('/', last - 1) : last;
        int needed = Lines.ALL.getOrDefault(path, 0);
        needed = Math.max(needed, Lines.ALL.getOrDefault("*" + path.substring(Math.max(0, last)), 0));
        return Math.max(needed, Lines.ALL.getOrDefault("*" + path.substring(Math.max(0, before)), 0));
    }

    /** Returns the gibibytes that the folder which a variable names needs; 0 where nothing is known. */
    public static int ofVariable(String name) {
        return Lines.ALL.getOrDefault("$" + name, 0);
    }
}
