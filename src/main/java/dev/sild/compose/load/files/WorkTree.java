package dev.sild.compose.load.files;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The repository that a project belongs to, whose files may be read as those of the project's folder: a compose file in
 * {@code deploy/} mounts and builds what lies beside that folder.
 */
public final class WorkTree {
    private WorkTree() {}

    /**
     * Returns the root of the git work tree around a folder. Outside of git it is the current folder, where the folder
     * lies below it. It is never the root of the file system, nor a folder with the user's home folder in it.
     *
     * @param folder the project's folder
     * @param current the folder in which Sild runs
     * @param environment variables of the shell: {@code HOME}, and {@code GIT_CEILING_DIRECTORIES}, above which git
     *     looks for no work tree
     */
    public static Optional<Path> around(Path folder, Path current, Map<String, String> environment) {
        Path real = RealPaths.of(folder);
        List<Path> ceilings = Stream.of(
                        environment.getOrDefault("GIT_CEILING_DIRECTORIES", "").split(File.pathSeparator))
                .filter(path -> path.startsWith("/"))
                .map(Path::of)
                .map(RealPaths::of)
                .toList();
        for (Path place = real; place != null; place = place.getParent()) {
            if (!place.equals(real) && ceilings.contains(place)) {
                break;
            }
            if (Files.exists(place.resolve(".git"))) {
                return Optional.of(place).filter(root -> isNarrow(root, environment));
            }
        }
        // A folder such as /tmp or /srv holds what belongs to others.
        return Optional.of(RealPaths.of(current))
                .filter(root -> real.startsWith(root) && root.getNameCount() > 1 && isNarrow(root, environment));
    }

    private static boolean isNarrow(Path root, Map<String, String> environment) {
        return root.getNameCount() > 0
                && Stream.of(environment.getOrDefault("HOME", ""), System.getProperty("user.home", ""))
                        .filter(home -> home.startsWith("/"))
                        .map(Path::of)
                        .noneMatch(home -> RealPaths.of(home).startsWith(root));
    }
}
