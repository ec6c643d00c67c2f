package dev.sild.cli.options;

import dev.sild.model.Origin;
import dev.sild.report.Code;
import dev.sild.report.Finding;
import dev.sild.report.InputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The commit that a repository's files were checked out from, read from its {@code .git}. Git itself is not run: a
 * third-party repository may specify programs that git would run. So it is not known whether files have been changed
 * since.
 *
 * @see <a href="https://git-scm.com/docs/gitrepository-layout">gitrepository-layout</a>
 */
final class GitCommit {
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");
    private static final Pattern REFERENCE = Pattern.compile("refs/[^\\x00-\\x20~^:?*\\[\\\\]+");
    private static final int MAX_BYTES = 16 << 20;
    /** The maximum length of a chain of references. */
    private static final int MAX_LINKS = 5;

    private GitCommit() {}

    /**
     * Returns the commit of the repository that {@code folder} lies in, as hexadecimal digits.
     *
     * @throws InputException if there is no repository, or no commit in it
     */
    static String of(Path folder) throws InputException {
        Path above = folder.toAbsolutePath().normalize();
        while (above != null && !Files.exists(above.resolve(".git"))) {
            above = above.getParent();
        }
        if (above == null) {
            throw none("no Git repository here, so no commit can be the tag");
        }
        try {
            Path git = gitFolder(above.resolve(".git"));
            Optional<String> common = content(git.resolve("commondir"));
            return commit(git, common.isPresent() ? git.resolve(common.get()).normalize() : git)
                    .orElseThrow(() -> none("the Git repository has no commit to use as the tag"));
        } catch (IOException | InvalidPathException unreadable) {
            throw none("cannot read the Git repository to find the commit for the tag");
        }
    }

    /** A linked working tree has a file that refers to its Git folder. */
    private static Path gitFolder(Path git) throws IOException {
        Optional<String> link = Files.isDirectory(git) ? Optional.empty() : content(git);
        return link.filter(text -> text.startsWith("gitdir: "))
                .map(text ->
                        git.resolveSibling(text.substring("gitdir: ".length())).normalize())
                .orElse(git);
    }

    private static Optional<String> commit(Path git, Path common) throws IOException {
        String at = content(git.resolve("HEAD")).orElse("");
        for (int i = 0; i < MAX_LINKS && at.startsWith("ref: "); i++) {
            String reference = at.substring("ref: ".length()).strip();
            if (!REFERENCE.matcher(reference).matches() || reference.contains("..")) {
                return Optional.empty();
            }
            Optional<String> own = content(git.resolve(reference));
            Optional<String> shared = own.isPresent() ? own : content(common.resolve(reference));
            at = shared.isPresent() ? shared.get() : packed(common, reference);
        }
        return Optional.of(at).filter(COMMIT.asMatchPredicate());
    }

    private static String packed(Path common, String reference) throws IOException {
        List<String> lines = content(common.resolve("packed-refs"))
                .map(text -> text.lines().toList())
                .orElse(List.of());
        return lines.stream()
                .filter(line -> line.endsWith(" " + reference))
                .map(line -> line.substring(0, line.indexOf(' ')))
                .findFirst()
                .orElse("");
    }

    private static Optional<String> content(Path file) throws IOException {
        if (!Files.isRegularFile(file) || Files.size(file) > MAX_BYTES) {
            return Optional.empty();
        }
        return Optional.of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8).strip());
    }

    private static InputException none(String reason) {
        return new InputException(new Finding(
                Code.INPUT_UNREADABLE, Origin.NONE.at("--image-tag"), reason, "set the tag, as in --image-tag 1.0"));
    }
}
