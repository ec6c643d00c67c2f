package dev.sild.compose.translate.storage;

import dev.sild.compose.ComposeProject;
import dev.sild.compose.translate.claims.DatabaseFolders;
import dev.sild.compose.translate.code.BuildContext;
import dev.sild.compose.translate.code.WrittenFolders;
import dev.sild.compose.translate.image.ServiceImage;
import dev.sild.compose.translate.kompose.KomposeLabels;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.compose.translate.source.ClaimTerms;
import dev.sild.images.ContainerPaths;
import dev.sild.images.ImageFacts;
import dev.sild.model.Mount;
import dev.sild.model.Text;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One bind mount of a service, and what is known about it before any file is read.
 *
 * @param volume where it was written
 * @param path what is mounted, absolute
 * @param target where it is mounted in the container
 */
record Bind(Attribute volume, Mounter mounter, Path path, String target, boolean readOnly) {
    private static final List<String> SETTINGS = List.of("/etc/", "/usr/local/etc/", "/docker-entrypoint");
    private static final Pattern OF_EACH_MACHINE =
            Pattern.compile("/+(?:proc|sys|dev|run|var|etc|lib|usr|boot)(?:/|$)");

    private static final Set<String> PACKAGES = Set.of("node_modules", "bower_components", "vendor", ".venv", "venv");
    /** Folders of a user whose names look like those of files. */
    private static final Set<String> HIDDEN_FOLDERS = Set.of(
            ".aws",
            ".azure",
            ".cache",
            ".cargo",
            ".claude",
            ".codex",
            ".config",
            ".docker",
            ".gcloud",
            ".gnupg",
            ".gradle",
            ".ivy2",
            ".kube",
            ".local",
            ".m2",
            ".npm",
            ".oci",
            ".ollama",
            ".ssh",
            ".terraform",
            ".vscode");

    private static final Set<String> SOCKETS = Set.of("docker.sock", "podman.sock", "containerd.sock", "crio.sock");

    /**
     * Who mounts.
     *
     * @param program the image that it runs, or that its own is built from
     * @param context what the image is built from, where it is built here
     * @param unknownOwner whether it runs as a user who cannot be made the owner of its files
     * @param terms what claims of its own ask for
     * @param hostPaths whether a label asks for paths of the node
     * @param onOneNode whether it specifies the node that it runs on
     * @param service the service
     * @param builder the service that builds its image: another one, or itself; empty where none does
     */
    record Mounter(
            String component,
            String program,
            Optional<ImageFacts> image,
            Optional<BuildContext> context,
            boolean unknownOwner,
            ClaimTerms terms,
            boolean hostPaths,
            boolean onOneNode,
            Attribute service,
            Optional<Attribute> builder) {
        static Mounter of(
                Attribute service,
                String component,
                String program,
                ServiceImage from,
                Optional<BuildContext> context,
                Storage storage,
                boolean unknownOwner) {
            return new Mounter(
                    component,
                    program,
                    from.facts(),
                    context,
                    unknownOwner,
                    storage.terms(service),
                    KomposeLabels.of(service).volumes().kind() == KomposeLabels.VolumeKind.HOST_PATH,
                    HostFolders.isPinned(service),
                    service,
                    from.builder());
        }
    }

    String component() {
        return mounter.component();
    }

    Optional<ImageFacts> image() {
        return mounter.image();
    }

    /** Returns the mount of what is at a path below this one's. */
    Bind below(String relative) {
        return new Bind(volume, mounter, path.resolve(relative), ContainerPaths.absolute(target, relative), readOnly);
    }

    /** Whether compose would make a folder where there is none. */
    boolean creates() {
        Attribute create = volume.get("bind").get("create_host_path");
        return !create.present() || create.bool();
    }

    Optional<Mount.Propagation> propagation() {
        return switch (volume.get("bind").get("propagation").string()) {
            case "shared", "rshared" -> Optional.of(Mount.Propagation.BIDIRECTIONAL);
            case "slave", "rslave" -> Optional.of(Mount.Propagation.HOST_TO_CONTAINER);
            default -> Optional.empty();
        };
    }

    /** Whether the path was written as one in the user's home folder, as in {@code ~/data}. */
    boolean isInHome() {
        Text from = volume.get("source").text();
        return startsAt(from, ComposeProject.HOME) || startsAt(from, "HOME");
    }

    /**
     * Returns the variable without a value that the path begins with, so that it leads nowhere; empty if none. Before a
     * folder that each machine has, an empty one is meant to be empty.
     */
    Optional<String> unset() {
        List<Text> parts = volume.get("source").text() instanceof Text.Concat concat ? concat.parts() : List.of();
        Optional<String> unset = Optional.empty();
        for (Text part : parts) {
            if (!(part instanceof Text.Variable variable)) {
                return unset.filter(name -> part.value().startsWith("/")
                        && !OF_EACH_MACHINE.matcher(part.value()).lookingAt());
            }
            if (!variable.value().isEmpty()) {
                return Optional.empty();
            }
            unset = unset.or(() -> Optional.of(variable.name()));
        }
        return Optional.empty();
    }

