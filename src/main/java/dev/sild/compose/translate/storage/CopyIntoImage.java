package dev.sild.compose.translate.storage;

import dev.sild.compose.translate.code.BuildContext;
import dev.sild.compose.translate.files.FileBundles;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/** How a mounted folder comes into an image: COPY finds only what the build context contains. */
final class CopyIntoImage {
    private CopyIntoImage() {}

    /** Returns the remedy of a finding about a folder that is not mounted. */
    static String remedy(Bind bind, FileBundles bundles) {
        String path = bundles.written(bind.path()).isEmpty() ? "." : bundles.written(bind.path());
        Optional<BuildContext> context = bind.mounter().context();
        if (context.isEmpty()) {
            return "set 'build: " + path + "', with a Dockerfile of 'FROM "
                    + bind.mounter().service().get("image").peek() + "' and 'COPY . " + bind.target() + "'";
        }
        String end = " " + bind.target() + "' to the Dockerfile and convert again";
        if (bind.path().startsWith(context.get().folder())) {
            String from = context.get().relative(bind.path());
            return "add 'COPY " + (from.isEmpty() ? "." : from) + end;
        }
        Path around = bind.path();
        while (!context.get().folder().startsWith(around)) {
            around = Objects.requireNonNull(around.getParent(), "the root contains every folder");
        }
        String from = around.relativize(bind.path()).toString().replace('\\', '/');
        String wider = bundles.written(around);
        return "set 'context: " + (wider.isEmpty() ? "." : wider)
                + "', adapt the paths in the Dockerfile, and add 'COPY " + (from.isEmpty() ? "." : from) + end;
    }
}
