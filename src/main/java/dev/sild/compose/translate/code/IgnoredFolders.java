package dev.sild.compose.translate.code;

import dev.sild.compose.BindFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Folders of data that a program makes in its source tree, as far as the files tell that keep them out of version
 * control and of images: nobody names a folder there that no program writes to.
 */
public final class IgnoredFolders {
    private static final long MAX_BYTES = 64 << 10;

    /**
     * A line with a folder, perhaps all that is in it: {@code /media/}, {@code backend/uploads/*}; not a passing one.
     */
    private static final Pattern LINE = Pattern.compile(
            "(?:\\*\\*/|\\./|/)?((?!te?mp/|cache/|node_modules/)(?:[\\w-]{1,64}/){0,4}[\\w-]{1,64})(?:/\\*{0,2})?");

    /** Patterns that ignore all that is in a folder. */
    static final Set<String> ALL = Set.of("*", "/*", "**", "/**", "**/*");

    private static final int MOST = 50;

    private final BindFiles reader;
    private final IgnoredPaths paths;
    /** Hundreds of services may mount one tree. */
    private final Map<Path, List<String>> lines = new HashMap<>();
    /** Lines of a file apply to all folders below it. */
    private final Map<String, Optional<String>> folders = new HashMap<>();

    public IgnoredFolders(BindFiles reader) {
        this.reader = reader;
        paths = new IgnoredPaths(reader);
    }

    /** Returns what git ignores, as these were found. */
    public IgnoredPaths paths() {
        return paths;
    }

    /** Returns those with these names, relative to the tree, with {@code /} between folders. */
    public Set<String> of(Path tree, Set<String> names) {
        Set<String> folders = new TreeSet<>();
        for (String folder : lines(tree)) {
            if (names.contains(CodeNames.name(folder)) && folders.size() < MOST) {
                folders.add(folder);
            }
        }
        return folders;
    }

    /**
     * Whether a folder is ignored, or lies in one that is, or all files in it are.
     *
     * @param folder its path in the tree
     */
    public boolean isOne(Path tree, String folder) {
        return paths.below(tree.resolve(folder)).stream().anyMatch(ALL::contains)
                || lines(tree).stream()
                        .anyMatch(line -> line.contains("/")
                                ? (folder + "/").startsWith(line + "/")
                                : List.of(folder.split("/")).contains(line));
    }

    private List<String> lines(Path tree) {
        return lines.computeIfAbsent(tree, this::read);
    }

    private static Optional<String> folder(String line) {
        Matcher folder = LINE.matcher(line.strip());
        return folder.matches() ? Optional.of(folder.group(1)) : Optional.empty();
    }

    private List<String> read(Path tree) {
        List<String> all = Stream.concat(
                        paths.below(tree).stream(),
                        reader.peek(tree.resolve(".dockerignore"), MAX_BYTES).stream()
                                .flatMap(bytes -> new String(bytes, StandardCharsets.UTF_8).lines()))
                .toList();
        return all.stream()
                .flatMap(line -> folders.computeIfAbsent(line, IgnoredFolders::folder).stream())
                .toList();
    }
}