    /** Whether a path begins with that variable. */
    static boolean startsAt(Text path, String variable) {
        Text first = path instanceof Text.Concat concat ? concat.parts().get(0) : path;
        return first instanceof Text.Variable known && known.name().equals(variable);
    }

    /** Whether it hides a file of the image behind an empty one; a device has to stay one. */
    boolean isMask() {
        return path.toString().equals("/dev/null") && !target.startsWith("/dev/");
    }

    /** Whether it is a container engine's own socket. */
    boolean isSocket() {
        return isSocket(path.toString());
    }

    /** Whether a path is that of a container engine's own socket. */
    static boolean isSocket(String path) {
        return SOCKETS.contains(path.substring(path.lastIndexOf('/') + 1));
    }

    /** Whether the image keeps its data there, or is told to. */
    boolean onDataFolder() {
        return DatabaseFolders.hold(target, mounter.service(), image());
    }

    /** Whether a database starts there, which wants a folder of its own. */
    boolean startsDatabase() {
        return DatabaseFolders.refuseLostAndFound(target, mounter.service(), image());
    }

    /**
     * Whether a folder is mounted so that developers can change it while the container runs: the image is built from it
     * and has it at the same place, beside what the build made there.
     */
    boolean isInImage() {
        return !readOnly && !looksLikeFile() && isCopiedIntoImage();
    }

    /** Whether the image is built from the folder, or from one in it, and has it at the same place. */
    boolean isCopiedIntoImage() {
        return mounter.context()
                .flatMap(context -> image().map(image -> path.startsWith(context.folder())
                        ? (isOfPackages() || context.includes(path))
                                && image.copies().bring(context.relative(path), target)
                        : context.folder().startsWith(path) && image.mayHaveContent(target)))
                .orElse(false);
    }

    /**
     * Whether the build of the image puts something there that the project does not have: collected or compiled files.
     */
    boolean isFilledByBuild() {
        return mounter.context().isPresent()
                && image().filter(facts -> isFilledBy(facts)).isPresent();
    }

    private boolean isFilledBy(ImageFacts facts) {
        String name = target.substring(target.lastIndexOf('/') + 1);
        boolean named = Stream.concat(facts.contentPaths().stream(), facts.scriptPaths().stream())
                .anyMatch(path -> ContainerPaths.contains(target, path));
        boolean built = BuildOutput.isName(name)
                && facts.scriptPaths().stream()
                        .anyMatch(folder -> folder.length() > 1 && ContainerPaths.contains(folder, target));
        return !WrittenFolders.isDataName(name) && (named || built);
    }

    /**
     * Whether the image may have something there, which an empty folder hides: not where a variable names a path in it
     * for the data of the program.
     *
     * @param missing whether nothing is at a path of the build context, from which the image then has nothing either
     */
    boolean mayHideContent(Predicate<Path> missing) {
        Optional<Path> brought = mounter.context()
                .flatMap(context ->
                        image().flatMap(image -> image.inContext(target)).map(context.folder()::resolve));
        return image().filter(image -> image.mayHaveContent(target)).isPresent()
                && brought.filter(missing).isEmpty()
                && mounter.service().get("environment").entries().values().stream()
                        .flatMap(value -> WrittenFolders.path(value.peek(), "").stream())
                        .noneMatch(named -> ContainerPaths.contains(target, named)
                                && WrittenFolders.written(named.substring(1)).isPresent());
    }

    /** Whether programs look for their settings where it is mounted. */
    boolean isOfSettings() {
        return SETTINGS.stream().anyMatch(target::startsWith);
    }

    /** Whether packages are installed there, which the build of an image does for itself. */
    boolean isOfPackages() {
        return path.getFileName() != null && isPackageFolder(path.getFileName().toString());
    }

    /** Whether a folder of that name has installed packages. */
    static boolean isPackageFolder(String name) {
        return PACKAGES.contains(name);
    }

    /**
     * Whether a path that is not there names a file: both ends have an extension that is not a folder's, as conf.d is.
     */
    boolean looksLikeFile() {
        String source = path.getFileName() == null ? "" : path.getFileName().toString();
        String inContainer = target.substring(target.lastIndexOf('/') + 1);
        return hasExtension(source) && (hasExtension(inContainer) || readOnly);
    }

    /** Whether one end has the name of a file, which is too little to be sure. */
    boolean mayBeFile() {
        String source = path.getFileName() == null ? "" : path.getFileName().toString();
        return hasExtension(source) || hasExtension(target.substring(target.lastIndexOf('/') + 1));
    }

    private static boolean hasExtension(String name) {
        if (HIDDEN_FOLDERS.contains(name.toLowerCase(Locale.ROOT))) {
            return false;
        }
        int dot = name.lastIndexOf('.');
        if (dot < 0 || dot == name.length() - 1) {
            return false;
        }
        String extension = name.substring(dot + 1).toLowerCase(Locale.ROOT);
        return extension.length() <= 10 && !extension.equals("d");
    }
}
