package dev.sild.compose.translate.storage;

import dev.sild.compose.BindFiles;
import dev.sild.compose.BindFiles.BindFile;
import dev.sild.compose.ComposeProject;
import dev.sild.compose.translate.code.BuildContext;
import dev.sild.compose.translate.code.CodeCopies;
import dev.sild.compose.translate.files.FileBundles;
import dev.sild.compose.translate.image.ServiceImage;
import dev.sild.compose.translate.kompose.KomposeLabels;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.compose.translate.source.Ledger;
import dev.sild.compose.translate.source.StorageOptions.BindKind;
import dev.sild.compose.translate.source.TranslateOptions;
import dev.sild.images.ImageFacts;
import dev.sild.model.Container;
import dev.sild.model.Files;
import dev.sild.model.Mount;
import dev.sild.model.Text;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Files and folders of the machine that are mounted: those of the project travel as file bundles, folders of data
 * become claims, paths of the machine paths of the node.
 */
public final class Binds {
    private final Storage storage;
    private final FileBundles bundles;
    private final CodeCopies copies = new CodeCopies();
    private final BindKind kinds;
    private final boolean played;
    private final DataFolders folders;
    private final NestedBinds nested;
    private final BindClaims claims;
    private final BoundFiles files;
    private final AbsentBinds absent;
    private final NeededFiles needed;
    private final BoundCode code;
    private final ImageFolders imageFolders;
    private final HostPaths hostPaths;
    private final LastingBinds lasting;
    private final WrittenBinds written;
    private final FileCopies copied;
    private final FilledClaims filled;
    private final CommandData data;
    private final EngineSocket sockets;
    private final ImageWrites writes;
    private final Map<List<String>, Optional<BuildContext>> contexts = new HashMap<>();

    /**
     * Makes the translation of bind mounts.
     *
     * @param kinds what becomes of what cannot travel with the manifests
     * @param played whether Sild plays the pods on this machine, where paths are what they are
     * @param folders the folders that services write their data to
     * @param ledger receives what is wrong in files
     */
    public Binds(
            Storage storage, FileBundles bundles, BindKind kinds, boolean played, DataFolders folders, Ledger ledger) {
        this.storage = storage;
        this.bundles = bundles;
        this.kinds = kinds;
        this.played = played;
        this.folders = folders;
        claims = new BindClaims(storage, bundles, folders);
        hostPaths = new HostPaths(storage, bundles, folders, kinds, played);
        lasting = new LastingBinds(bundles, folders, claims, storage.ownFileSystems());
        sockets = new EngineSocket(bundles);
        writes = new ImageWrites(bundles);
        data = new CommandData(bundles, claims, folders);
        nested = new NestedBinds(bundles.folder(), storage);
        files = new BoundFiles(bundles);
        needed = new NeededFiles(bundles, files, storage, ledger);
        written = new WrittenBinds(bundles, folders);
        TreeDatabases databases = new TreeDatabases(bundles, folders);
        CodeMounts mounts = new CodeMounts(storage, bundles, files, copies);
        filled = new FilledClaims(storage, bundles, folders, claims, lasting, mounts, databases, written);
        code = new BoundCode(storage, bundles, files, copies, claims, folders, filled, databases);
        copied = new FileCopies(storage, files, copies, written, folders);
        imageFolders = new ImageFolders(bundles, folders, claims, code, written);
        absent = new AbsentBinds(storage, bundles, folders, claims, files, copied);
    }

    /**
     * Looks at what a service mounts, before any mount is read.
     *
     * @param process the words of its process
     */
    public void lookAt(Attribute service, ServiceImage from, List<String> process) {
        Optional<ImageFacts> image = from.facts();
        sockets.lookAt(service, from, process);
        if (!played) {
            lasting.lookAt(service, image);
        }
        if (storage.ownFileSystems()) {
            written.add(service, image, context(service), process);
            data.lookAt(service, image);
            code.pages().add(service, from, process);
        }
        if (!played && KomposeLabels.of(service).volumes().kind() == KomposeLabels.VolumeKind.AS_WRITTEN) {
            code.lookAt(
                    Bind.Mounter.of(
                            service,
                            service.segment(),
                            service.get("image").peek(),
                            from,
                            context(from.madeBy(service)),
                            storage,
                            false),
                    from,
                    process);
        }
    }

