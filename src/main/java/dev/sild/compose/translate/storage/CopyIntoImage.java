package dev.sild.compose.translate.storage;

import dev.sild.compose.BindFiles;
import dev.sild.compose.translate.code.BuildContext;
import dev.sild.compose.translate.files.FileBundles;
import dev.sild.report.Code;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/** How a mounted folder or file comes into an image: COPY finds only what the build context contains. */
final class CopyIntoImage {
    private CopyIntoImage() {}

    /**
     * Returns the remedy of a finding about a folder or file that is not mounted.
     *
     * @param owner the user that it has to belong to; empty where root will do
     */
    static String remedy(Bind bind, FileBundles bundles, Optional<String> owner) {
        String chown = owner.map(user -> "--chown=" + user + " ").orElse("");
        Optional<BuildContext> context = bind.mounter().context();
        if (context.isEmpty()) {
            boolean file = bundles.reader().kind(bind.path()) == BindFiles.Kind.FILE;
            Path folder = file ? bind.path().resolveSibling("") : bind.path();
            return "set 'build: " + written(folder, bundles) + "', with a Dockerfile of 'FROM "
                    + bind.mounter().service().get("image").peek() + "' and 'COPY " + chown
                    + (file ? folder.relativize(bind.path()).toString() : ".") + " " + bind.target() + "'"
                    + (file ? ", and convert again" : "");
        }
        String end = " " + bind.target() + "' to the Dockerfile and convert again";
        if (bind.path().startsWith(context.get().folder())) {
            String from = context.get().relative(bind.path());
            return "add 'COPY " + chown + (from.isEmpty() ? "." : from) + end;
        }
        Path around = bind.path();
        while (!context.get().folder().startsWith(around)) {
            around = Objects.requireNonNull(around.getParent(), "the root contains every folder");
        }
        String from = around.relativize(bind.path()).toString().replace('\\', '/');
        return "set 'context: " + written(around, bundles) + "', adapt the paths in the Dockerfile, and add 'COPY "
                + chown + (from.isEmpty() ? "." : from) + end;
    }

    /**
     * Reports a single file that is too large to be mounted.
     *
     * @param data whether a program keeps data in it
     */
    static void reportFile(Bind bind, FileBundles bundles, boolean data) {
        if (!data && bind.isCopiedIntoImage()) {
            bind.volume()
                    .note(
                            Code.BIND_IN_IMAGE,
                            "the file is too large to include in the manifests and is not mounted; the image has its"
                                    + " own " + bind.target(),
                            "rebuild the image when the file changes");
            return;
        }
        bind.volume()
                .note(
                        Code.BIND_TOO_LARGE,
                        "'" + bundles.shown(bind.path()) + "' is too large for a ConfigMap (1 MiB) and is not mounted",
                        data
                                ? "mount a named volume at a folder, and copy the file into it with 'kubectl cp'"
                                : remedy(bind, bundles, Optional.empty()));
    }

    /** Reports a folder of the image that is too large to be mounted. */
    static void reportFolder(Bind bind) {
        bind.volume()
                .note(
                        Code.BIND_IN_IMAGE,
                        "the folder is too large to include in the manifests and is not mounted; the image has its own "
                                + bind.target(),
                        "build an image that contains the folder");
    }

    private static String written(Path folder, FileBundles bundles) {
        String path = bundles.written(folder);
        return path.isEmpty() ? "." : path;
    }
}
