package dev.sild.compose.translate.code;

import dev.sild.compose.BindFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The files in which git finds patterns of what it ignores. Each is read once, and only its first part.
 *
 * @see <a href="https://git-scm.com/docs/gitignore">gitignore</a>
 */
final class IgnoreFiles {
    /** The file in each folder. */
    static final String FILE = ".gitignore";
    /** What the root of a repository has. */
    static final String GIT = ".git";
    /** The file in the root of a repository. */
    static final String EXCLUDE = GIT + "/info/exclude";
    /** What an exception begins with. */
    static final String EXCEPT = "!";
    /** How many folders above one another are looked at. */
    static final int MOST_FOLDERS = 40;

    private static final long MAX_BYTES = 64 << 10;

    private final BindFiles reader;
    private final Map<Path, List<String>> lines = new HashMap<>();

    IgnoreFiles(BindFiles reader) {
        this.reader = reader;
    }

    /** Returns the patterns and exceptions in a file; none where there is no such file. */
    List<String> lines(Path file) {
        return lines.computeIfAbsent(
                file,
                path -> reader.peek(path, MAX_BYTES).stream()
                        .flatMap(bytes -> new String(bytes, StandardCharsets.UTF_8).lines())
                        .map(String::strip)
                        .filter(line -> !line.isEmpty() && !line.startsWith("#") && !line.equals("/"))
                        .toList());
    }

    /** Whether a folder has such a file. */
    boolean areIn(Path folder) {
        return reader.peek(folder.resolve(FILE), MAX_BYTES).isPresent();
    }
}
