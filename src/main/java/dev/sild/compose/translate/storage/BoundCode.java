package dev.sild.compose.translate.storage;

import dev.sild.compose.BindFiles.BindFile;
import dev.sild.compose.translate.code.CodeCopies;
import dev.sild.compose.translate.code.CodeNames;
import dev.sild.compose.translate.code.DataNames;
import dev.sild.compose.translate.code.SourceTree;
import dev.sild.compose.translate.files.FileBundles;
import dev.sild.compose.translate.image.ServiceImage;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.images.ContainerPaths;
import dev.sild.model.Mount;
import dev.sild.report.Code;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Source trees that are mounted so that developers can change them while the container runs. An image that has the code
 * needs no mount; for another one the code is copied into each pod.
 */
final class BoundCode {
    private final Storage storage;
    private final FileBundles bundles;
    private final BoundFiles files;
    private final CodeMounts mounts;
    private final InstalledPackages packages;
    private final BuiltPages pages;
    private final Map<Path, Optional<SourceTree>> trees = new HashMap<>();
    private final BindClaims claims;
    private final DataFolders folders;
    private final TreeWrites writes;
    private final TreeDatabases databases;
    private final FilledClaims filled;
    private final TreesInImages inImages;
    private final EnvMounts envs;
    private final SharedFolders shared;
    private final BuiltAssets built;
    private final Map<Attribute, List<Written>> keptInCopies = new HashMap<>();

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

    BoundCode(
            Storage storage,
            FileBundles bundles,
            BoundFiles files,
            CodeCopies copies,
            BindClaims claims,
            DataFolders folders,
            FilledClaims filled,
            TreeDatabases databases) {
        this.storage = storage;
        this.bundles = bundles;
        this.files = files;
        mounts = new CodeMounts(storage, bundles, files, copies);
        packages = new InstalledPackages(copies.packages(), bundles, folders, storage);
        pages = new BuiltPages(storage, bundles, files, claims, filled, folders);
        this.claims = claims;
        this.folders = folders;
        this.filled = filled;
        this.databases = databases;
        writes = new TreeWrites(bundles, folders, databases);
        shared = new SharedFolders(bundles, folders, filled::isOne);
        built = new BuiltAssets(storage, bundles, folders);
        envs = new EnvMounts(storage, bundles, files, copies);
        inImages = new TreesInImages(bundles, envs, mounts, claims, filled, folders, writes);
    }

    /** Returns the source trees that images have. */
    TreesInImages inImages() {
        return inImages;
    }

    /** Returns the folders in which one service builds what another serves. */
    BuiltPages pages() {
        return pages;
    }

    /**
     * Makes folders claims, once all mounts have been looked at: first whole mounts, and then folders in those that are
     * none, since a claim in another claim would hide what is in that. Folders in trees that images have are claims
     * since {@link #lookAt}; no whole mount around them becomes one.
     */
    void decide() {
        filled.decide();
        shared.decide();
    }

