package dev.sild.compose.translate.storage;

import dev.sild.compose.BindFiles.BindFile;
import dev.sild.compose.translate.code.BuildContext;
import dev.sild.compose.translate.code.CodeCopies;
import dev.sild.compose.translate.code.CodeNames;
import dev.sild.compose.translate.code.EnvFiles;
import dev.sild.compose.translate.code.LackedFiles;
import dev.sild.compose.translate.code.SourceTree;
import dev.sild.compose.translate.files.FileBundles;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.images.ContainerPaths;
import dev.sild.images.ImageFacts;
import dev.sild.model.Files;
import dev.sild.model.Mount;
import dev.sild.report.Code;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Source trees that are mounted so that developers can change them while the container runs. An image that has the code
 * needs no mount; for another one the code is copied into each pod.
 */
final class BoundCode {
    private static final Pattern INSTALLS = Pattern.compile("\\b(install|ci|yarn|sync|add)\\b");

    private static final List<String> SETTINGS = List.of("/etc/", "/usr/local/etc/", "/docker-entrypoint");

    private final Storage storage;
    private final FileBundles bundles;
    private final BoundFiles files;
    private final CodeMounts mounts;
    private final Map<Path, Optional<SourceTree>> trees = new HashMap<>();
    /** By tree, image and place: a thousand services may mount one tree. */
    private final Map<List<Object>, Compared> compared = new HashMap<>();

    private final BindClaims claims;
    private final DataFolders folders;
    private final TreeWrites writes;
    private final Map<Attribute, LeftToImage> leftToImage = new HashMap<>();

    /** What an image does not have of a tree, and which of it was kept out on purpose. */
    private record Compared(LackedFiles lacked, Set<String> keptOut) {}

    /** What becomes of a source tree: it may be that nothing is mounted. */
    record Placed(Optional<Mount> mount) {}

    /**
     * A folder that a program writes to below a source tree that is not mounted.
     *
     * @param target where the folder is in the container
     * @param claim makes and reports the mount that keeps it
     */
    record Written(String target, Supplier<Mount> claim) {}

    /** What a mount that is left out leaves: the folders that are written to, and what the image lacks of the tree. */
    record LeftToImage(List<Written> written, List<Mount> lacked) {}

    BoundCode(
            Storage storage,
            FileBundles bundles,
            BoundFiles files,
            CodeCopies copies,
            BindClaims claims,
            DataFolders folders) {
        this.storage = storage;
        this.bundles = bundles;
        this.files = files;
        mounts = new CodeMounts(storage, bundles, files, copies);
        this.claims = claims;
        this.folders = folders;
        writes = new TreeWrites(bundles, folders);
    }

    /**
     * Returns what becomes of a mounted source tree; empty if it is not a source tree, or is mounted as any other
     * folder.
     *
     * @param onNode whether what is too large becomes a path of the node
     */
    Optional<Placed> place(Bind bind, boolean onNode) {
        Optional<SourceTree> tree = tree(bind);
        if (tree.isEmpty()) {
            return Optional.empty();
        }
        if (isInImage(bind, tree.get())) {
            leaveToImage(bind, tree.get());
            return Optional.of(new Placed(Optional.empty()));
        }
        boolean fits = tree.get().files().filter(bundles::fits).isPresent();
        if (!storage.ownFileSystems() || !fits && (onNode || !tree.get().isMarked())) {
            return Optional.empty();
        }
        return Optional.of(new Placed(fits ? Optional.of(copied(bind, tree.get())) : lost(bind)));
    }

    /** Whether a source tree is mounted, and not as the data of the image's program. */
    boolean isCode(Bind bind) {
        return tree(bind)
                .filter(tree -> tree.isMarked() || tree.files().isPresent())
                .isPresent();
    }

    /** Whether a folder without code holds data, as far as its name and those of its files tell. */
    boolean isData(Bind bind) {
        return !bind.isOfPackages()
                && SourceTree.isData(
                        bind.path(), bundles.reader().paths(bind.path()).files());
    }

