package dev.sild.images;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What is known about folders by their path, whichever image they are in: {@code folders.txt} lists them, and documents
 * how a line is written.
 */
public final class KnownFolders {
    private static final String FILE = "folders.txt";
    private static final String ANY_START = "*";

    private KnownFolders() {}

    /** The table, by what its lines say. */
    private static final class Lines {
        private static final Map<String, Integer> ROOM = new HashMap<>();
        private static final List<String> READ = new ArrayList<>();
        private static final List<String> SERVED = new ArrayList<>();
        private static final List<String> READ_FILES = new ArrayList<>();
        private static final List<String> EMPTY = new ArrayList<>();
        private static final List<String> SCRATCH = new ArrayList<>();
        private static final List<String> PASSING = new ArrayList<>();

        static {
            text().lines()
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .forEach(line -> {
                        int blank = line.indexOf(' ');
                        add(line.substring(0, blank), line.substring(blank + 1));
                    });
        }

        private static void add(String folder, String known) {
            switch (known) {
                case "read" -> READ.add(folder);
                case "served" -> SERVED.add(folder);
                case "read-files" -> READ_FILES.add(folder);
                case "empty" -> EMPTY.add(folder);
                case "scratch" -> SCRATCH.add(folder);
                case "passing" -> PASSING.add(folder);
                default -> ROOM.put(folder, Integer.parseInt(known));
            }
        }
    }

    private static String text() {
        try (InputStream file = KnownFolders.class.getResourceAsStream(FILE)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the gibibytes that a folder at an absolute path needs; 0 where nothing is known. */
    public static int roomAt(String path) {
        int last = path.lastIndexOf('/');
        int before = last > 0 ? path.lastIndexOf('/', last - 1) : last;
        int needed = Lines.ROOM.getOrDefault(path, 0);
        needed = Math.max(needed, Lines.ROOM.getOrDefault(ANY_START + path.substring(Math.max(0, last)), 0));
        return Math.max(needed, Lines.ROOM.getOrDefault(ANY_START + path.substring(Math.max(0, before)), 0));
    }

    /** Returns the gibibytes that the folder which a variable names needs; 0 where nothing is known. */
    public static int roomOfVariable(String name) {
        return Lines.ROOM.getOrDefault("$" + name, 0);
    }

    /** Whether it is usual that a mount at an absolute path is read, though some program might write to it. */
    public static boolean isServed(String path) {
        return Lines.SERVED.stream().anyMatch(folder -> ContainerPaths.contains(folder, path));
    }

    /** Whether no distribution and no server has files in a folder: only what it is made for fills it. */
    static boolean isEmpty(String path) {
        return Lines.EMPTY.stream().anyMatch(folder -> ContainerPaths.contains(folder, path));
    }

    /** Whether a folder at an absolute path is for what lasts no longer than the machine runs. */
    public static boolean isScratch(String path) {
        return Lines.SCRATCH.stream().anyMatch(folder -> ContainerPaths.contains(folder, path));
    }

    /** Whether nobody misses what is in a folder at an absolute path: a cache, logs or temporary files. */
    public static boolean isPassing(String path) {
        return isScratch(path)
                || Lines.PASSING.stream()
                        .anyMatch(folder -> folder.startsWith(ANY_START)
                                ? (path + "/").contains(folder.substring(ANY_START.length()) + "/")
                                : ContainerPaths.contains(folder, path));
    }

    /**
     * Whether no program is known to write to what is mounted at an absolute path.
     *
     * @param file whether it is a single file
     */
    public static boolean isOnlyRead(String path, boolean file) {
        return Lines.READ.stream().anyMatch(folder -> ContainerPaths.contains(folder, path))
                || file
                        && Lines.READ_FILES.stream()
                                .anyMatch(folder -> folder.startsWith(ANY_START)
                                        ? path.endsWith(folder.substring(ANY_START.length()))
                                        : path.startsWith(folder + "/"));
    }
}
