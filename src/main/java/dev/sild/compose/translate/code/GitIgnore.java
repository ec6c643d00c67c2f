package dev.sild.compose.translate.code;

import dev.sild.compose.BindFiles;
import dev.sild.images.PathPattern;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Folders that git ignores with everything in them, or apart from files that keep them in a repository: by the
 * {@code .gitignore} there and in the folders above, up to the root of the repository, and by its
 * {@code .git/info/exclude}.
 *
 * @see <a href="https://git-scm.com/docs/gitignore">gitignore</a>
 */
public final class GitIgnore {
    private static final String TOP = "/*";
    private static final Set<String> ALL = Set.of("*", TOP, "**", "/**", "**/*", "*.*");
    /** The end of a pattern for all files in a folder. */
    private static final Pattern CONTENTS = Pattern.compile("(?:/\\*{1,2}){1,2}$");
    /** Files that keep a folder in a repository, and explain it. */
    private static final Pattern KEEPS = Pattern.compile("(?i)\\..*|(?:read_?me|placeholder).*");

    private final BindFiles reader;
    private final IgnoreFiles files;
    private final Map<Path, List<Rule>> rules = new HashMap<>();
    private final Map<Path, Boolean> known = new HashMap<>();
    private final Map<Path, Boolean> decided = new HashMap<>();

    /**
     * A line of a file. A pattern without a slash applies at any depth.
     *
     * @param contents the pattern of the folder whose files are all meant, or, of an exception, of the folder with a
     *     file that does more than keep it
     */
    private record Rule(boolean exception, boolean anywhere, PathPattern pattern, Optional<PathPattern> contents) {
        static Rule of(String line) {
            boolean exception = line.startsWith(IgnoreFiles.EXCEPT);
            String text = exception ? line.substring(1) : line;
            String path = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
            int slash = path.lastIndexOf('/');
            String folder = exception
                    ? KEEPS.matcher(path.substring(slash + 1)).matches() ? "" : path.substring(0, Math.max(0, slash))
                    : CONTENTS.matcher(path).replaceFirst("");
            boolean isOfFolder = !folder.isEmpty() && !folder.equals(path);
            return new Rule(
                    exception,
                    slash < 0,
                    new PathPattern(relative(path)),
                    isOfFolder ? Optional.of(new PathPattern(relative(folder))) : Optional.empty());
        }

        private static String relative(String path) {
            return path.startsWith("/") ? path.substring(1) : path;
        }

        boolean matches(List<String> names) {
            return pattern.matches(anywhere ? names.subList(names.size() - 1, names.size()) : names);
        }

        boolean isOfContents(List<String> names) {
            return contents.isPresent() && contents.get().matches(names);
        }
    }

    public GitIgnore(BindFiles reader) {
        this.reader = reader;
        files = new IgnoreFiles(reader);
    }

    /** Whether git ignores a folder or a file, one around it, or all files in it. */
    public boolean ignores(Path path) {
        Boolean ignored = known.get(path);
        if (ignored == null) {
            ignored = find(path);
            known.put(path, ignored);
        }
        return ignored;
    }

    private boolean find(Path path) {
        if (isAll(files.lines(path.resolve(IgnoreFiles.FILE)))) {
            return true;
        }
        Deque<Path> around = new ArrayDeque<>();
        Path above = path;
        for (int i = 0;
                i < IgnoreFiles.MOST_FOLDERS
                        && above != null
                        && (reader.kind(above) == BindFiles.Kind.FOLDER
                                || i == 0 && reader.kind(above) == BindFiles.Kind.FILE);
                i++) {
            around.addFirst(above);
            if (reader.kind(above.resolve(IgnoreFiles.GIT)) != BindFiles.Kind.MISSING) {
                break;
            }
            above = above.getParent();
        }
        // What lies in an ignored folder cannot be excepted.
        List<Path> outer = new ArrayList<>();
        for (Path part : around) {
            if (decided.computeIfAbsent(part, key -> isIgnored(key, outer))) {
                return true;
            }
            outer.add(part);
        }
        return false;
    }

    /** Whether the lines of a folder's own file are about all files in it that do more than keep it. */
    private static boolean isAll(List<String> lines) {
        boolean all = false;
        boolean top = false;
        for (String line : lines) {
            if (ALL.contains(line)) {
                all = true;
                top = line.equals(TOP);
            } else if (line.startsWith(IgnoreFiles.EXCEPT)) {
                // An exception for a folder is none for the files in it, where patterns apply to these as well.
                boolean none = line.endsWith("/")
                        ? !top
                        : KEEPS.matcher(line.substring(line.lastIndexOf('/') + 1)
                                        .replaceFirst("^!", ""))
                                .matches();
                all = all && none;
            }
        }
        return all;
    }

    /** The last rule about a folder decides. */
    private boolean isIgnored(Path path, List<Path> above) {
        boolean ignored = false;
        boolean contents = false;
        for (int i = 0; i < above.size(); i++) {
            List<String> names = new ArrayList<>();
            above.get(i).relativize(path).forEach(name -> names.add(name.toString()));
            List<Rule> all = new ArrayList<>(i == 0 ? rules(above.get(0).resolve(IgnoreFiles.EXCLUDE)) : List.of());
            all.addAll(rules(above.get(i).resolve(IgnoreFiles.FILE)));
            for (Rule rule : all) {
                if (rule.matches(names)) {
                    ignored = !rule.exception();
                    contents = false;
                } else if (rule.isOfContents(names) && (!rule.exception() || contents)) {
                    ignored = !rule.exception();
                    contents = ignored;
                }
            }
        }
        return ignored;
    }

    private List<Rule> rules(Path file) {
        return rules.computeIfAbsent(
                file, key -> files.lines(key).stream().map(Rule::of).toList());
    }
}
