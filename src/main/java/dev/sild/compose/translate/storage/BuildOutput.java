package dev.sild.compose.translate.storage;

import dev.sild.compose.translate.code.IgnoredFolders;
import dev.sild.compose.translate.files.FileBundles;
import dev.sild.report.Code;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Mounts of what a build on this machine makes: compose runs after it, and so does a conversion. */
final class BuildOutput {
    private static final Set<String> FOLDERS = Set.of("dist", "build", "target", "out", ".output", ".next", "_site");
    private static final Pattern PROGRAM = Pattern.compile("(?i).*\\.(?:jar|war|ear|wasm|whl|phar)");

    private BuildOutput() {}

    /** Whether a path that does not exist is one that a build makes, as far as names and version control tell. */
    static boolean is(Bind bind, FileBundles bundles) {
        Path path = bind.path();
        if (path.getFileName() == null) {
            return false;
        }
        boolean inOutput = false;
        for (Path part : bundles.folder().relativize(path)) {
            inOutput |= FOLDERS.contains(part.toString());
        }
        String name = path.getFileName().toString();
        return inOutput
                || PROGRAM.matcher(name).matches()
                // What version control ignores and no service writes to comes from somewhere else.
                || !bind.looksLikeFile()
                        && Stream.of(bundles.folder(), Objects.requireNonNullElse(path.getParent(), path))
                                .anyMatch(folder -> IgnoredFolders.of(folder, bundles.reader(), Set.of(name)).stream()
                                        .anyMatch(line -> line.equals(name)
                                                || folder.resolve(line).equals(path)));
    }

    /** Reports one. */
    static void report(Bind bind, FileBundles bundles) {
        bind.volume()
                .note(
                        Code.BUILD_OUTPUT_MISSING,
                        "'" + bundles.shown(bind.path()) + "' does not exist, so " + bind.target()
                                + (bind.looksLikeFile() ? " is missing and the pod does not start" : " is empty"),
                        "build it, and convert again");
    }
}
