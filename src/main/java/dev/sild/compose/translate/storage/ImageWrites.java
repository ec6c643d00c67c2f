package dev.sild.compose.translate.storage;

import dev.sild.compose.BindFiles;
import dev.sild.compose.translate.claims.SavingRedis;
import dev.sild.compose.translate.claims.SettingsFolders;
import dev.sild.compose.translate.code.BuildContext;
import dev.sild.compose.translate.code.CopiedFiles;
import dev.sild.compose.translate.code.DatabaseFiles;
import dev.sild.compose.translate.code.H2Files;
import dev.sild.compose.translate.code.IgnoredFolders;
import dev.sild.compose.translate.code.SpringSettings;
import dev.sild.compose.translate.code.WrittenFolders;
import dev.sild.compose.translate.files.FileBundles;
import dev.sild.compose.translate.image.ProcessFiles;
import dev.sild.compose.translate.image.ServiceImage;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.images.ContainerPaths;
import dev.sild.images.ImageFacts;
import dev.sild.images.KnownFolders;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a program that is built here writes into its image's folders, as far as variables and ignored folders tell: a
 * container keeps it through restarts, and a pod loses it.
 */
final class ImageWrites {
    private static final int MOST = 5;

    /** Variables that name what a program only reads. */
    private static final Pattern READ =
            Pattern.compile("(?i)MIGRATION|TEMPLATE|STATIC|PUBLIC|LOCALE|FIXTURE|SCHEMA|SEED|ASSET");

    /** Files of programs in commands. */
    private static final Pattern PROGRAM = Pattern.compile("[^-].{0,500}\\.(?:jar|war|sh)");

    private final FileBundles bundles;
    private final BindFiles reader;
    private final UploadedFiles uploads;

    ImageWrites(FileBundles bundles) {
        this.bundles = bundles;
        reader = bundles.reader();
        uploads = new UploadedFiles(reader);
    }

    /**
     * Returns the absolute paths, and the folders of databases that the program itself keeps in files.
     *
     * @param context what the image is built from; nothing is known of others
     * @param left what version control leaves out
     * @param unmounted whether nothing is mounted at a path anywhere in the project
     */
    ImageData of(
            Attribute service,
            ServiceImage from,
            Optional<BuildContext> context,
            IgnoredFolders left,
            Predicate<String> unmounted) {
        Optional<ImageFacts> image = from.facts();
        List<String> lost = image.isPresent() && context.isPresent()
                ? lost(service, from, image.get(), context.get(), left).stream()
                        .filter(unmounted)
                        .toList()
                : List.of();
        return withDatabases(lost, service, image, context);
    }

    private List<String> lost(
            Attribute service, ServiceImage from, ImageFacts image, BuildContext context, IgnoredFolders left) {
        Set<String> paths = new TreeSet<>();
        String start = start(service, image);
        Set<String> variables = service.get("environment").entries().keySet();
        if (!start.equals("/")) {
            service.get("environment").entries().forEach((name, value) -> {
                if (!READ.matcher(name).find()) {
                    WrittenFolders.path(value.peek(), start)
                            .filter(path -> path.startsWith(start + "/") && !KnownFolders.isPassing(path))
                            .flatMap(path -> WrittenFolders.written(path.substring(start.length() + 1)))
                            .map(path -> start + "/" + path)
                            .filter(path -> !isBrought(path, image, context))
                            .ifPresent(paths::add);
                }
            });
        }
        Stream<String> settings = SpringSettings.of(context.folder(), reader).stream()
                .flatMap(place -> place.in("/", start, variables).stream())
                .map(path -> "/" + path)
                // A volume there would hide the program.
                .filter(path -> !ContainerPaths.contains(path, start));
        Stream.concat(settings, uploads.of(from, image, context, start, variables).stream())
                .filter(path -> !KnownFolders.isPassing(path))
                .filter(path -> !isBrought(path, image, context))
                .forEach(paths::add);
        for (String folder : ignored(context, left)) {
            image.copies().place(folder).ifPresent(paths::add);
        }
        // What becomes of mounts is reported with them.
        List<String> mounted = mounted(service);
        return paths.stream()
                .filter(path -> mounted.stream().noneMatch(target -> ContainerPaths.contains(target, path)))
                .filter(path -> paths.stream()
                        .noneMatch(around -> !around.equals(path) && ContainerPaths.contains(around, path)))
                .limit(MOST)
                .toList();
    }

    private ImageData withDatabases(
            List<String> lost, Attribute service, Optional<ImageFacts> image, Optional<BuildContext> context) {
        List<String> databases = new ArrayList<>();
        List<String> beside = new ArrayList<>();
        if (image.isPresent() && context.isPresent()) {
            for (String folder : ofDatabases(service, image.get(), context.get())) {
                (hasProgram(folder, service, image.get(), context.get()) ? beside : databases).add(folder);
            }
        }
        Optional<String> saved = SavingRedis.folder(
                service,
                image,
                place -> ProcessFiles.texts(place, service, image, bundles).findFirst());
        saved.ifPresent(databases::add);
        Optional<String> named = saved.or(
                () -> SettingsFolders.of(service, image, bundles, () -> broughtSettings(service, image, context)));
        return new ImageData(lost, databases, beside, named);
    }

