package dev.sild.compose.translate.storage;

import dev.sild.compose.translate.code.SourceTree;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Packages that were installed into a source tree on this machine, and that a copy of the tree lacks. */
final class InstalledPackages {
    private static final Pattern INSTALLS = Pattern.compile("\\b(install|ci|yarn|sync|add)\\b");

    private InstalledPackages() {}

    /** Whether the container has none: neither its command nor a mount brings them. */
    static boolean areLacked(Bind bind, SourceTree tree) {
        return !tree.leftOut(true).isEmpty() && !installs(bind.mounter()) && !areMounted(bind);
    }

    static void report(Bind bind, SourceTree tree) {
        String packages = bind.target() + "/" + tree.leftOut(true).get(0);
        bind.volume()
                .noteApproximated(
                        "packages that are installed on this machine are not copied to " + bind.target(),
                        bind.mounter().context().isPresent()
                                ? "add the volume '" + packages + "', which keeps those of the image"
                                : "install them in the command, as in 'sh -c \"npm ci && npm start\"', or in an image");
    }

    private static boolean areMounted(Bind bind) {
        return bind.mounter().service().get("volumes").items().stream()
                .anyMatch(volume -> SourceTree.isOfPackages(volume.get("target").peek()));
    }

    private static boolean installs(Bind.Mounter mounter) {
        return Stream.of("command", "entrypoint")
                .flatMap(key -> mounter.service().get(key).items().stream())
                .anyMatch(word -> INSTALLS.matcher(word.peek()).find());
    }
}
