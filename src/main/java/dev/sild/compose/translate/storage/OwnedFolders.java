package dev.sild.compose.translate.storage;

import dev.sild.compose.translate.source.TranslateOptions;
import dev.sild.images.ImageFacts;
import dev.sild.images.ImageFacts.Shell;
import dev.sild.model.Container;
import dev.sild.model.Mount;
import dev.sild.model.Names;
import dev.sild.model.Security;
import dev.sild.model.Text;
import java.util.List;
import java.util.Optional;

/**
 * The data folders of databases that do not run as root. The kubelet makes the folder of a {@code subPath} as root, and
 * a database wants to set the mode of its own one. An init container makes it before, or gives it to the database.
 */
public final class OwnedFolders {
    private static final String AT = "/sild-volume";

    /**
     * The argument is the owner. A folder that is there is never replaced, since another pod may have mounted it; only
     * root can give it to the database then.
     */
    static final String SCRIPT = """
      for v in /sild-volume/*; do
        mkdir -p "$v/data" || exit 1
        chown "$0" "$v/data" || :
      done
      """;

    private OwnedFolders() {}

    /**
     * Returns the init container that makes the data folders of {@code container}, where it needs one. It runs as root,
     * except in a restricted namespace, and in an image that has a shell.
     */
    public static Optional<Container> of(
            Container container, Optional<ImageFacts> image, Storage storage, TranslateOptions options) {
        List<Mount> volumes = container.mounts().stream()
                .filter(mount -> !mount.readOnly() && storage.roots().isMadeFor(container.name(), mount))
                .map(mount -> ((Mount.OfVolume) mount.source()).name())
                .distinct()
                .map(volume -> Mount.ofVolume(volume, AT + "/" + volume, false))
                .toList();
        Security security = container.security();
        Optional<Long> user = security.user().filter(number -> number != 0);
        if (volumes.isEmpty() || user.isEmpty()) {
            return Optional.empty();
        }
        String owner = user.get() + security.group().map(group -> ":" + group).orElse("");
        boolean ownShell =
                image.map(ImageFacts::shell).filter(Shell.YES::equals).isPresent();
        String shell = ownShell ? "/bin/sh" : "/bin/busybox";
        Text from = ownShell ? container.image() : Text.of(options.storage().seedImage());
        List<String> command =
                ownShell ? List.of(shell, "-c", SCRIPT, owner) : List.of(shell, "sh", "-c", SCRIPT, owner);
        return Optional.of(Container.of(Names.label("prepare", container.name()), from)
                .with(builder -> builder.pullPolicy(ownShell ? container.pullPolicy() : Optional.empty())
                        .command(Text.listOf(command))
                        .mounts(volumes)
                        .resources(container.resources())
                        .security(options.restricted() ? security : Security.ROOT)));
    }
}
