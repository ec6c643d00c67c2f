package dev.sild.compose.translate.code;

import dev.sild.compose.BindFiles;
import dev.sild.images.PathPattern;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    private static final String FILE = ".gitignore";
    private static final String GIT = ".git";
    private static final String EXCLUDE = "info/exclude";
    private static final String EXCEPT = "!";
    private static final Set<String> ALL = Set.of("*", "/*", "**", "/**", "**/*", "*.*");
    /** The end of a pattern for all files in a folder. */
    private static final Pattern CONTENTS = Pattern.compile("(?:/\\*{1,2}){1,2}$");

    private static final long MAX_BYTES = 64 << 10;
    private static final int MOST_FOLDERS = 40;

    private final BindFiles reader;
    private final Map<Path, List<String>> lines = new HashMap<>();
    private final Map<Path, Boolean> known = new HashMap<>();

    /** A line, and the folder whose paths it is about. */
    private record Rule(Path folder, String line) {
        boolean isException() {
            return line.startsWith(EXCEPT);
        }

        /** Whether the rule is about a folder, or all files in it. */
        boolean matches(Path path) {
            if (!path.startsWith(folder) || path.equals(folder)) {
                return false;
            }
            String pattern = isException() ? line.substring(1) : line;
            pattern = CONTENTS.matcher(pattern).replaceFirst("").replaceFirst("/$", "");
            boolean anywhere = pattern.indexOf('/') < 0;
            List<String> names = new ArrayList<>();
            folder.relativize(path).forEach(name -> names.add(name.toString()));
            return new PathPattern(pattern.replaceFirst("^/", ""))
                    .matches(anywhere ? names.subList(names.size() - 1, names.size()) : names);
        }
    }

    public GitIgnore(BindFiles reader) {
        this.reader = reader;
    }

    /** Whether git ignores a folder, one around it, or all files in it. */
    public boolean ignores(Path folder) {
        return known.computeIfAbsent(folder, this::find);
    }

    private boolean find(Path folder) {
        if (lines(folder.resolve(FILE)).stream().anyMatch(ALL::contains)) {
            return true;
        }
        Deque<Path> around = new ArrayDeque<>();
        List<Rule> rules = new ArrayList<>();
        Path above = folder;
        for (int i = 0; i < MOST_FOLDERS && above != null && reader.kind(above) == BindFiles.Kind.FOLDER; i++) {
            around.addFirst(above);
            if (reader.kind(above.resolve(GIT)) != BindFiles.Kind.MISSING) {
                add(rules, above, GIT + "/" + EXCLUDE);
                break;
            }
            above = above.getParent();
        }
        around.stream().filter(path -> !path.equals(folder)).forEach(path -> add(rules, path, FILE));
        // What lies in an ignored folder cannot be excepted.
        return around.stream().anyMatch(path -> isIgnored(path, rules));
    }

    private void add(List<Rule> rules, Path folder, String file) {
        lines(folder.resolve(file)).forEach(line -> rules.add(new Rule(folder, line)));
    }

    /** The last rule about a folder decides. */
    private static boolean isIgnored(Path path, List<Rule> rules) {
        boolean ignored = false;
        for (Rule rule : rules) {
            if (rule.matches(path)) {
                ignored = !rule.isException();
            }
        }
        return ignored;
    }

    private List<String> lines(Path file) {
        return lines.computeIfAbsent(
                file,
                path -> reader.peek(path, MAX_BYTES).stream()
                        .flatMap(bytes -> new String(bytes, StandardCharsets.UTF_8).lines())
                        .map(String::strip)
                        .filter(line -> !line.isEmpty() && !line.startsWith("#") && !line.equals("/"))
                        .toList());
    }
}
