package dev.sild.compose.translate.container;

import dev.sild.compose.BindFiles;
import dev.sild.compose.translate.code.BuildContext;
import dev.sild.compose.translate.code.CopiedFiles;
import dev.sild.compose.translate.files.FileBundles;
import dev.sild.compose.translate.image.ServiceImage;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.images.ContainerPaths;
import dev.sild.images.ServerFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A configuration file that a server reads at a path of its container: mounted by its service, or copied into its image
 * by a Dockerfile.
 *
 * @param shown its path as the user knows it
 * @param text its content
 */
record ServerFile(String shown, String text) {
    /** Longer files hold data. */
    private static final long LONGEST = 128 << 10;

    private static final int MOST_FILES = 100;

    /** Returns the files at a path, of which there are several if it ends with a slash and so is that of a folder. */
    static List<ServerFile> at(String place, Attribute service, ServiceImage image, Attribute root, FileBundles files) {
        String path = ContainerPaths.absolute("/", place);
        if (place.endsWith("/")) {
            return inFolder(path, service, files);
        }
        List<Attribute> binds = binds(service);
        Optional<ServerFile> found = config(path, service, root, files);
        if (found.isEmpty()) {
            found = binds.stream()
                    .filter(bind -> ContainerPaths.contains(target(bind), path))
                    .max(Comparator.comparingInt(bind -> target(bind).length()))
                    .flatMap(bind -> of(source(bind, path, files), files));
        }
        if (found.isEmpty() && image.build().isPresent()) {
            List<String> mounts = binds.stream().map(ServerFile::target).toList();
            found = image.facts()
                    .flatMap(facts -> BuildContext.of(image.madeBy(service), files.reader())
                            .flatMap(context ->
                                    CopiedFiles.of("", facts, context, mounts, files.reader(), files::shown)))
                    .flatMap(copied -> copied.entries().stream()
                            .filter(entry -> entry.key().equals(path))
                            .findFirst())
                    .map(entry -> new ServerFile(entry.path(), new String(entry.content(), StandardCharsets.UTF_8)));
        }
        return found.stream().toList();
    }

    private static List<ServerFile> inFolder(String folder, Attribute service, FileBundles files) {
        List<ServerFile> all = new ArrayList<>();
        for (Attribute bind : binds(service)) {
            String target = target(bind);
            if (!target.equals(folder) && ContainerPaths.contains(folder, target)) {
                of(files.place(bind.get("source").peek()), files).ifPresent(all::add);
            } else if (ContainerPaths.contains(target, folder)) {
                Path source = source(bind, folder, files);
                files.reader().names(source).orElse(List.of()).stream()
                        .sorted()
                        .filter(name -> !ServerFiles.isPutAside(name))
                        .limit(MOST_FILES)
                        .forEach(name -> of(source.resolve(name), files).ifPresent(all::add));
            }
        }
        return all;
    }

    private static Optional<ServerFile> config(String path, Attribute service, Attribute root, FileBundles files) {
        for (Attribute mount : service.get("configs").items()) {
            if (ContainerPaths.absolute("/", mount.get("target").peek()).equals(path)) {
                Attribute config = root.get("configs").get(mount.get("source").peek());
                String file = config.get("file").peek();
                String content = config.get("content").peek();
                return file.isEmpty()
                        ? Optional.of(
                                new ServerFile(config.get("content").origin().file(), content))
                        : of(files.place(file), files);
            }
        }
        return Optional.empty();
    }

    private static Optional<ServerFile> of(Path path, FileBundles files) {
        return files.reader().kind(path) != BindFiles.Kind.FILE
                ? Optional.empty()
                : files.reader()
                        .peek(path, LONGEST)
                        .map(bytes -> new ServerFile(files.shown(path), new String(bytes, StandardCharsets.UTF_8)));
    }

    private static Path source(Attribute bind, String path, FileBundles files) {
        Path source = files.place(bind.get("source").peek());
        return ContainerPaths.below(target(bind), path)
                .filter(rest -> !rest.isEmpty())
                .map(source::resolve)
                .orElse(source);
    }

    private static List<Attribute> binds(Attribute service) {
        return service.get("volumes").items().stream()
                .filter(volume -> volume.get("type").peek().equals("bind"))
                .toList();
    }

    private static String target(Attribute bind) {
        return ContainerPaths.absolute("/", bind.get("target").peek());
    }
}