    /** Whether a folder without code may be one that a program writes to: it is not what browsers are shown. */
    boolean mayBeData(Bind bind) {
        return !bind.isOfPackages()
                && bundles.reader().paths(bind.path()).files().stream().noneMatch(CodeNames::isShown);
    }

    private Optional<SourceTree> tree(Bind bind) {
        // Scripts among the settings of a program are not a program of the project.
        boolean settings = SETTINGS.stream().anyMatch(bind.target()::startsWith);
        return settings || !bind.readOnly() && bind.onDataFolder()
                ? Optional.empty()
                : trees.computeIfAbsent(
                        bind.path(), path -> SourceTree.at(path, bundles.reader(), FileBundles.MAX_BYTES));
    }

    /** Returns what takes the place of a mount that is left out; empty where it is not left out. */
    Optional<LeftToImage> leftToImage(Attribute volume) {
        return Optional.ofNullable(leftToImage.get(volume));
    }

    private static boolean isInImage(Bind bind, SourceTree tree) {
        return bind.mounter()
                .context()
                .flatMap(context -> bind.image().map(image -> tree.isIn(image, context, bind.target())))
                .orElse(false);
    }

    private void leaveToImage(Bind bind, SourceTree tree) {
        bind.volume()
                .note(
                        Code.BIND_IN_IMAGE,
                        "the source code is not mounted: the built image has its own " + bind.target()
                                + (bind.readOnly() ? "" : "; what is written there " + fate(bind, folders)),
                        "rebuild the image when the code changes"
                                + (bind.readOnly() ? "" : "; mount a named volume for data" + shared(bind, folders)));
        Set<String> mounted = mountedIn(bind);
        Compared compared = compared(bind, tree);
        List<Mount> shown = new ArrayList<>(envs(bind, tree, mounted));
        shown.addAll(mounts.lacked(bind, compared.lacked().except(mounted)));
        leftToImage.put(bind.volume(), new LeftToImage(written(bind, tree), shown));
        Set<String> keptOut = new TreeSet<>(compared.keptOut());
        keptOut.removeAll(mounted);
        if (!keptOut.isEmpty()) {
            String names = first(List.copyOf(keptOut));
            bind.volume()
                    .noteApproximated(
                            "the image lacks " + names + " in " + bind.target() + ": .dockerignore excludes it",
                            "delete the pattern from .dockerignore if the container needs it");
        }
        if (!tree.isComplete()) {
            bind.volume()
                    .note(
                            Code.TREE_TOO_LARGE,
                            "'" + bundles.typed().of(bind.path()) + "' has too many files to be searched for what the"
                                    + " image lacks in " + bind.target(),
                            "compare both, and add 'COPY' instructions to the Dockerfile");
        }
    }

    /** Returns where something else is mounted in a tree, by paths in it. */
    private static Set<String> mountedIn(Bind bind) {
        Set<String> paths = new TreeSet<>();
        bind.mounter().service().get("volumes").items().forEach(volume -> {
            String target = volume.get("target").peek();
            if (target.startsWith(bind.target() + "/")) {
                paths.add(target.substring(bind.target().length() + 1));
            }
        });
        return paths;
    }

    private Compared compared(Bind bind, SourceTree tree) {
        ImageFacts image = bind.image().orElseThrow();
        BuildContext context = bind.mounter().context().orElseThrow();
        return compared.computeIfAbsent(
                List.of(tree.path(), image.copies(), context, bind.target()),
                key -> new Compared(
                        LackedFiles.of(tree, image, context, bind.target(), bundles.reader(), FileBundles.MAX_BYTES),
                        tree.keptOut(context)));
    }

