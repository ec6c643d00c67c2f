package dev.sild.compose.translate.storage;

import dev.sild.compose.translate.code.DatabaseFiles;
import dev.sild.compose.translate.code.IgnoredFolders;
import dev.sild.compose.translate.files.FileBundles;
import dev.sild.compose.translate.files.FileSecrets;
import dev.sild.report.Code;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Mounts of what a build on this machine makes: compose runs after it, and so does a conversion. */
final class BuildOutput {
    private static final Set<String> FOLDERS = Set.of("dist", "build", "target", "out", ".output", ".next", "_site");
    /** Names that are of what people write as well, unless version control ignores it. */
    private static final Set<String> IGNORED = Set.of(
            "public", "www", "static", "assets", "generated", ".nuxt", ".svelte-kit", "_build", "storybook-static");

    /** What no build makes. */
    private static final Pattern SECRET = Pattern.compile(
            "(?i)(?:ssl|tls|(?:.*[._-])?(?:certs?|certificates?|keys?|secrets?|credentials?|private))(?:[._-].*)?"
                    + "|.*\\.(?:crt|cer|csr)");

    private static final Pattern PROGRAM = Pattern.compile("(?i).*\\.(?:jar|war|ear|wasm|whl|phar)");

    /** Names of what builds put into images. */
    private static final Set<String> COLLECTED =
            Set.of("staticfiles", "static_root", "static-root", "collected_static");

    /** Names of folders below pages that builds make, and version control leaves out. */
    static final Set<String> NAMES_BELOW_PAGES =
            Set.of("build", "dist", "bundles", "assets", "static", "generated", "compiled", "packs", "js", "css");

    private BuildOutput() {}

    /** Whether a folder is called as those that builds fill. */
    static boolean isName(String name) {
        return FOLDERS.contains(name) || IGNORED.contains(name) || COLLECTED.contains(name);
    }

    /** Whether a path that does not exist is one that a build makes, as far as names and version control tell. */
    static boolean is(Bind bind, FileBundles bundles, IgnoredFolders ignored) {
        Path path = bind.path();
        if (path.getFileName() == null) {
            return false;
        }
        boolean inOutput = false;
        boolean secret = FileSecrets.isSecretName(path.toString()) || DatabaseFiles.mayBeNamed(path.toString());
        for (Path part : bundles.folder().relativize(path)) {
            inOutput |= FOLDERS.contains(part.toString());
            secret |= SECRET.matcher(part.toString()).matches();
        }
        String name = path.getFileName().toString();
        return !secret && (inOutput || PROGRAM.matcher(name).matches() || isIgnored(bind, bundles, ignored, name));
    }

    private static boolean isIgnored(Bind bind, FileBundles bundles, IgnoredFolders ignored, String name) {
        Path path = bind.path();
        return IGNORED.contains(name)
                && !bind.looksLikeFile()
                && Stream.of(bundles.folder(), Objects.requireNonNullElse(path.getParent(), path))
                        .anyMatch(folder -> ignored.of(folder, Set.of(name)).stream()
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
