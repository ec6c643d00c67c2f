package dev.sild.release;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The files of a package by their paths, which are relative and have slashes; in an order that is always the same. */
final class FileTree {
    private final SortedMap<String, Entry> entries = new TreeMap<>();

    /**
     * A file, or a symbolic link.
     *
     * @param executable whether all may execute it; all may read every file
     * @param target where the link leads; empty for a file
     */
    record Entry(Supplier<byte[]> content, boolean executable, String target) {
        boolean isLink() {
            return !target.isEmpty();
        }
    }

    SortedMap<String, Entry> entries() {
        return entries;
    }

    FileTree file(String path, byte[] content) {
        entries.put(path, new Entry(() -> content, false, ""));
        return this;
    }

    FileTree file(String path, String content) {
        return file(path, content.getBytes(StandardCharsets.UTF_8));
    }

    FileTree program(String path, byte[] content) {
        entries.put(path, new Entry(() -> content, true, ""));
        return this;
    }

    /** Adds a file that is read whenever it is written somewhere, since jars and executables are large. */
    FileTree file(String path, Path file) {
        entries.put(path, new Entry(() -> read(file), Files.isExecutable(file) && isProgram(path), ""));
        return this;
    }

    private static boolean isProgram(String path) {
        return !path.endsWith(".jar");
    }

    FileTree link(String path, String target) {
        entries.put(path, new Entry(() -> new byte[0], false, target));
        return this;
    }

    /** Adds everything of another tree below a folder, whose path ends in a slash, or is empty. */
    FileTree all(String folder, FileTree other) {
        other.entries.forEach((path, entry) -> entries.put(folder + path, entry));
        return this;
    }

    /** Adds the regular files of a folder. */
    FileTree folder(String path, Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                file(path + folder.relativize(file).toString().replace('\\', '/'), read(file));
            }
        }
        return this;
    }

    /** Adds texts by their names below a folder. */
    FileTree texts(String folder, Map<String, String> texts) {
        texts.forEach((name, text) -> file(folder + name, text));
        return this;
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
