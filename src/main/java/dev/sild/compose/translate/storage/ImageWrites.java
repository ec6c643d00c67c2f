package dev.sild.compose.translate.storage;

import dev.sild.compose.BindFiles;
import dev.sild.compose.translate.code.BuildContext;
import dev.sild.compose.translate.code.IgnoredFolders;
import dev.sild.compose.translate.code.WrittenFolders;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.images.ContainerPaths;
import dev.sild.images.ImageFacts;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What a program that is built here writes into its image's folders, as far as variables and ignored folders tell: a
 * container keeps it through restarts, and a pod loses it.
 */
final class ImageWrites {
    private static final int MOST = 5;

    /** Variables that name what a program only reads. */
    private static final Pattern READ =
            Pattern.compile("(?i)MIGRATION|TEMPLATE|STATIC|PUBLIC|LOCALE|FIXTURE|SCHEMA|SEED|ASSET");

    private ImageWrites() {}

    /**
     * Returns the absolute paths.
     *
     * @param context what the image is built from; nothing is known of others
     */
    static List<String> of(
            Attribute service, Optional<ImageFacts> image, Optional<BuildContext> context, BindFiles reader) {
        if (image.isEmpty() || context.isEmpty()) {
            return List.of();
        }
        Set<String> paths = new TreeSet<>();
        String stated = service.get("working_dir").peek();
        String start =
                ContainerPaths.absolute("/", stated.isEmpty() ? image.get().workingDir() : stated);
        if (!start.equals("/")) {
            service.get("environment").entries().forEach((name, value) -> {
                if (!READ.matcher(name).find()) {
                    WrittenFolders.path(value.peek(), start)
                            .filter(path -> path.startsWith(start + "/"))
                            .flatMap(path -> WrittenFolders.written(path.substring(start.length() + 1)))
                            .map(path -> start + "/" + path)
                            .filter(path -> !isBrought(path, image.get(), context.get(), reader))
                            .ifPresent(paths::add);
                }
            });
        }
        Set<String> ignored = IgnoredFolders.of(context.get().folder(), reader, WrittenFolders.OF_USERS);
        for (String folder : named(ignored, context.get().folder(), reader)) {
            image.get().copies().place(folder).ifPresent(paths::add);
        }
        // What becomes of mounts is reported with them.
        List<String> mounted = service.get("volumes").items().stream()
                .map(volume -> ContainerPaths.absolute("/", volume.get("target").peek()))
                .toList();
        return paths.stream()
                .filter(path -> mounted.stream().noneMatch(target -> ContainerPaths.contains(target, path)))
                .limit(MOST)
                .toList();
    }

    /** Returns the folders that code names: others are in the file because it is everybody's. */
    private static Set<String> named(Set<String> folders, Path context, BindFiles reader) {
        Set<String> named = new TreeSet<>();
        boolean complete = folders.isEmpty()
                || reader.texts(
                        context,
                        (file, text) -> folders.stream()
                                .filter(folder -> !file.getFileName().toString().startsWith("."))
                                .filter(folder -> !named.contains(folder) && isIn(text, folder))
                                .forEach(named::add));
        return complete ? named : folders;
    }

    /** Whether a text has the name of a folder in quotes, or in a path. */
    private static boolean isIn(String text, String folder) {
        String name = folder.substring(folder.lastIndexOf('/') + 1);
        for (int at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
            int end = at + name.length();
            if (at > 0
                    && end < text.length()
                    && "\"'/`".indexOf(text.charAt(at - 1)) >= 0
                    && "\"'/`".indexOf(text.charAt(end)) >= 0) {
                return true;
            }
        }
        return false;
    }

    /** Whether the Dockerfile copies files to a folder that is not called as data: they are part of the program. */
    private static boolean isBrought(String path, ImageFacts image, BuildContext context, BindFiles reader) {
        return !WrittenFolders.CERTAIN.contains(path.substring(path.lastIndexOf('/') + 1))
                && image.copies()
                        .source(path)
                        .map(source -> context.folder().resolve(source))
                        .filter(source -> reader.kind(source) == BindFiles.Kind.FOLDER)
                        .isPresent();
    }
}