    /**
     * A folder that only this service's mount of the tree could show is kept for the next pod, as the mount kept it.
     */
    private List<Written> written(Bind bind, SourceTree tree) {
        return writes.of(bind, tree).stream()
                .map(bind::below)
                .map(kept -> new Written(kept.target(), () -> claims.ofTree(kept)))
                .toList();
    }

    /** Builds leave a program's env files out, and it reads them through the mount: they are mounted by themselves. */
    private List<Mount> envs(Bind bind, SourceTree tree, Set<String> mounted) {
        List<BindFile> lacked = EnvFiles.lacked(
                        tree,
                        bind.image().orElseThrow(),
                        bind.mounter().context().orElseThrow(),
                        bind.target())
                .stream()
                .filter(env -> !mounted.contains(env.path()))
                .toList();
        if (lacked.isEmpty()) {
            return List.of();
        }
        Files bundle = files.code(bind, lacked, "env");
        return bundle.entries().stream()
                .map(file ->
                        Mount.ofFiles(bundle.name(), ContainerPaths.absolute(bind.target(), file.path()), file.path()))
                .toList();
    }

    private Mount copied(Bind bind, SourceTree tree) {
        boolean lacksPackages = !tree.leftOut(true).isEmpty() && !installs(bind.mounter()) && !isPackagesMounted(bind);
        files.reportPassed(bind, tree.notRead(), lacksPackages ? tree.leftOut(false) : tree.leftOut());
        Mount mount = mounts.copy(bind, tree.files().orElseThrow());
        if (!bind.readOnly()) {
            List<String> databases = tree.databases();
            bind.volume()
                    .note(
                            Code.BIND_COPIED,
                            "the source code is copied to " + bind.target() + " in each pod; what is written there"
                                    + (databases.isEmpty() ? "" : ", as to " + first(databases) + ",")
                                    + " " + fate(bind, folders),
                            "convert again when it changes; use a named volume for data" + shared(bind, folders));
        }
        if (lacksPackages) {
            String packages = bind.target() + "/" + tree.leftOut(true).get(0);
            bind.volume()
                    .noteApproximated(
                            "packages that are installed on this machine are not copied to " + bind.target(),
                            bind.mounter().context().isPresent()
                                    ? "add the volume '" + packages + "', which keeps those of the image"
                                    : "install them in the command, as in 'sh -c \"npm ci && npm start\"', or in an image");
        }
        return mount;
    }

    private static boolean isPackagesMounted(Bind bind) {
        return bind.mounter().service().get("volumes").items().stream()
                .anyMatch(volume -> SourceTree.isOfPackages(volume.get("target").peek()));
    }

    private static boolean installs(Bind.Mounter mounter) {
        return Stream.of("command", "entrypoint")
                .flatMap(key -> mounter.service().get(key).items().stream())
                .anyMatch(word -> INSTALLS.matcher(word.peek()).find());
    }

    private Optional<Mount> lost(Bind bind) {
        bind.volume()
                .note(
                        Code.BIND_TOO_LARGE,
                        "the source code in '" + bundles.shown(bind.path())
                                + "' is too large for the manifests (1 MiB, 1,000 files); " + bind.target()
                                + " lacks it",
                        CopyIntoImage.remedy(bind, bundles));
        return Optional.empty();
    }

    /** Returns what becomes of what a service writes to a copy of its own. */
    static String fate(Bind bind, DataFolders folders) {
        return "is lost with the pod" + (isShared(bind, folders) ? ", and other services do not see it" : "");
    }

    /** Returns what to add to the advice to mount a named volume. */
    static String shared(Bind bind, DataFolders folders) {
        return isShared(bind, folders) ? ", in each service that uses it" : "";
    }

    private static boolean isShared(Bind bind, DataFolders folders) {
        return folders.isShared(bind.path(), bind.mounter().service().segment());
    }

    static String first(List<String> names) {
        return names.size() <= 3
                ? String.join(", ", names)
                : String.join(", ", names.subList(0, 3)) + " and " + (names.size() - 3) + " more";
    }
}
