package dev.sild.compose.translate.code;

import dev.sild.compose.BindFiles;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.images.DockerIgnore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The folder on this machine that an image is built from.
 *
 * @param folder absolute and normal
 * @param ignored what its {@code .dockerignore} keeps out
 */
public record BuildContext(Path folder, DockerIgnore ignored) {
    private static final long MAX_BYTES = 64 << 10;

    /** Returns the context of a service's image; empty where it is not built, or from an address. */
    public static Optional<BuildContext> of(Attribute service, BindFiles files) {
        Attribute build = service.get("build");
        String context = build.get("context").peek();
        if (!context.startsWith("/")) {
            return Optional.empty();
        }
        Path folder = Path.of(context).normalize();
        String named = build.get("dockerfile").peek();
        // A file beside the Dockerfile, named for it, comes before that of the context.
        Path own = folder.resolve((named.isEmpty() ? "Dockerfile" : named) + ".dockerignore")
                .normalize();
        String text = files.peek(own, MAX_BYTES)
                .or(() -> files.peek(folder.resolve(".dockerignore"), MAX_BYTES))
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .orElse("");
        return Optional.of(new BuildContext(folder, DockerIgnore.parse(text)));
    }

    /** Whether a path lies in the context and is not excluded from it. */
    public boolean includes(Path path) {
        return path.startsWith(folder) && !ignored.excludes(relative(path));
    }

    /** Returns a path in the context as the builder sees it: relative, with {@code /} between folders. */
    public String relative(Path path) {
        return folder.relativize(path).toString().replace('\\', '/');
    }
}
