package dev.sild.compose.translate.code;

import dev.sild.compose.BindFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Folders of source trees that a {@code .gitignore} of their own keeps in a repository, though git ignores what is in
 * them: somebody made them for a program to write to, as {@code storage/app} in Laravel.
 */
public final class GuardedFolders {
    private static final String FILE = ".gitignore";
    private static final long MAX_BYTES = 4 << 10;
    private static final int MOST_NAMES = 2_000;
    private static final int DEEPEST = 5;

    /** Where packages are, and what tools make: some put such a file there themselves. */
    private static final Pattern OF_TOOLS =
            Pattern.compile("\\..*|vendor|node_modules|v?env|target|htmlcov|__pycache__|bower_components");

    /** Folders of what is made again, beside those that {@link MadeFolders} knows. */
    private static final Set<String> PASSING =
            Set.of("framework", "views", "runtime", "assets", "debugbar", "clockwork", "pail", "testing");

    private final BindFiles reader;
    private final Map<Path, Found> known = new HashMap<>();

    /** Folders with such a file, the outermost only: those for data, and whether there are any at all. */
    private record Found(Set<String> data, boolean any) {}

    public GuardedFolders(BindFiles reader) {
        this.reader = reader;
    }

    /**
     * Returns those in which data lasts, relative to the tree, with {@code /} between folders.
     *
     * @param hasNothing whether a folder is missing or empty; what is in another one may be of the program, unless its
     *     name is that of data
     */
    public Set<String> of(SourceTree tree, Predicate<Path> hasNothing) {
        Set<String> links = LaravelFolders.links(tree, reader);
        Set<String> folders = new TreeSet<>(found(tree.path()).data());
        folders.removeIf(folder -> links.contains(folder)
                || !hasNothing.test(tree.path().resolve(folder))
                        && Stream.of(folder.split("/")).noneMatch(DataNames::isOne));
        return folders;
    }

    /** Returns the paths in a tree at which no folder must be: links are made there. */
    public Set<String> links(SourceTree tree) {
        return LaravelFolders.links(tree, reader);
    }

    /** Whether a program writes to a tree while it runs, data or not. */
    public boolean areIn(SourceTree tree) {
        return found(tree.path()).any();
    }

    private Found found(Path tree) {
        return known.computeIfAbsent(tree, this::find);
    }

    private Found find(Path tree) {
        Set<String> data = new TreeSet<>();
        boolean any = false;
        int left = MOST_NAMES;
        Deque<String> folders = new ArrayDeque<>(List.of(""));
        while (!folders.isEmpty()) {
            String folder = folders.removeFirst();
            List<String> names = reader.names(tree.resolve(folder)).orElse(List.of());
            if (!folder.isEmpty() && names.contains(FILE) && ignoresAll(tree.resolve(folder))) {
                any = true;
                if (Stream.of(folder.split("/")).noneMatch(GuardedFolders::isPassing)) {
                    data.add(folder);
                }
                continue;
            }
            if (folder.isEmpty() || Arrays.asList(folder.split("/")).size() < DEEPEST) {
                for (String name : names.stream().sorted().toList()) {
                    String path = folder.isEmpty() ? name : folder + "/" + name;
                    if (left-- > 0
                            && !OF_TOOLS.matcher(name).matches()
                            && reader.kind(tree.resolve(path)) == BindFiles.Kind.FOLDER) {
                        folders.addLast(path);
                    }
                }
            }
        }
        return new Found(data, any);
    }

    private static boolean isPassing(String name) {
        return PASSING.contains(name) || MadeFolders.isPassing(name);
    }

    private boolean ignoresAll(Path folder) {
        return reader.peek(folder.resolve(FILE), MAX_BYTES)
                .filter(bytes -> new String(bytes, StandardCharsets.UTF_8)
                        .lines()
                        .map(String::strip)
                        .anyMatch(IgnoredFolders.ALL::contains))
                .isPresent();
    }
}