    /** Returns what finds files that configurations name and mounts lack. */
    public NeededFiles needed() {
        return needed;
    }

    /** Returns the path of a file that travels with the application as the user knows it. */
    public String shown(Files bundle, Files.Entry entry) {
        return files.shown(bundle, entry);
    }

    /** Returns the init containers that copy source trees and files for a container, and then install packages. */
    public List<Container> copiers(Container main, Optional<ImageFacts> image, TranslateOptions options) {
        List<Container> all = new ArrayList<>(code.built().copiers(main, image));
        copies.of(main, image, options.storage().seedImage()).ifPresent(all::add);
        filled.container(main, image, options).ifPresent(all::add);
        all.addAll(copies.packages().of(main));
        return all;
    }

    /** Returns what becomes of source trees that are mounted. */
    BoundCode code() {
        return code;
    }

    /** Returns what becomes of folders of data below mounts of files. */
    CommandData data() {
        return data;
    }

    /** Returns the mount of the claim of a folder in a source tree, or in a folder of files. */
    Mount keep(BoundCode.Written folder) {
        Mount mount = folder.claim().get();
        nested.add(folder.bind(), mount);
        return mount;
    }

    /** Returns what the image of a service is built from. */
    public Optional<BuildContext> context(Attribute service) {
        Attribute build = service.get("build");
        return contexts.computeIfAbsent(
                List.of(build.get("context").peek(), build.get("dockerfile").peek()),
                key -> BuildContext.of(service, bundles.reader()));
    }

    /** Returns the paths in the image of a service that its program is known to write to. */
    public ImageData writesOf(Attribute service, ServiceImage from) {
        return writes.of(service, from, context(from.madeBy(service)), folders.ignored(), written::isMountedNowhere);
    }

    /** Returns what takes the place of a bind mount; nothing, with a finding, where nothing can or need be. */
    Optional<Mount> read(Attribute volume, String target, Bind.Mounter mounter) {
        code.decide();
        Text from = volume.get("source").text();
        Path path = bundles.place(from.value());
        Bind bind =
                new Bind(volume, mounter, path, target, volume.get("read_only").bool());
        Optional<Mount> mount = place(bind, from);
        needed.add(bind);
        mount.ifPresent(placed -> nested.add(bind, placed));
        return mount;
    }

    /** Reports what services that mount folders within each other no longer see of each other. */
    public void finish() {
        nested.report();
    }

