package dev.sild.compose.translate.storage;

import dev.sild.compose.translate.code.SourceTree;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.images.ContainerPaths;
import dev.sild.images.KnownImages;
import dev.sild.report.Code;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Source trees that are mounted where nothing reads them. */
final class UnreadSources {
    /** Where images have files of their own; {@code /usr/src} is for those of others. */
    private static final Pattern OF_IMAGE = Pattern.compile("/(?:usr(?!/src(?:/|$))|etc|var/lib)(?:/.*)?|/");

    private static final Pattern OF_HOST = Pattern.compile("/+(?:mnt/|var/)?host(?:[_-]\\w{1,20}|fs|root)?(?:/.*)?");
    private static final String FIRST_START = "/docker-entrypoint-initdb.d";

    private UnreadSources() {}

    /**
     * Whether a tree is mounted in the image of a database: neither its data nor a path that the service names lies in
     * it, and no script of its first start may read it.
     */
    static boolean areInDatabase(Bind bind, SourceTree tree) {
        Attribute service = bind.mounter().service();
        String target = bind.target();
        return KnownImages.isDatabase(bind.mounter().program())
                && tree.isMarked()
                && !OF_IMAGE.matcher(target).matches()
                && Stream.concat(Stream.of(FIRST_START), folders(bind).stream())
                        .noneMatch(folder ->
                                ContainerPaths.contains(target, folder) || ContainerPaths.contains(folder, target))
                && service.get("volumes").items().stream()
                        .noneMatch(volume -> volume.get("target").peek().startsWith(FIRST_START))
                && Stream.of("command", "entrypoint", "healthcheck", "environment", "post_start", "pre_stop")
                        .flatMap(key -> service.get(key).below().stream())
                        .noneMatch(value -> value.peek().contains(target))
                && !startsIn(service, target);
    }

    private static List<String> folders(Bind bind) {
        return bind.image()
                .map(facts -> Stream.concat(facts.dataFolders().stream(), facts.lastingFolders().stream())
                        .toList())
                .orElse(List.of());
    }

    /** Whether a command that the service specifies starts in a folder, and so may name paths in it. */
    private static boolean startsIn(Attribute service, String target) {
        String folder = service.get("working_dir").peek();
        return !folder.isEmpty()
                && ContainerPaths.contains(target, ContainerPaths.absolute("/", folder))
                && (service.get("command").present()
                        || service.get("entrypoint").present());
    }

    /** Reports one. */
    static void reportInDatabase(Bind bind) {
        bind.volume()
                .note(
                        Code.BIND_UNREAD,
                        "the source code is not mounted: " + bind.mounter().program() + " does not read what is in "
                                + bind.target(),
                        "mount the files that it needs one by one");
    }

    /** Whether a tree shows the files of the host to a program that controls the container engine. */
    static boolean areOfHost(Bind bind) {
        return OF_HOST.matcher(bind.target()).matches()
                && bind.mounter().service().get("volumes").items().stream()
                        .anyMatch(volume -> volume.get("type").peek().equals("bind")
                                && Bind.isSocket(volume.get("source").peek()));
    }

    /** Reports one. */
    static void reportOfHost(Bind bind) {
        bind.volume()
                .note(
                        Code.BIND_UNREAD,
                        "files of the host at " + bind.target() + " are for a program that controls the container"
                                + " engine, which pods do not reach; nothing is mounted",
                        "copy them into the image if the program needs them without the engine");
    }
}
