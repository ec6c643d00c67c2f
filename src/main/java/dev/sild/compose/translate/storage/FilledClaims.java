package dev.sild.compose.translate.storage;

import dev.sild.compose.BindFiles;
import dev.sild.compose.BindFiles.BindFile;
import dev.sild.compose.translate.claims.DatabaseFolders;
import dev.sild.compose.translate.code.ClaimFills;
import dev.sild.compose.translate.code.DatabaseFiles;
import dev.sild.compose.translate.code.SourceTree;
import dev.sild.compose.translate.files.FileBundles;
import dev.sild.compose.translate.files.FileSecrets;
import dev.sild.compose.translate.image.ServerUser;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.compose.translate.source.TranslateOptions;
import dev.sild.images.ContainerPaths;
import dev.sild.images.ImageFacts;
import dev.sild.images.KnownFolders;
import dev.sild.images.KnownImages;
import dev.sild.model.Container;
import dev.sild.model.Files;
import dev.sild.model.Mount;
import dev.sild.report.Code;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Folders of the project that hold files of the program and what it writes while it runs, such as the uploads and
 * plugins of a site: one claim holds both.
 */
final class FilledClaims {
    private final Storage storage;
    private final FileBundles bundles;
    private final DataFolders folders;
    private final BindClaims claims;
    private final LastingBinds lasting;
    private final CodeMounts mounts;
    private final UploadFolders uploads;
    private final TreeDatabases databases;
    private final WrittenData data;
    private final ClaimFills fills = new ClaimFills();
    /** Whether a component does more with such claims than to read them. */
    private final Map<String, Boolean> needed = new HashMap<>();

    private final List<Bind> candidates = new ArrayList<>();
    /** Mounts of folders that are only read: where another service writes there, the claim is filled for both. */
    private final List<Bind> readers = new ArrayList<>();
    /** Those of the candidates that have a database beside their code. */
    private final Set<Attribute> withDatabase = new HashSet<>();
    /** Paths that services of several pods mount, which cannot share a database in a file. */
    private final Set<Path> ofSeveral = new HashSet<>();

    private final Set<Path> inImages = new HashSet<>();
    private final Set<Attribute> filled = new HashSet<>();
    private final Set<Path> paths = new HashSet<>();

    FilledClaims(
            Storage storage,
            FileBundles bundles,
            DataFolders folders,
            BindClaims claims,
            LastingBinds lasting,
            CodeMounts mounts,
            TreeDatabases databases,
            WrittenBinds written) {
        this.storage = storage;
        this.bundles = bundles;
        this.folders = folders;
        this.claims = claims;
        this.lasting = lasting;
        this.mounts = mounts;
        this.databases = databases;
        data = new WrittenData(bundles, written);
        uploads = new UploadFolders(bundles, folders.ignored());
    }

    /**
     * Looks at a mount before any is read: others may mount the same folder.
     *
     * @param tree what is mounted, if it is a source tree
     * @param beside whether the program begins a database beside its code
     */
    void lookAt(Bind bind, Optional<SourceTree> tree, boolean beside) {
        if (SeveralPods.has(bind.mounter().service())) {
            ofSeveral.add(bind.path());
        }
        if (beside
                && mayBeOne(bind)
                && tree.flatMap(SourceTree::files)
                        .filter(all -> fits(bind, all))
                        .isPresent()) {
            candidates.add(bind);
            withDatabase.add(bind.volume());
        } else if (mayBeOne(bind)
                && (isShared(bind)
                        || lasting.isOfProject(bind)
                        || tree.isEmpty() && data.isOne(bind)
                        || isOfPublic(bind) && uploads.areIn(bind, tree))
                && fits(bind, tree)) {
            candidates.add(bind);
        }
    }

    /** Looks at a mount that is only read. */
    void lookAtReader(Bind bind) {
        if (storage.ownFileSystems()) {
            readers.add(bind);
        }
    }

    /** Notes a folder that an image has: a claim would hide that. */
    void leaveToImage(Path folder) {
        inImages.add(folder);
    }

    /** Makes the folders claims; all mounts must have been looked at. */
    void decide() {
        for (Bind candidate : candidates) {
            Path path = candidate.path();
            if (withDatabase.contains(candidate.volume()) && ofSeveral.contains(path)) {
                continue;
            }
            if (inImages.stream().noneMatch(image -> image.startsWith(path) || path.startsWith(image))) {
                filled.add(candidate.volume());
                paths.add(path);
                folders.keep(path);
            }
        }
        candidates.clear();
        readers.stream().filter(reader -> paths.contains(reader.path())).forEach(reader -> filled.add(reader.volume()));
    }

    /** Whether a mount becomes such a claim; all mounts must have been looked at. */
    boolean isOne(Bind bind) {
        decide();
        return filled.contains(bind.volume());
    }

    /**
     * Whether a folder in such a claim has files that its own service reads when it starts, or works on: the claim may
     * have them only later, and a service that mounts another part of the project seldom shares what it writes.
     */
    boolean areOwnFiles(Bind bind) {
        return (!bind.readOnly() || bind.isOfSettings())
                && !folders.hasNothing(bind.path())
                && folders.innermostKept(bind.path()).filter(paths::contains).isPresent();
    }

