package dev.sild.compose.translate.storage;

import dev.sild.compose.BindFiles.BindFile;
import dev.sild.compose.translate.code.BuildContext;
import dev.sild.compose.translate.code.CodeCopies;
import dev.sild.compose.translate.code.CodeNames;
import dev.sild.compose.translate.code.LackedFiles;
import dev.sild.compose.translate.code.SourceTree;
import dev.sild.compose.translate.files.FileBundles;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.images.ContainerPaths;
import dev.sild.images.ImageFacts;
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

/**
 * Source trees that are mounted so that developers can change them while the container runs. An image that has the code
 * needs no mount; for another one the code is copied into each pod.
 */
final class BoundCode {
    private static final List<String> SETTINGS = List.of("/etc/", "/usr/local/etc/", "/docker-entrypoint");

    private final Storage storage;
    private final FileBundles bundles;
    private final BoundFiles files;
    private final CodeMounts mounts;
    private final InstalledPackages packages;
    private final BuiltPages pages;
    private final Map<Path, Optional<SourceTree>> trees = new HashMap<>();
    /** By tree, image and place: a thousand services may mount one tree. */
    private final Map<List<Object>, Compared> compared = new HashMap<>();

    private final BindClaims claims;
    private final DataFolders folders;
    private final TreeWrites writes;
    private final FilledClaims filled;
    private final Map<Attribute, LeftToImage> leftToImage = new HashMap<>();
    private final Map<Attribute, List<Written>> keptInCopies = new HashMap<>();

    /** What an image does not have of a tree, and which of it was kept out on purpose. */
    private record Compared(LackedFiles lacked, Set<String> keptOut) {}

    /** What becomes of a source tree: it may be that nothing is mounted. */
    record Placed(Optional<Mount> mount) {}

    /**
     * A folder that a program writes to below a source tree that is not mounted.
     *
     * @param bind the folder, and where it is in the container
     * @param claim makes and reports the mount that keeps it
     * @param copy where the tree is mounted as a copy; empty if it is not
     */
    record Written(Bind bind, Supplier<Mount> claim, String copy) {}

    /** What a mount that is left out leaves: the folders that are written to, and what the image lacks of the tree. */
    record LeftToImage(List<Written> written, List<Mount> lacked) {}

    BoundCode(
            Storage storage,
            FileBundles bundles,
            BoundFiles files,
            CodeCopies copies,
            BindClaims claims,
            DataFolders folders,
            FilledClaims filled) {
        this.storage = storage;
        this.bundles = bundles;
        this.files = files;
        mounts = new CodeMounts(storage, bundles, files, copies);
        packages = new InstalledPackages(copies.packages(), bundles, storage);
        pages = new BuiltPages(storage, bundles, files, claims, filled, folders);
        this.claims = claims;
        this.folders = folders;
        this.filled = filled;
        writes = new TreeWrites(bundles, folders);
    }

    /** Returns the folders in which one service builds what another serves. */
    BuiltPages pages() {
        return pages;
    }

    /** Looks at the source trees that a service mounts, before any mount is read. */
    void lookAt(Bind.Mounter mounter) {
        for (Attribute volume : mounter.service().get("volumes").items()) {
            if (volume.get("type").peek().equals("bind")
                    && !volume.get("read_only").peek().equals("true")) {
                String target =
                        ContainerPaths.absolute("/", volume.get("target").peek());
                Bind bind = new Bind(
                        volume, mounter, bundles.place(volume.get("source").peek()), target, false);
                Optional<SourceTree> tree = tree(bind);
                if (tree.filter(code -> isInImage(bind, code)).isPresent()) {
                    filled.leaveToImage(bind.path());
                    writes.lookAt(bind, tree.get(), mountedIn(bind));
                } else {
                    filled.lookAt(bind, tree);
                }
            }
        }
    }

    /**
     * Returns what becomes of a mounted source tree; empty if it is not a source tree, or is mounted as any other
     * folder.
     *
     * @param onNode whether what is too large becomes a path of the node
     */
    Optional<Placed> place(Bind bind, boolean onNode) {
        Optional<Mount> page = onNode ? Optional.empty() : pages.place(bind);
        if (page.isPresent()) {
            return Optional.of(new Placed(page));
        }
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
        return Optional.of(new Placed(fits ? Optional.of(copied(bind, tree.get())) : lost(bind, tree.get())));
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

    /** Returns the folders that other services write to in a tree that is copied. */
    List<Written> keptInCopy(Attribute volume) {
        return keptInCopies.getOrDefault(volume, List.of());
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
                                + (bind.readOnly() ? "" : "; what is written there " + OwnCopies.fate(bind, folders)),
                        "rebuild the image when the code changes"
                                + (bind.readOnly()
                                        ? ""
                                        : "; mount a named volume for data" + OwnCopies.shared(bind, folders)));
        Set<String> mounted = mountedIn(bind);
        Compared compared = compared(bind, tree);
        List<Mount> shown = new ArrayList<>(EnvMounts.of(bind, tree, mounted, files));
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
                .map(kept -> new Written(kept, () -> claims.ofTree(kept), ""))
                .toList();
    }

    private Mount copied(Bind bind, SourceTree tree) {
        boolean lacksPackages = InstalledPackages.areLacked(bind, tree);
        files.reportPassed(bind, tree.notRead(), lacksPackages ? tree.leftOut(false) : tree.leftOut());
        List<BindFile> content = tree.files().orElseThrow();
        Mount mount = filled.isOne(bind) ? filled.mount(bind, content) : mounts.copy(bind, content);
        // Nothing makes a folder to mount at in a copy that is read-only.
        keptInCopies.put(
                bind.volume(),
                folders.keptIn(bind.path()).stream()
                        .filter(folder -> !bind.readOnly()
                                || tree.paths().stream().anyMatch(file -> file.startsWith(folder + "/")))
                        .map(bind::below)
                        .map(kept -> new Written(kept, () -> claims.ofOthers(kept), bind.target()))
                        .toList());
        if (!bind.readOnly() && !filled.isOne(bind)) {
            List<String> databases = tree.databases();
            bind.volume()
                    .note(
                            Code.BIND_COPIED,
                            "the source code is copied to " + bind.target() + " in each pod; what is written there"
                                    + (databases.isEmpty() ? "" : ", as to " + first(databases) + ",")
                                    + " " + OwnCopies.fate(bind, folders),
                            "convert again when it changes; use a named volume for data"
                                    + OwnCopies.shared(bind, folders));
        }
        packages.bring(bind, tree, mount);
        return mount;
    }

    private Optional<Mount> lost(Bind bind, SourceTree tree) {
        bind.volume()
                .note(
                        Code.BIND_TOO_LARGE,
                        "the source code in '" + bundles.shown(bind.path())
                                + "' is too large for the manifests (1 MiB, 1,000 files); " + bind.target()
                                + " lacks it",
                        CopyIntoImage.remedy(bind, bundles, writes.owner(bind, tree)));
        return Optional.empty();
    }

    static String first(List<String> names) {
        return names.size() <= 3
                ? String.join(", ", names)
                : String.join(", ", names.subList(0, 3)) + " and " + (names.size() - 3) + " more";
    }
}
