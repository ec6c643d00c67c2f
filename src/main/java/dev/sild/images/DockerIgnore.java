package dev.sild.images;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a {@code .dockerignore} excludes from a build context: the last of its patterns that matches a path, or a folder
 * around it, excludes the path or includes it again ({@code !}).
 *
 * @see <a href="https://docs.docker.com/build/concepts/context/#dockerignore-files">.dockerignore files</a>
 */
public final class DockerIgnore {
    private static final int MOST_PATTERNS = 300;
    private static final int LONGEST_PATTERN = 200;
    private static final int NONE = -1;

    private final List<PathPattern> patterns = new ArrayList<>();
    private final List<Boolean> keepsIn = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();
    /** The last pattern that matches a path or a folder around it, by paths. */
    private final Map<String, Integer> last = new HashMap<>();

    private DockerIgnore() {}

    /** Reads a file; the empty text excludes nothing. */
    public static DockerIgnore parse(String text) {
        DockerIgnore ignore = new DockerIgnore();
        text.lines().limit(MOST_PATTERNS).forEach(ignore::add);
        return ignore;
    }

    private void add(String line) {
        String plain = line.startsWith("\uFEFF") ? line.substring(1) : line;
        String pattern = plain.strip();
        if (plain.startsWith("#") || pattern.isEmpty() || pattern.length() > LONGEST_PATTERN) {
            return;
        }
        boolean keep = pattern.charAt(0) == '!';
        String path = ContainerPaths.absolute("/", keep ? pattern.substring(1).strip() : pattern)
                .substring(1);
        if (!path.isEmpty()) {
            patterns.add(new PathPattern(path));
            keepsIn.add(keep);
            lines.add(pattern);
        }
    }

    /** Many services may be built from one folder with a file of the same content: what is found there is the same. */
    @Override
    public boolean equals(Object other) {
        return other instanceof DockerIgnore that && lines.equals(that.lines);
    }

    @Override
    public int hashCode() {
        return lines.hashCode();
    }

    /**
     * Whether a path is excluded.
     *
     * @param path relative to the context, normal, with {@code /} between folders; the context itself never is
     */
    public boolean excludes(String path) {
        return excluding(path).isPresent();
    }

    /** Returns the line of the file that excludes a path; empty where none does. */
    public Optional<String> excluding(String path) {
        int decides = path.isEmpty() || patterns.isEmpty() ? NONE : last(path);
        return decides == NONE || keepsIn.get(decides) ? Optional.empty() : Optional.of(lines.get(decides));
    }

    private int last(String path) {
        Integer known = last.get(path);
        if (known != null) {
            return known;
        }
        List<String> segments = Arrays.asList(path.split("/"));
        int found = NONE;
        for (int length = 1; length <= segments.size(); length++) {
            String prefix = String.join("/", segments.subList(0, length));
            Integer before = last.get(prefix);
            if (before == null) {
                for (int i = patterns.size() - 1; i > found; i--) {
                    if (patterns.get(i).matches(segments.subList(0, length))) {
                        found = i;
                    }
                }
                last.put(prefix, found);
            } else {
                found = before;
            }
        }
        return found;
    }
}
