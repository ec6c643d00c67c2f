package dev.sild.compose.translate.storage;

import dev.sild.compose.BindFiles;
import dev.sild.compose.translate.files.FileBundles;
import dev.sild.images.ContainerPaths;
import dev.sild.images.NginxFolders;
import dev.sild.images.ServerFiles;
import dev.sild.images.text.NginxReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The folders that the configuration of an nginx names: what is mounted, and what its image has of the project. */
final class ServedFolders {
    private static final long MAX_BYTES = 128 << 10;
    private static final int MOST_FILES = 50;

    private ServedFolders() {}

    /** Returns the folders in the container of a service, and how surely they are folders. */
    static Map<String, NginxFolders.Naming> of(Bind.Mounter mounter, FileBundles bundles) {
        Map<String, NginxFolders.Naming> found = new HashMap<>();
        configurations(mounter, bundles)
                .limit(MOST_FILES)
                .flatMap(file -> bundles.reader().peek(file, MAX_BYTES).stream())
                .flatMap(bytes -> NginxReader.read(new String(bytes, StandardCharsets.UTF_8), "").stream())
                .forEach(directives -> NginxFolders.of(directives)
                        .forEach((folder, naming) -> found.merge(folder, naming, NginxFolders.Naming::surer)));
        found.keySet().removeIf(folder -> isBrought(folder, mounter));
        return found;
    }

    /**
     * Whether the build of the server's image brings files to a folder: they are what is served, and a claim of what
     * others may write there would hide them.
     */
    private static boolean isBrought(String folder, Bind.Mounter mounter) {
        return mounter.context().isPresent()
                && mounter.image().stream()
                        .flatMap(image -> image.contentPaths().stream())
                        .anyMatch(path -> ContainerPaths.contains(folder, path));
    }

    private static Stream<Path> configurations(Bind.Mounter mounter, FileBundles bundles) {
        Stream<Path> mounted = mounter.service().get("volumes").items().stream()
                .filter(volume -> volume.get("type").peek().equals("bind")
                        && ServerFiles.isOfConfiguration(volume.get("target").peek() + "/"))
                .map(volume -> bundles.place(volume.get("source").peek()));
        Stream<Path> copied = mounter.context().stream()
                .flatMap(context -> mounter.image().stream()
                        .flatMap(image -> image.copies().all().stream())
                        .filter(copy -> ServerFiles.isOfConfiguration(copy.destination()))
                        .map(copy -> context.folder().resolve(copy.source()).normalize())
                        .filter(path -> path.startsWith(context.folder())));
        return Stream.concat(mounted, copied)
                .flatMap(path -> bundles.reader().kind(path) == BindFiles.Kind.FOLDER
                        ? bundles.reader().names(path).orElse(List.of()).stream()
                                .map(path::resolve)
                        : Stream.of(path));
    }
}