    /** Returns the texts of settings that a Dockerfile copies, by their places in the container. */
    private Map<String, String> broughtSettings(
            Attribute service, Optional<ImageFacts> image, Optional<BuildContext> context) {
        if (image.isEmpty() || context.isEmpty()) {
            return Map.of();
        }
        Map<String, String> texts = new LinkedHashMap<>();
        CopiedFiles.of(service.segment(), image.get(), context.get(), mounted(service), reader, Path::toString)
                .ifPresent(files -> files.entries()
                        .forEach(file ->
                                texts.put(file.key(), new String(file.content(), StandardCharsets.ISO_8859_1))));
        return texts;
    }

    /** Returns where something is mounted, which hides what the image has there. */
    private static List<String> mounted(Attribute service) {
        return service.get("volumes").items().stream()
                .map(volume -> ContainerPaths.absolute("/", volume.get("target").peek()))
                .toList();
    }

    private List<String> ofDatabases(Attribute service, ImageFacts image, BuildContext context) {
        String start = start(service, image);
        Map<String, Attribute> environment = service.get("environment").entries();
        Stream<String> named = environment.values().stream()
                .flatMap(value -> H2Files.of(value.peek()).stream())
                .map(file -> ContainerPaths.absolute(start, file));
        String profiles =
                service.get("environment").get(SpringSettings.PROFILES).peek();
        Stream<String> settings = SpringSettings.databasesOf(context.folder(), reader, profiles).stream()
                .flatMap(place -> place.in("/", start, environment.keySet()).stream())
                .map(file -> "/" + file);
        return Stream.concat(named, settings)
                .map(file -> file.lastIndexOf('/') == 0 ? "/" : file.substring(0, file.lastIndexOf('/')))
                .filter(folder -> !KnownFolders.isScratch(folder))
                .distinct()
                .sorted()
                .limit(MOST)
                .toList();
    }

    /** Whether a part of the program is in a folder, so that a volume there would hide it in each later image. */
    private boolean hasProgram(String folder, Attribute service, ImageFacts image, BuildContext context) {
        String start = start(service, image);
        Stream<String> brought = image.contentPaths().stream().filter(path -> ContainerPaths.contains(folder, path));
        return ContainerPaths.contains(folder, start)
                || words(service, image)
                        .filter(word -> PROGRAM.matcher(word).matches())
                        .anyMatch(word -> ContainerPaths.contains(folder, ContainerPaths.absolute(start, word)))
                || brought.anyMatch(path -> image.copies()
                        .source(path)
                        .map(source -> hasMoreThanData(context.folder().resolve(source), reader))
                        .orElse(true))
                || image.copies()
                        .source(folder)
                        .filter(source -> hasMoreThanData(context.folder().resolve(source), reader))
                        .isPresent();
    }

    private static boolean hasMoreThanData(Path path, BindFiles reader) {
        return switch (reader.kind(path)) {
            case MISSING -> false;
            case FOLDER ->
                !reader.paths(path).files().stream()
                        .allMatch(file -> DatabaseFiles.isNamed(file) || DataFolders.isPlaceholder(file));
            default -> !DatabaseFiles.isNamed(path.toString());
        };
    }

    private static Stream<String> words(Attribute service, ImageFacts image) {
        List<String> entrypoint = service.get("entrypoint").strings();
        List<String> command = service.get("command").strings();
        return Stream.of(
                        entrypoint.isEmpty() ? image.entrypoint() : entrypoint,
                        command.isEmpty() ? image.command() : command)
                .flatMap(List::stream)
                .flatMap(words -> Stream.of(words.split("[\\s\"';&|]+")));
    }

    /** Returns the folder that the program starts in. */
    private static String start(Attribute service, ImageFacts image) {
        String stated = service.get("working_dir").peek();
        return ContainerPaths.absolute("/", stated.isEmpty() ? image.workingDir() : stated);
    }

    /** Returns ignored folders that code or settings name: the lines of a template name what no program has. */
    private Set<String> ignored(BuildContext context, IgnoredFolders left) {
        return WrittenFolders.namedIn(
                left.of(context.folder(), WrittenFolders.OF_USERS),
                to -> reader.texts(context.folder(), (file, text) -> {
                    if (!file.getFileName().toString().startsWith(".")) {
                        to.accept(context.relative(file), text);
                    }
                }));
    }

    /** Whether the Dockerfile copies files to a folder that is not called as data: they are part of the program. */
    private boolean isBrought(String path, ImageFacts image, BuildContext context) {
        return !WrittenFolders.CERTAIN.contains(path.substring(path.lastIndexOf('/') + 1))
                && image.copies()
                        .source(path)
                        .map(source -> context.folder().resolve(source))
                        .filter(source -> reader.kind(source) == BindFiles.Kind.FOLDER)
                        .isPresent();
    }
}