    private Optional<Mount> place(Bind bind, Text from) {
        Path path = bind.path();
        boolean creates = bind.creates();
        bind.volume().get("bind").get("propagation").done();
        BindFiles.Kind kind = bundles.reader().kind(path);
        if ((bind.mounter().hostPaths() || played && HostFolders.staysInPlace(bind, kind)) && !bind.isSocket()) {
            return Optional.of(hostPaths.mount(
                    bind, creates && (kind == BindFiles.Kind.MISSING || HostFolders.isMadeFor(bind, kind))));
        }
        if (bind.isMask() && storage.ownFileSystems()) {
            return Optional.of(files.ofMask(bind));
        }
        if (DotNetFiles.report(bind, kind)) {
            return Optional.empty();
        }
        if (bind.unset().isPresent()) {
            return absent.ofUnset(bind, bind.unset().get());
        }
        if (kinds == BindKind.HOSTPATH && kind != BindFiles.Kind.FILE && kind != BindFiles.Kind.FOLDER) {
            return Optional.of(hostPaths.mount(bind, HostFolders.isMadeFor(bind, kind)));
        }
        if (bind.isSocket()) {
            return sockets.report(bind);
        }
        if (kind == BindFiles.Kind.OUTSIDE && bind.isInHome()) {
            return Optional.of(absent.ofHome(bind));
        }
        if (kinds != BindKind.HOSTPATH && storage.ownFileSystems() && HostFolders.isTimeZone(bind)) {
            HostFolders.reportTimeZone(bind);
            return Optional.empty();
        }
        boolean relative = path.startsWith(bundles.folder()) || Bind.startsAt(from, ComposeProject.FOLDER);
        if (kind == BindFiles.Kind.OUTSIDE && !relative) {
            return Optional.of(
                    kinds == BindKind.CLAIM && HostFolders.mayBeClaim(bind)
                            ? claims.ofHost(bind)
                            : hostPaths.mount(bind, HostFolders.isMadeFor(bind, kind)));
        }
        if (!filled.isOne(bind) && lasting.isOne(bind)) {
            return Optional.of(kinds == BindKind.HOSTPATH ? hostPaths.mount(bind, false) : lasting.mount(bind));
        }
        boolean folder = kind != BindFiles.Kind.FILE && !bind.looksLikeFile();
        if (folder && !filled.isOne(bind) && claims.isKept(bind) && !filled.areOwnFiles(bind)) {
            return Optional.of(claims.ofOthers(bind));
        }
        Optional<BoundCode.Placed> placed =
                code.place(bind, kinds == BindKind.HOSTPATH).or(() -> imageFolders.place(bind, kind));
        if (placed.isPresent()) {
            return placed.get().mount();
        }
        return switch (kind) {
            case FILE -> file(bind);
            case FOLDER -> folder(bind);
            default -> Optional.of(absent.of(bind, kind == BindFiles.Kind.OUTSIDE));
        };
    }

    /** Whether what is mounted is a file of the project. */
    boolean isFile(Attribute volume) {
        return bundles.reader().kind(bundles.place(volume.get("source").peek())) == BindFiles.Kind.FILE;
    }

    private Optional<Mount> file(Bind bind) {
        Optional<List<BindFile>> read = files.contents(bind);
        if (read.isPresent() && read.get().isEmpty()) {
            return Optional.empty();
        }
        if (read.isEmpty() || !bundles.fits(read.get())) {
            if (kinds == BindKind.HOSTPATH) {
                return Optional.of(hostPaths.mount(bind, false));
            }
            CopyIntoImage.reportFile(bind, bundles, folders, written.isDataFile(bind));
            return Optional.empty();
        }
        return copied.ofFile(bind, read.get()).or(() -> {
            Files bundle = files.bundle(bind, read.get(), true);
            return Optional.of(Mount.ofFiles(
                    bundle.name(), bind.target(), bundle.entries().get(0).path()));
        });
    }

    private Optional<Mount> folder(Bind bind) {
        Optional<List<BindFile>> read = files.contents(bind).map(all -> data.without(bind, all));
        if (filled.isOne(bind)) {
            return read.map(content -> filled.mount(bind, content, List.of()));
        }
        boolean empty = read.isPresent() && DataFolders.isEmpty(read.get());
        if (!bind.readOnly() && (empty || bind.onDataFolder())) {
            if (!empty) {
                return Optional.of(claims.ofData(bind));
            }
            boolean bare = read.get().stream().noneMatch(file -> file.path().contains("/"));
            return Optional.of(bare ? claims.ofEmpty(bind) : claims.ofEmptyFolders(bind));
        }
        if (read.isPresent() && bundles.fits(read.get()) && !empty) {
            return copied.ofFolder(bind, read.get())
                    .or(() -> Optional.of(
                            Mount.ofFiles(files.bundle(bind, read.get(), false).name(), bind.target(), "")));
        }
        if (empty) {
            return Optional.of(folders.isWritten(bind.path()) ? claims.ofOthers(bind) : absent.ofUnwritten(bind));
        }
        if (kinds == BindKind.HOSTPATH) {
            return Optional.of(hostPaths.mount(bind, false));
        }
        if (bind.isCopiedIntoImage()) {
            CopyIntoImage.reportFolder(bind);
            return Optional.empty();
        }
        return Optional.of(claims.ofLarge(bind));
    }
}
