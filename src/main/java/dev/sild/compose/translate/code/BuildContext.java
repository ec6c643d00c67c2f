package dev.sild.compose.translate.code;

import dev.sild.compose.BindFiles;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.images.DockerIgnore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * The folder on this machine that an image is built from.
 *
 * @param folder absolute and normal
 * @param ignored what its {@code .dockerignore} keeps out
 */
public record BuildContext(Path folder, DockerIgnore ignored) {
    /** The file in a context that says what is left out; after the name of a Dockerfile, one for it alone. */
    public static final String IGNORE_FILE = ".dockerignore";

    private static final long MAX_BYTES = 64 << 10;
    private static final String NAME = "Dockerfile";

    /** Returns the context of a service's image; empty where it is not built, or from an address. */
    public static Optional<BuildContext> of(Attribute service, BindFiles files) {
        Attribute build = service.get("build");
        String context = build.get("context").peek();
        if (!context.startsWith("/")) {
            return Optional.empty();
        }
        Path folder = Path.of(context).normalize();
        // A file beside the Dockerfile, named for it, comes before that of the context.
        Path own = Path.of(dockerfile(build, folder, files) + IGNORE_FILE);
        String text = files.peek(own, MAX_BYTES)
                .or(() -> files.peek(folder.resolve(IGNORE_FILE), MAX_BYTES))
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .orElse("");
        return Optional.of(new BuildContext(folder, DockerIgnore.parse(text)));
    }

    /**
     * Returns the path of the Dockerfile: where there is no {@code Dockerfile}, builders take {@code dockerfile}.
     *
     * @param folder the context, absolute and normal
     */
    public static Path dockerfile(Attribute build, Path folder, BindFiles files) {
        String named = build.get("dockerfile").peek();
        Path file = folder.resolve(named.isEmpty() ? NAME : named).normalize();
        Path lower = file.resolveSibling(NAME.toLowerCase(Locale.ROOT));
        boolean taken = file.endsWith(NAME)
                && files.kind(file) == BindFiles.Kind.MISSING
                && files.kind(lower) == BindFiles.Kind.FILE;
        return taken ? lower : file;
    }

    /** Whether a path lies in the context and is not excluded from it. */
    public boolean includes(Path path) {
        return path.startsWith(folder) && !ignored.excludes(relative(path));
    }

    /** Returns the line of {@code .dockerignore} that excludes a path in the context; empty where none does. */
    public Optional<String> excluding(Path path) {
        return ignored.excluding(relative(path));
    }

    /** Returns a path in the context as the builder sees it: relative, with {@code /} between folders. */
    public String relative(Path path) {
        return folder.relativize(path).toString().replace('\\', '/');
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BuildContext that && folder.equals(that.folder) && ignored.equals(that.ignored);
    }

    @Override
    public int hashCode() {
        return folder.hashCode();
    }
}
