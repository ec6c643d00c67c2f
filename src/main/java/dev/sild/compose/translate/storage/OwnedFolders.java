package dev.sild.compose.translate.storage;

import dev.sild.model.Container;
import dev.sild.model.Mount;
import dev.sild.model.Names;
import dev.sild.model.Text;
import java.util.List;
import java.util.Optional;

/**
 * The data folders of databases that do not run as root. The kubelet makes the folder of a {@code subPath} as root, and
 * a database wants to set the mode of its own one. An init container that runs as the same user makes it before.
 */
public final class OwnedFolders {
    private static final String AT = "/sild-volume";

    /** An empty folder that the kubelet made before is replaced; its parent is writable for the group of the volume. */
    static final String SCRIPT = """
      for v in /sild-volume/*; do
        rmdir "$v/data" 2> /dev/null
        mkdir -p "$v/data" || exit 1
      done
      """;

    private OwnedFolders() {}

    /** Returns the init container that makes the data folders of {@code container}, where it needs one. */
    public static Optional<Container> of(Container container, Storage storage) {
        List<Mount> volumes = container.mounts().stream()
                .filter(mount -> storage.ownFileSystems()
                        && storage.isClaim(mount)
                        && !mount.readOnly()
                        && mount.subPath().equals(DatabaseRoots.FOLDER))
                .map(mount -> ((Mount.OfVolume) mount.source()).name())
                .distinct()
                .map(volume -> Mount.ofVolume(volume, AT + "/" + volume, false))
                .toList();
        if (volumes.isEmpty()
                || container.security().user().filter(user -> user != 0).isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Container.of(Names.label("prepare", container.name()), container.image())
                .with(builder -> builder.pullPolicy(container.pullPolicy())
                        .command(Text.listOf(List.of("/bin/sh", "-c", SCRIPT)))
                        .mounts(volumes)
                        .resources(container.resources())
                        .security(container.security())));
    }
}
