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
import java.util.ArrayList;
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
     * The first argument is the owner, the others are the folders. A folder that is there is never replaced, since
     * another pod may have mounted it; only root can give it to the database then.
     */
    static final String SCRIPT = """
      for folder; do
        mkdir -p "$folder" || exit 1
        chown "$0" "$folder" || :
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
        Predicate<Mount> made = mount -> storage.roots().isMadeFor(container.name(), mount)
                && (stated.isPresent() || other.isPresent() && DatabaseFolders.isOfPostgres(mount.path()));
        List<String> folders = written(container, made)
                .map(mount -> at(mount) + "/" + mount.subPath())
                .distinct()
                .toList();
        if (!folders.isEmpty()) {
            String owner = stated.map(user -> owner(user, security.group()))
                    .orElseGet(() ->
                            owner(other.get().uid().orElseThrow(), other.get().gid()));
            List<String> words = new ArrayList<>(List.of(SCRIPT, owner));
            words.addAll(folders);
            return Optional.of(container(words, volumes(container, made), container, image, options));
        }
        Optional<ImageFacts> dropping = image.filter(ImageFacts::isDatabaseOfAnotherUser)
                .filter(facts -> security.user().isEmpty() && !options.restricted());
        List<Mount> tops = dropping.isEmpty()
                ? List.of()
                : volumes(container, mount -> storage.isClaim(mount) && isNamed(mount, container, dropping.get()));
        return tops.isEmpty()
                ? Optional.empty()
                : Optional.of(container(
                        List.of(
                                TOPS,
                                owner(
                                        dropping.get().uid().orElseThrow(),
                                        dropping.get().gid())),
                        tops,
                        container,
                        image,
                        options));
    }

    private static List<Mount> volumes(Container container, Predicate<Mount> which) {
        return written(container, which)
                .map(mount -> Mount.ofVolume(((Mount.OfVolume) mount.source()).name(), at(mount), false))
                .distinct()
                .toList();
    }

    private static Stream<Mount> written(Container container, Predicate<Mount> which) {
        return container.mounts().stream().filter(mount -> !mount.readOnly() && which.test(mount));
    }

    /** Returns where the init container has the volume of a mount. */
    private static String at(Mount mount) {
        return AT + "/" + ((Mount.OfVolume) mount.source()).name();
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
            List<String> script,
            List<Mount> volumes,
            Container container,
            Optional<ImageFacts> image,
            TranslateOptions options) {
        boolean ownShell = image.map(ImageFacts::shell)
                .filter(ImageFacts.Shell.YES::equals)
                .isPresent();
        String shell = ownShell ? "/bin/sh" : "/bin/busybox";
        Text from = ownShell ? container.image() : Text.of(options.storage().seedImage());
        List<String> command = new ArrayList<>(ownShell ? List.of(shell, "-c") : List.of(shell, "sh", "-c"));
        command.addAll(script);
        return Container.of(Names.label("prepare", container.name()), from)
                .with(builder -> builder.pullPolicy(ownShell ? container.pullPolicy() : Optional.empty())
                        .command(Text.listOf(command))
                        .mounts(volumes)
                        .resources(container.resources())
                        .security(options.restricted() ? container.security() : Security.ROOT));
    }
}
