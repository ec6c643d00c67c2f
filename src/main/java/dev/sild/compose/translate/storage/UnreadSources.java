package dev.sild.compose.translate.storage;

import dev.sild.compose.translate.files.FileBundles;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.images.ContainerPaths;
import dev.sild.images.KnownImages;
import dev.sild.report.Code;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Source trees that are mounted where nothing reads them. */
final class UnreadSources {
    /** Where developers mount code, and no image of a database looks for files of its own. */
    private static final Pattern OF_CODE = Pattern.compile("/(?:apps?|application|code|projects?|repo|sources?|src"
            + "|work(?:dir|spaces?)?|(?:opt|usr)/app|usr/src|var/www)(?:/.*)?");

    /** A word of a command that names no file, in whichever folder. */
    private static final Pattern OPTION = Pattern.compile("--?[\\w-]{1,100}(?:=[\\w%:,-]{0,100})?");

    private static final long MAX_BYTES = 128 << 10;
    private static final int MOST_MOUNTS = 20;

    private static final Pattern OF_HOST = Pattern.compile("/+(?:mnt/|var/)?host(?:[_-]\\w{1,20}|fs|root)?(?:/.*)?");

    private UnreadSources() {}

    /**
     * Whether a tree is mounted in the image of a database that others have built, and is surely not read: neither its
     * data nor a path that the service or a mounted file names lies in it.
     */
    static boolean areInDatabase(Bind bind, FileBundles bundles) {
        Attribute service = bind.mounter().service();
        String target = bind.target();
        return KnownImages.isDatabase(bind.mounter().program())
                && OF_CODE.matcher(target).matches()
                && Stream.of("build", "entrypoint", "configs", "secrets", "volumes_from")
                        .noneMatch(key -> service.get(key).present())
                && service.get("command").items().stream()
                        .allMatch(word -> OPTION.matcher(word.peek()).matches())
                && folders(bind).stream()
                        .noneMatch(folder ->
                                ContainerPaths.contains(target, folder) || ContainerPaths.contains(folder, target))
                && service.below().stream()
                        .filter(attribute ->
                                !List.of("volumes", "image", "working_dir").contains(attribute.segment()))
                        .noneMatch(attribute -> names(attribute, target))
                && othersDoNotName(bind, bundles);
    }

    private static List<String> folders(Bind bind) {
        return bind.image()
                .map(facts -> Stream.concat(facts.dataFolders().stream(), facts.lastingFolders().stream())
                        .toList())
                .orElse(List.of());
    }

    private static boolean names(Attribute attribute, String target) {
        return attribute.peek().contains(target) || attribute.below().stream().anyMatch(inner -> names(inner, target));
    }

    /** Whether the other mounts are data of the database, or files whose texts do not have the path. */
    private static boolean othersDoNotName(Bind bind, FileBundles bundles) {
        List<Attribute> others = bind.mounter().service().get("volumes").items().stream()
                .filter(volume -> volume.get("type").peek().equals("bind")
                        && !volume.equals(bind.volume())
                        && folders(bind).stream()
                                .noneMatch(folder -> ContainerPaths.contains(
                                        folder,
                                        ContainerPaths.absolute(
                                                "/", volume.get("target").peek()))))
                .toList();
        return others.size() <= MOST_MOUNTS
                && others.stream()
                        .allMatch(volume -> bundles.reader()
                                .peek(bundles.place(volume.get("source").peek()), MAX_BYTES)
                                .filter(text -> !new String(text, StandardCharsets.ISO_8859_1).contains(bind.target()))
                                .isPresent());
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
