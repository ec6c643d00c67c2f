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
     * Whether git leaves a file of this name out of the repository, as far as the {@code .gitignore} files of its
     * folder and those above say so.
     */
    public boolean ignores(Path file) {
        boolean ignored = false;
        Path folder = real(file.getParent());
        for (Path each = root; each != null; each = next(each, folder)) {
            for (String line : lines(each.resolve(".gitignore"))) {
                String pattern = line.startsWith("!") ? line.substring(1) : line;
                boolean anchored = pattern.startsWith("/");
                String name = pattern.replaceFirst("^(?:\\*\\*)?/", "");
                if ((!anchored || each.equals(folder)) && matches(name, file.getFileName())) {
                    ignored = !line.startsWith("!");
                }
            }
        }
        return ignored;
    }

    private static Path next(Path each, Path folder) {
        return folder.startsWith(each) && !folder.equals(each)
                ? each.resolve(each.relativize(folder).getName(0))
                : null;
    }

    private static boolean matches(String pattern, Path name) {
        if (pattern.isBlank() || pattern.startsWith("#") || pattern.contains("/")) {
            return false;
        }
        try {
            return FileSystems.getDefault()
                    .getPathMatcher("glob:" + pattern.strip())
                    .matches(name);
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
