package dev.sild.compose.translate.storage;

import dev.sild.compose.translate.claims.DatabaseFolders;
import dev.sild.compose.translate.source.Shell;
import dev.sild.compose.translate.source.TranslateOptions;
import dev.sild.images.ContainerPaths;
import dev.sild.images.ImageFacts;
import dev.sild.model.Container;
import dev.sild.model.Mount;
import dev.sild.model.Names;
import dev.sild.model.Security;
import dev.sild.model.Text;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The data folders of databases that do not run as root. The kubelet makes the folder of a {@code subPath} as root, and
 * a database wants to set the mode of its own one. An init container makes it before, or gives it to the database.
 * Another volume, to which a database writes as well, belongs to root until an init container gives it to the database.
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

    /** Gives the top of volumes to the database; its entrypoint does so only with its data folder. */
    static final String TOPS = """
      for v in /sild-volume/*; do
        chown "$0" "$v" || :
      done
      """;

    private OwnedFolders() {}

    /**
     * Returns the init container that makes the data folders of {@code container}, or gives other folders of its
     * volumes to a database that changes its user, where it needs one. It runs as root, except in a restricted
     * namespace, and in an image that has a shell.
     */
    public static Optional<Container> of(
            Container container, Optional<ImageFacts> image, Storage storage, TranslateOptions options) {
        Security security = container.security();
        Optional<Long> stated = security.user().filter(number -> number != 0);
        Optional<ImageFacts> other = image.filter(ImageFacts::runsAsNonRoot)
                .filter(facts -> security.user().isEmpty());
        List<Mount> data = volumes(
                container,
                mount -> storage.roots().isMadeFor(container.name(), mount)
                        && (stated.isPresent() || other.isPresent() && DatabaseFolders.isOfPostgres(mount.path())));
        if (!data.isEmpty()) {
            String owner = stated.map(user -> owner(user, security.group()))
                    .orElseGet(() ->
                            owner(other.get().uid().orElseThrow(), other.get().gid()));
            return Optional.of(container(SCRIPT, owner, data, container, image, options));
        }
        Optional<ImageFacts> dropping = image.filter(ImageFacts::isDatabaseOfAnotherUser)
                .filter(facts -> security.user().isEmpty() && !options.restricted());
        List<Mount> tops = dropping.isEmpty()
                ? List.of()
                : volumes(container, mount -> storage.isClaim(mount) && isNamed(mount, container, dropping.get()));
        return tops.isEmpty()
                ? Optional.empty()
                : Optional.of(container(
                        TOPS,
                        owner(dropping.get().uid().orElseThrow(), dropping.get().gid()),
                        tops,
                        container,
                        image,
                        options));
    }

    private static List<Mount> volumes(Container container, Predicate<Mount> which) {
        return container.mounts().stream()
                .filter(mount -> !mount.readOnly() && which.test(mount))
                .map(mount -> ((Mount.OfVolume) mount.source()).name())
                .distinct()
                .map(volume -> Mount.ofVolume(volume, AT + "/" + volume, false))
                .toList();
    }

    /**
     * Whether the process of a database names what is mounted beside its data, as the command that archives its log
     * does.
     */
    private static boolean isNamed(Mount mount, Container container, ImageFacts image) {
        Pattern named = Pattern.compile("(?<![\\w.-])" + Pattern.quote(mount.path()) + "(?![\\w-])");
        return mount.subPath().isEmpty()
                && image.dataFolders().stream()
                        .noneMatch(folder -> ContainerPaths.contains(folder, mount.path())
                                || ContainerPaths.contains(mount.path(), folder))
                && Stream.concat(container.command().stream(), container.args().stream())
                        .anyMatch(word -> named.matcher(Shell.script(word)).find());
    }

    private static String owner(long user, Optional<Long> group) {
        return user + group.map(number -> ":" + number).orElse("");
    }

    private static Container container(
            String script,
            String owner,
            List<Mount> volumes,
            Container container,
            Optional<ImageFacts> image,
            TranslateOptions options) {
        boolean ownShell = image.map(ImageFacts::shell)
                .filter(ImageFacts.Shell.YES::equals)
                .isPresent();
        String shell = ownShell ? "/bin/sh" : "/bin/busybox";
        Text from = ownShell ? container.image() : Text.of(options.storage().seedImage());
        List<String> command =
                ownShell ? List.of(shell, "-c", script, owner) : List.of(shell, "sh", "-c", script, owner);
        return Container.of(Names.label("prepare", container.name()), from)
                .with(builder -> builder.pullPolicy(ownShell ? container.pullPolicy() : Optional.empty())
                        .command(Text.listOf(command))
                        .mounts(volumes)
                        .resources(container.resources())
                        .security(options.restricted() ? container.security() : Security.ROOT));
    }
}
