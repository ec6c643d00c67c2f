package dev.sild.compose.translate.storage;

import dev.sild.compose.BindFiles;
import dev.sild.compose.translate.code.BuildContext;
import dev.sild.compose.translate.code.FileWrites;
import dev.sild.compose.translate.code.ProgramWrites.Place;
import dev.sild.compose.translate.files.FileBundles;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.images.ContainerPaths;
import dev.sild.images.ImageFacts;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Mounts that the code of a program writes files to: code of its image's build context, or of what it mounts. */
final class CodeWrites {
    /** How many mounts of a service are searched for code. */
    private static final int MOST_TREES = 10;

    private final FileBundles bundles;
    /** Many services may be built from one folder, or mount it. */
    private final Map<Object, Set<Place>> places = new HashMap<>();

    private final Set<Attribute> reached = new HashSet<>();

    CodeWrites(FileBundles bundles) {
        this.bundles = bundles;
    }

    /** Looks at what a service mounts. */
    void add(Attribute service, Optional<ImageFacts> image, Optional<BuildContext> context) {
        if (image.isEmpty() || service.get("volumes").items().stream().noneMatch(this::isWritableFolder)) {
            return;
        }
        String stated = service.get("working_dir").peek();
        String start =
                ContainerPaths.absolute("/", stated.isEmpty() ? image.get().workingDir() : stated);
        Set<String> variables = service.get("environment").entries().keySet();
        Set<String> folders = new HashSet<>();
        context.ifPresent(built -> add(
                places.computeIfAbsent(built, key -> FileWrites.of(built.folder(), built::includes, bundles.reader())),
                path -> image.get().copies().place(path).orElse(ContainerPaths.absolute(start, path)),
                start,
                variables,
                folders));
        service.get("volumes").items().stream()
                .filter(this::isFolder)
                .limit(MOST_TREES)
                .forEach(volume -> {
                    Path tree = bundles.place(volume.get("source").peek());
                    String target = target(volume);
                    add(
                            places.computeIfAbsent(tree, key -> FileWrites.of(tree, path -> true, bundles.reader())),
                            path -> ContainerPaths.absolute(target, path),
                            start,
                            variables,
                            folders);
                });
        service.get("volumes").items().stream()
                .filter(this::isWritableFolder)
                .filter(volume -> folders.stream().anyMatch(folder -> ContainerPaths.contains(target(volume), folder)))
                .forEach(reached::add);
    }

    private static void add(
            Set<Place> places,
            Function<String, String> inTree,
            String start,
            Set<String> variables,
            Set<String> folders) {
        places.stream()
                .filter(place -> !variables.contains(place.variable()))
                .map(place -> place.inTree() && !place.path().startsWith("/")
                        ? inTree.apply(place.path())
                        : ContainerPaths.absolute(start, place.path()))
                .forEach(folders::add);
    }

    private boolean isFolder(Attribute volume) {
        return volume.get("type").peek().equals("bind")
                && bundles.reader().kind(bundles.place(volume.get("source").peek())) == BindFiles.Kind.FOLDER;
    }

    private boolean isWritableFolder(Attribute volume) {
        return !volume.get("read_only").peek().equals("true") && isFolder(volume);
    }

    private static String target(Attribute volume) {
        return ContainerPaths.absolute("/", volume.get("target").peek());
    }

    /** Whether the code writes to a mount of a service that was looked at. */
    boolean reach(Attribute volume) {
        return reached.contains(volume);
    }
}