    /** Returns the mount of the claim, into which those files are copied, and in which the folders are made. */
    Mount mount(Bind bind, List<BindFile> all, List<String> empty) {
        Mount mount = claims.ofFilled(bind);
        List<BindFile> own = withDatabase.contains(bind.volume())
                ? all.stream().filter(file -> !DatabaseFiles.isOne(file)).toList()
                : all;
        if (own.size() < all.size()) {
            reportLeft(
                    bind,
                    all.stream()
                            .filter(DatabaseFiles::isOne)
                            .map(BindFile::path)
                            .toList());
        }
        List<BindFile> files = ListedFiles.of(bind, own);
        List<String> keys = files.stream()
                .filter(FileSecrets::isKeyOfOwner)
                .map(BindFile::path)
                .toList();
        List<String> names =
                mounts.bundles(bind, files).stream().map(Files::name).toList();
        needed.merge(bind.component(), !bind.readOnly(), Boolean::logicalOr);
        fills.add(bind.component(), mount, names, keys, empty);
        return mount;
    }

    /**
     * Returns the mount of a claim in a copy of source code, open to the user of a server, with files of the project.
     *
     * @param tree the source code, and {@code all} its files: the copy has none of those in the folder
     * @param folder the path in the tree
     */
    Mount below(Bind bind, Path tree, List<BindFile> all, String folder) {
        // What people have left there, and databases, are this installation's.
        boolean ignored = folders.ignored().isOne(tree, folder);
        List<BindFile> copied = new ArrayList<>();
        List<String> left = new ArrayList<>();
        for (BindFile file : inside(all, folder)) {
            if (ignored || DatabaseFiles.isOne(file)) {
                left.add(file.path());
            } else {
                copied.add(file);
            }
        }
        if (!copied.isEmpty()) {
            if (!left.isEmpty()) {
                reportLeft(bind, left);
            }
            return mount(bind, copied, List.of());
        }
        boolean shared = folders.isShared(bind.path(), bind.mounter().service().segment());
        Mount mount =
                !left.isEmpty() ? claims.ofData(bind) : shared ? claims.ofOthers(bind) : claims.ofProject(bind, "");
        return opened(bind, mount);
    }

    private static void reportLeft(Bind bind, List<String> left) {
        bind.volume()
                .note(
                        Code.CLAIM_TO_FILL,
                        "the claim at " + bind.target() + " starts without " + BoundCode.first(left),
                        "see docs/convert.md#fill-a-claim");
    }

    /** Opens a claim for a server that starts as root, and answers as another user. */
    Mount opened(Bind bind, Mount mount) {
        boolean drops = bind.image().filter(ImageFacts::startsAsRoot).isPresent()
                && ServerUser.of(bind.mounter().service(), bind.image(), bundles, true)
                        .isPresent();
        if (drops) {
            needed.put(bind.component(), true);
            fills.add(bind.component(), mount, List.of(), List.of());
        }
        return mount;
    }

    /** Returns the files of a tree that lie in none of those folders. */
    static List<BindFile> outside(List<BindFile> tree, List<String> kept) {
        return tree.stream()
                .filter(file -> kept.stream().noneMatch(folder -> file.path().startsWith(folder + "/")))
                .toList();
    }

    /** Returns the files in a folder of a tree, by their paths in it. */
    private static List<BindFile> inside(List<BindFile> all, String folder) {
        return all.stream()
                .filter(file -> file.path().startsWith(folder + "/") && !DataFolders.isPlaceholder(file.path()))
                .map(file -> new BindFile(file.path().substring(folder.length() + 1), file.mode(), file.content()))
                .toList();
    }

    /** Has a bundle copied into a claim that a component mounts. */
    void fill(String component, Mount mount, Files bundle) {
        needed.put(component, true);
        fills.add(component, mount, List.of(bundle.name()), List.of());
    }

    /** Returns the init container that copies files into the claims of a container. */
    Optional<Container> container(Container main, Optional<ImageFacts> image, TranslateOptions options) {
        // Without root it could not write where another user has the folder, and keep the pod from starting.
        boolean left = options.restricted() && !needed.getOrDefault(main.name(), true);
        return left ? Optional.empty() : fills.of(main, image, options.storage().seedImage(), options.restricted());
    }

    private boolean mayBeOne(Bind bind) {
        return storage.ownFileSystems()
                && !bind.readOnly()
                && bundles.reader().kind(bind.path()) == BindFiles.Kind.FOLDER
                && !folders.hasNothing(bind.path())
                && !KnownFolders.isOnlyRead(bind.target(), false)
                && !DatabaseFolders.areOfDatabase(bind.target(), bind.mounter().service(), bind.image());
    }

    /** Whether the image is known to write to the folder, and has nothing there that it was built with. */
    private static boolean isShared(Bind bind) {
        return bind.image()
                .filter(image -> image.sharedFolders().stream()
                        .anyMatch(folder -> ContainerPaths.contains(folder, bind.target())))
                .filter(image -> bind.mounter().context().isEmpty() || !image.mayHaveContent(bind.target()))
                .isPresent();
    }

    /** Whether the image is one that others have built, and no server that only shows files. */
    private static boolean isOfPublic(Bind bind) {
        String image = bind.mounter().program();
        return !bind.mounter().service().get("build").present()
                && !KnownImages.isStatelessProxy(image)
                && !KnownImages.isDatabase(image);
    }

    /** Whether a tree travels with the manifests, without the databases that git ignores. */
    private boolean fits(Bind bind, List<BindFile> tree) {
        return bundles.fits(tree)
                && tree.stream()
                        .filter(DatabaseFiles::isOne)
                        .allMatch(file -> databases.isIgnored(bind.path().resolve(file.path())));
    }

    /** A database is left by a program that ran here: each installation begins its own. */
    private boolean fits(Bind bind, Optional<SourceTree> tree) {
        Optional<List<BindFile>> files = tree.isPresent()
                ? tree.get().files()
                : bundles.reader().read(bind.path(), FileBundles.MAX_BYTES).map(BindFiles.Contents::files);
        return files.filter(all -> all.stream().noneMatch(DatabaseFiles::isOne))
                .filter(bundles::fits)
                .isPresent();
    }
}