    /**
     * Looks at the source trees that a service mounts, before any mount is read.
     *
     * @param process the words of its process
     */
    void lookAt(Bind.Mounter mounter, ServiceImage from, List<String> process) {
        envs.lookAt(mounter.service(), process);
        MountingProgram program = MountingProgram.of(mounter, from, process, bundles);
        built.lookAt(mounter, from, program);
        for (Attribute volume : mounter.service().get("volumes").items()) {
            if (!volume.get("type").peek().equals("bind")) {
                continue;
            }
            boolean readOnly = volume.get("read_only").peek().equals("true");
            Bind bind = new Bind(
                    volume,
                    mounter,
                    bundles.place(volume.get("source").peek()),
                    ContainerPaths.absolute("/", volume.get("target").peek()),
                    readOnly);
            built.lookAt(bind, program);
            Optional<SourceTree> tree = readOnly ? Optional.empty() : tree(bind);
            if (tree.isPresent() && UnreadSources.areInDatabase(bind, bundles)) {
                continue;
            }
            boolean inImage = tree.filter(code -> isInImage(bind, code)).isPresent();
            boolean copied = !inImage
                    && storage.ownFileSystems()
                    && tree.flatMap(SourceTree::files).filter(bundles::fits).isPresent();
            Set<String> begun = copied && program.writes() ? databases.begun(bind, tree.get()) : Set.of();
            shared.add(bind, tree.stream(), program, copied, begun);
            if (inImage) {
                filled.leaveToImage(bind.path());
                writes.lookAt(bind, tree.get(), TreesInImages.mountedIn(bind));
            } else if (readOnly) {
                filled.lookAtReader(bind);
            } else {
                filled.lookAt(bind, tree, begun.stream().anyMatch(file -> file.indexOf('/') < 0));
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
            inImages.leaveOut(bind, tree.get());
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
                && DataNames.isFolder(
                        bind.path(), bundles.reader().paths(bind.path()).files());
    }

    /** Whether a folder without code may be one that a program writes to: it is not what browsers are shown. */
    boolean mayBeData(Bind bind) {
        return !bind.isOfPackages()
                && bundles.reader().paths(bind.path()).files().stream().noneMatch(CodeNames::isShown);
    }

    private Optional<SourceTree> tree(Bind bind) {
        // Scripts among the settings of a program are not a program of the project.
        return bind.isOfSettings() || !bind.readOnly() && bind.onDataFolder()
                ? Optional.empty()
                : trees.computeIfAbsent(
                        bind.path(), path -> SourceTree.at(path, bundles.reader(), FileBundles.MAX_BYTES));
    }

    /** Returns folders below a mount: other services write to them in a copied tree, or they come from an image. */
    List<Written> keptIn(Attribute volume) {
        return Stream.concat(keptInCopies.getOrDefault(volume, List.of()).stream(), built.of(volume).stream())
                .toList();
    }

    /** Returns the folders that come from images of other services. */
    BuiltAssets built() {
        return built;
    }

    private static boolean isInImage(Bind bind, SourceTree tree) {
        return bind.mounter()
                .context()
                .flatMap(context -> bind.image().map(image -> tree.isIn(image, context, bind.target())))
                .orElse(false);
    }

    private Mount copied(Bind bind, SourceTree tree) {
        boolean lacksPackages = InstalledPackages.areLacked(bind, tree);
        boolean isClaim = filled.isOne(bind);
        Map<String, String> links = isClaim ? Map.of() : ContainerLinks.of(bind, tree.links());
        List<String> passed = isClaim
                ? ContainerLinks.reportLost(bind, tree.notRead(), tree.links())
                : tree.notRead().stream()
                        .filter(path -> !links.containsKey(path))
                        .toList();
        List<BindFile> content = files.contents(bind, tree, passed, lacksPackages);
        List<String> kept = folders.keptIn(bind.path());
        List<String> own = isClaim
                ? List.of()
                : kept.stream()
                        .filter(name -> shared.isFilledBy(bind, bind.path().resolve(name)))
                        .toList();
        Mount mount = isClaim
                ? filled.mount(bind, content, DataFolders.emptyIn(tree))
                : mounts.copy(bind, FilledClaims.outside(content, own), links, DataFolders.emptyIn(tree));
        List<Written> written = kept.stream()
                .map(name -> {
                    Bind folder = bind.below(name);
                    return new Written(
                            folder,
                            () -> own.contains(name)
                                    ? filled.below(folder, bind.path(), content, name)
                                    : ofWriters(folder),
                            bind.target());
                })
                .toList();
        keptInCopies.put(bind.volume(), written);
        if (!bind.readOnly() && !isClaim) {
            Set<String> lost = new TreeSet<>(tree.databases());
            lost.addAll(databases.of(bind, tree).named());
            lost.removeIf(file -> kept.stream().anyMatch(folder -> file.startsWith(folder + "/")));
            bind.volume()
                    .note(
                            Code.BIND_COPIED,
                            OwnCopies.called(tree) + " copied to " + bind.target()
                                    + " in each pod; what is written there"
                                    + (lost.isEmpty() ? "" : ", as to " + first(List.copyOf(lost)) + ",")
                                    + (kept.isEmpty() ? "" : ", except to " + first(kept) + ",")
                                    + " " + OwnCopies.fate(bind, folders),
                            OwnCopies.again(tree) + "; use a named volume for data" + OwnCopies.shared(bind, folders));
        }
        packages.bring(bind, tree, mount);
        return mount;
    }

    /** The copy of a tree has the files of such a folder as well, but the claim hides them. */
    private Mount ofWriters(Bind folder) {
        return shared.isToFill(folder.path()) ? claims.ofData(folder) : claims.ofOthers(folder);
    }

    private Optional<Mount> lost(Bind bind, SourceTree tree) {
        if (UnreadSources.areOfHost(bind)) {
            UnreadSources.reportOfHost(bind);
            return Optional.empty();
        }
        // A copy that nobody reads does no harm, so this is only for trees of which there is none.
        if (UnreadSources.areInDatabase(bind, bundles)) {
            UnreadSources.reportInDatabase(bind);
            return Optional.empty();
        }
        bind.volume()
                .note(
                        Code.BIND_TOO_LARGE,
                        "the source code in '" + bundles.shown(bind.path())
                                + "' is too large for the manifests (" + bundles.limit(bind.path()) + "); "
                                + bind.target()
                                + " lacks it",
                        CopyIntoImage.remedy(bind, bundles, folders, writes.owner(bind, tree), List.of()));
        return Optional.empty();
    }

    static String first(List<String> names) {
        return names.size() <= 3
                ? String.join(", ", names)
                : String.join(", ", names.subList(0, 3)) + " and " + (names.size() - 3) + " more";
    }
}
