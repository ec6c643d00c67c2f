package dev.sild.compose.translate.code;

import dev.sild.compose.BindFiles;
import dev.sild.images.PathPattern;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What git ignores below folders of the project: by the {@code .gitignore} there and in the folders above, up to the
 * root of the repository, and by its {@code .git/info/exclude}.
 *
 * @see <a href="https://git-scm.com/docs/gitignore">gitignore</a>
 */
public final class IgnoredPaths {
    private static final String ANY_FOLDERS = "**";

    private final BindFiles reader;
    private final IgnoreFiles files;
    private final Map<Path, List<String>> patterns = new HashMap<>();
    private final Map<Path, Boolean> partly = new HashMap<>();
    /** Patterns taken apart: thousands of them may apply to hundreds of folders. */
    private final Map<String, List<String>> parts = new HashMap<>();

    private final Map<String, PathPattern> matchers = new HashMap<>();

    public IgnoredPaths(BindFiles reader) {
        this.reader = reader;
        files = new IgnoreFiles(reader);
    }

    /**
     * Returns the patterns that may match below a folder, relative to it, those of the closest file first. Patterns
     * that ignore the folder itself are left out, as are exceptions.
     */
    public List<String> below(Path folder) {
        return Stream.concat(patterns(folder.resolve(IgnoreFiles.FILE)).stream(), inherited(folder, true).stream())
                .toList();
    }

    /**
     * Whether git ignores some of the files in a folder, and a file there or a pattern with the folder's path says so.
     */
    public boolean arePartly(Path folder) {
        return partly.computeIfAbsent(
                folder, path -> files.areIn(path) || !inherited(path, false).isEmpty());
    }

    /** @param everywhere whether to return those, too, that have no path and so apply to all folders */
    private List<String> inherited(Path folder, boolean everywhere) {
        List<String> found = new ArrayList<>();
        Path above = folder;
        for (int i = 0;
                i < IgnoreFiles.MOST_FOLDERS && above != null && reader.kind(above) == BindFiles.Kind.FOLDER;
                i++) {
            boolean isRoot = reader.kind(above.resolve(IgnoreFiles.GIT)) != BindFiles.Kind.MISSING;
            if (i > 0) {
                add(found, above, IgnoreFiles.FILE, folder, everywhere);
            }
            if (isRoot) {
                add(found, above, IgnoreFiles.EXCLUDE, folder, everywhere);
                break;
            }
            above = above.getParent();
        }
        return found;
    }

    private void add(List<String> found, Path above, String file, Path folder, boolean everywhere) {
        List<String> names = new ArrayList<>();
        above.relativize(folder).forEach(name -> names.add(name.toString()));
        names.removeIf(String::isEmpty);
        for (String pattern : patterns(above.resolve(file))) {
            if (isOfAnyFolder(pattern)) {
                if (everywhere) {
                    found.add(pattern);
                }
            } else {
                relative(pattern, names).ifPresent(found::add);
            }
        }
    }

    /** A slash that is not the last character binds a pattern to the folder of its file. */
    private static boolean isOfAnyFolder(String pattern) {
        int slash = pattern.indexOf('/');
        return slash < 0 || slash == pattern.length() - 1 || pattern.startsWith(ANY_FOLDERS + "/");
    }

    /** Returns what is left of a pattern within the folder of these names; empty where it leads elsewhere. */
    private Optional<String> relative(String pattern, List<String> names) {
        List<String> all = parts.computeIfAbsent(
                pattern, key -> List.of(key.replaceFirst("^\\.?/", "").split("/")));
        if (all.size() <= names.size()) {
            return Optional.empty();
        }
        for (int i = 0; i < names.size(); i++) {
            if (!matchers.computeIfAbsent(all.get(i), PathPattern::new).matches(List.of(names.get(i)))) {
                return Optional.empty();
            }
        }
        return Optional.of(String.join("/", all.subList(names.size(), all.size())));
    }

    private List<String> patterns(Path file) {
        return patterns.computeIfAbsent(
                file,
                path -> files.lines(path).stream()
                        .filter(line -> !line.startsWith(IgnoreFiles.EXCEPT))
                        .toList());
    }
}
