package dev.sild.cli.pipeline;

import dev.sild.compose.ComposeProject;
import dev.sild.compose.load.files.WorkTree;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;

/**
 * The repository that a project is in.
 *
 * @param root its folder, with links followed
 */
public record Repository(Path root) {
    private static final long MAX_BYTES = 64 << 10;

    /** Returns the repository of a project; the project's folder where there is none. */
    public static Repository of(ComposeProject project, Path current, Map<String, String> environment) {
        Optional<Path> root = WorkTree.around(project.folder(), project.folder(), environment);
        return new Repository(real(root.orElse(project.folder())));
    }

    /** Returns a path as it is named from the root; empty if it is outside of the repository. */
    public Optional<String> relative(Path path) {
        Path real = real(path);
        if (!real.startsWith(root)) {
            return Optional.empty();
        }
        String relative = root.relativize(real).toString().replace(File.separatorChar, '/');
        return Optional.of(relative.isEmpty() ? "." : relative);
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException missing) {
            return path.toAbsolutePath().normalize();
        }
    }

    /**
     * Whether git leaves a file out of the repository, as far as the {@code .gitignore} files between the root and the
     * file say so. What is outside of the repository is not left out of it.
     *
     * @see <a href="https://git-scm.com/docs/gitignore">gitignore</a>
     */
    public boolean ignores(Path file) {
        Path real = real(Objects.requireNonNull(file.getParent(), "a file without a folder"))
                .resolve(file.getFileName());
        if (!real.startsWith(root) || real.equals(root)) {
            return false;
        }
        Path way = root.relativize(real);
        for (int i = 1; i <= way.getNameCount(); i++) {
            if (isIgnored(way.subpath(0, i), i < way.getNameCount())) {
                return true;
            }
        }
        return false;
    }

    /** Whether the last pattern that matches a path leaves it out. */
    private boolean isIgnored(Path way, boolean folder) {
        boolean ignored = false;
        for (int i = 0; i < way.getNameCount(); i++) {
            Path above = i == 0 ? root : root.resolve(way.subpath(0, i));
            Path below = way.subpath(i, way.getNameCount());
            for (String line : lines(above.resolve(".gitignore"))) {
                boolean back = line.startsWith("!");
                if (matches(back ? line.substring(1) : line, below, folder)) {
                    ignored = !back;
                }
            }
        }
        return ignored;
    }

    private static boolean matches(String line, Path way, boolean folder) {
        String pattern = line.strip();
        if (pattern.isEmpty() || pattern.startsWith("#") || pattern.endsWith("/") && !folder) {
            return false;
        }
        pattern = pattern.replaceFirst("/$", "");
        boolean anchored = pattern.replaceFirst("^\\*\\*/", "").contains("/");
        pattern = pattern.replaceFirst("^(?:\\*\\*)?/", "");
        try {
            return FileSystems.getDefault()
                    .getPathMatcher("glob:" + pattern)
                    .matches(anchored ? way : way.getFileName());
        } catch (PatternSyntaxException broken) {
            return false;
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.isRegularFile(file) && Files.size(file) <= MAX_BYTES
                    ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                            .lines()
                            .toList()
                    : List.of();
        } catch (IOException unreadable) {
            return List.of();
        }
    }
}
