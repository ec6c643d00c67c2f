package dev.sild.compose.translate.storage;

import dev.sild.compose.BindFiles;
import dev.sild.compose.BindFiles.BindFile;
import dev.sild.compose.ComposeProject;
import dev.sild.compose.translate.files.FileBundles;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.model.Files;
import dev.sild.model.Mount;
import dev.sild.model.Text;
import dev.sild.model.Volume;
import dev.sild.report.Code;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Files and folders of the machine that are mounted: those of the project travel as file bundles, folders of data
 * become claims, paths of the machine paths of the node.
 */
public final class Binds {
    private final Storage storage;
    private final FileBundles bundles;
    private final boolean hostPaths;
    private final boolean played;
    private final DataFolders folders;
    private final NestedBinds nested;
    private final BindClaims claims;
    private final BoundFiles files;

    /**
     * Makes the translation of bind mounts.
     *
     * @param hostPaths whether what cannot travel with the manifests becomes a path of the node
     * @param played whether Sild plays the pods on this machine, where paths are what they are
     * @param folders the folders that services write their data to
     */
    public Binds(Storage storage, FileBundles bundles, boolean hostPaths, boolean played, DataFolders folders) {
        this.storage = storage;
        this.bundles = bundles;
        this.hostPaths = hostPaths;
        this.played = played;
        this.folders = folders;
        claims = new BindClaims(storage, bundles, folders);
        nested = new NestedBinds(bundles.folder());
        files = new BoundFiles(bundles);
    }

    /** Returns what takes the place of a bind mount; nothing, with a finding, where nothing can or need be. */
    Optional<Mount> read(Attribute volume, String target, Bind.Mounter mounter) {
        Text from = volume.get("source").text();
        Path path = bundles.place(from.value());
        Bind bind =
                new Bind(volume, mounter, path, target, volume.get("read_only").bool());
        Optional<Mount> mount = place(bind, from);
        mount.filter(placed -> !isOneFile(placed))
                .ifPresent(placed -> nested.add(
                        bind,
                        placed.source() instanceof Mount.OfVolume of && storage.isClaim(placed) ? of.name() : ""));
        return mount;
    }

    private static boolean isOneFile(Mount mount) {
        return mount.source() instanceof Mount.OfFiles && !mount.subPath().isEmpty();
    }

    /** Reports what services that mount folders within each other no longer see of each other. */
    public void finish() {
        nested.report();
    }

    private Optional<Mount> place(Bind bind, Text from) {
        Attribute volume = bind.volume();
        Bind.Mounter mounter = bind.mounter();
        Path path = bind.path();
        String target = bind.target();
        boolean creates = bind.creates();
        volume.get("bind").get("propagation").done();
        BindFiles.Kind kind = bundles.reader().kind(path);
        if ((mounter.hostPaths() || played && staysInPlace(bind, kind)) && !bind.isSocket()) {
            return Optional.of(hostPath(bind, creates && kind == BindFiles.Kind.MISSING));
        }
        if (hostPaths && kind != BindFiles.Kind.FILE && kind != BindFiles.Kind.FOLDER) {
            return Optional.of(hostPath(bind, creates && !bind.isSocket()));
        }
        if (bind.isSocket()) {
            volume.note(
                    Code.ENGINE_SOCKET,
                    "the container engine's socket is not mounted: it gives control over the node, and a node"
                            + " may not have it",
                    "use the Kubernetes API with a service account");
            return Optional.empty();
        }
        if (!path.startsWith(bundles.folder()) && (startsAt(from, ComposeProject.HOME) || startsAt(from, "HOME"))) {
            volume.note(
                    Code.BIND_OUTSIDE,
                    "a folder in your home folder is not mounted; " + target + " is empty",
                    "copy the required files into the project folder or a Secret");
            return Optional.of(scratch(bind, bind.readOnly()));
        }
        boolean relative = path.startsWith(bundles.folder()) || startsAt(from, ComposeProject.FOLDER);
        if (kind == BindFiles.Kind.OUTSIDE && !relative) {
            return Optional.of(hostPath(bind, false));
        }
        if (kind != BindFiles.Kind.FILE
                && bind.isInImage()
                && (bind.isOfPackages() || !folders.hasNothing(bind.path()))) {
            volume.note(
                    Code.BIND_IN_IMAGE,
                    "the folder is part of the built image, which has its own " + target
                            + "; nothing is mounted over it",
                    "rebuild the image when the folder changes, or add ':ro' to mount the files");
            return Optional.empty();
        }
        return switch (kind) {
            case FILE -> file(bind);
            case FOLDER -> folder(bind);
            default -> missing(bind, kind == BindFiles.Kind.OUTSIDE);
        };
    }

    /**
     * Whether what is mounted on this machine stays where it is. A file that is only read travels with the pod, which
     * is then played again when it changes; what is not there, and is not to be made, is nowhere.
     */
    private static boolean staysInPlace(Bind bind, BindFiles.Kind kind) {
        return switch (kind) {
            case FILE -> !bind.readOnly();
            case MISSING -> bind.creates();
            default -> true;
        };
    }

    /** Whether what is mounted is a file of the project. */
    boolean isFile(Attribute volume) {
        return bundles.reader().kind(bundles.place(volume.get("source").peek())) == BindFiles.Kind.FILE;
    }

    private Mount hostPath(Bind bind, boolean create) {
        if (played) {
            bind.volume().get("source").done();
        } else {
            reportHostPath(bind);
        }
        String name =
                bundles.freeName(bind.component() + "-" + bundles.shown(bind.path()), bind.component() + bind.path());
        storage.add(new Volume.HostPath(name, bind.path().toString(), create));
        return new Mount(new Mount.OfVolume(name), bind.target(), "", bind.readOnly(), bind.propagation());
    }

    private static void reportHostPath(Bind bind) {
        bind.volume()
                .note(
                        Code.BIND_HOST_PATH,
                        bind.isSocket()
                                ? "the socket of the node's container engine is mounted: it gives control over the node"
                                : bind.volume().get("source").string()
                                        + " is a host path; it becomes a hostPath volume",
                        bind.isSocket()
                                ? "use the Kubernetes API with a service account"
                                : "make sure that the path exists on every node, or use a named volume");
    }

    private Optional<Mount> file(Bind bind) {
        Optional<List<BindFile>> read = files.contents(bind);
        if (read.isPresent() && read.get().isEmpty()) {
            return Optional.empty();
        }
        if (read.isEmpty() || !bundles.fits(read.get())) {
            if (hostPaths) {
                return Optional.of(hostPath(bind, false));
            }
            bind.volume()
                    .note(
                            Code.BIND_TOO_LARGE,
                            "the file is too large for a ConfigMap (1 MiB) and is not mounted",
                            "copy it into the image, or use a volume");
            return Optional.empty();
        }
        Files bundle = files.bundle(bind, read.get());
        return Optional.of(Mount.ofFiles(
                bundle.name(), bind.target(), bundle.entries().get(0).path()));
    }

    private Optional<Mount> folder(Bind bind) {
        Optional<List<BindFile>> read = files.contents(bind);
        boolean empty = read.isPresent() && DataFolders.isEmpty(read.get());
        if (!bind.readOnly() && (empty || bind.onDataFolder())) {
            boolean bare =
                    empty && read.get().stream().noneMatch(file -> file.path().contains("/"));
            return Optional.of(claim(
                    bind, bare ? "" : empty ? "; its empty folders are not created" : "; its content is not copied"));
        }
        if (read.isPresent() && bundles.fits(read.get()) && !empty) {
            return Optional.of(Mount.ofFiles(files.bundle(bind, read.get()).name(), bind.target(), ""));
        }
        if (empty) {
            return Optional.of(folders.isWritten(bind.path()) ? othersClaim(bind) : scratch(bind, bind.readOnly()));
        }
        if (hostPaths) {
            return Optional.of(hostPath(bind, false));
        }
        if (bind.isCopiedIntoImage()) {
            bind.volume()
                    .note(
                            Code.BIND_TOO_LARGE,
                            "the folder is too large to include in the manifests and is not mounted; the image"
                                    + " has its own " + bind.target(),
                            "build an image that contains the folder");
            return Optional.empty();
        }
        bind.volume()
                .note(
                        Code.BIND_TOO_LARGE,
                        "the folder is too large to include in the manifests (1 MiB, 1,000 files); it becomes"
                                + " an empty claim",
                        "copy the files with 'kubectl cp', or into the image");
        return Optional.of(claims.of(bind));
    }

    private Optional<Mount> missing(Bind bind, boolean outside) {
        boolean file = bind.looksLikeFile();
        if (!file && (!bind.readOnly() || folders.isWritten(bind.path()))) {
            return Optional.of(outside ? claimInPlaceOf(bind) : bind.readOnly() ? othersClaim(bind) : claim(bind, ""));
        }
        if (!outside && !file && bind.creates()) {
            bind.volume()
                    .note(
                            Code.BIND_MISSING,
                            "the path does not exist; " + bind.target() + " is empty, as in compose",
                            "create it with the required files and convert again");
            return Optional.of(scratch(bind, true));
        }
        boolean secret = file && FileBundles.isSecretName(bind.path().toString());
        String key = FileBundles.key(
                bind.path().getFileName() == null
                        ? "file"
                        : bind.path().getFileName().toString());
        Files bundle = files.missing(bind, file, key, secret);
        String kind = secret ? "Secret" : "ConfigMap";
        bind.volume()
                .note(
                        outside ? Code.BIND_OUTSIDE : Code.BIND_MISSING,
                        (outside
                                        ? "the path is outside the project folder and was not read"
                                        : "the path does not exist")
                                + "; the pod waits for the " + kind + " '" + bundle.name() + "'"
                                + (file ? " with the key '" + key + "'" : ""),
                        outside
                                ? "allow it with --allow-path"
                                : "create it and convert again, or create the " + kind + " yourself");
        return Optional.of(Mount.ofFiles(bundle.name(), bind.target(), file ? key : ""));
    }

    private Mount claim(Bind bind, String more) {
        Mount mount = claims.of(bind);
        bind.volume()
                .note(
                        Code.BIND_AS_CLAIM,
                        "a writable project folder becomes " + claims.shown(bind, mount) + more,
                        "use a named volume");
        return mount;
    }

    /** What is in a folder that may not be read stays where it is; a pod that waited for it would never run. */
    private Mount claimInPlaceOf(Bind bind) {
        Mount mount = claims.of(bind);
        bind.volume()
                .note(
                        Code.BIND_OUTSIDE,
                        "the path is outside the project folder and was not read; it becomes "
                                + claims.shown(bind, mount) + ", initially empty",
                        "allow it with --allow-path, or use a named volume");
        return mount;
    }

    /** A folder that this service reads, and another fills: certificates, say. */
    private Mount othersClaim(Bind bind) {
        Mount mount = claims.of(bind);
        bind.volume()
                .note(
                        Code.BIND_AS_CLAIM,
                        "a project folder that another service writes to becomes " + claims.shown(bind, mount),
                        "use a named volume");
        return mount;
    }

    private Mount scratch(Bind bind, boolean readOnly) {
        String name =
                bundles.freeName(bind.component() + "-scratch-" + bind.target(), bind.component() + bind.target());
        storage.add(new Volume.Scratch(name, false, ""));
        return Mount.ofVolume(name, bind.target(), readOnly);
    }

    /** Whether a path begins with that variable. */
    private static boolean startsAt(Text path, String variable) {
        Text first = path instanceof Text.Concat concat ? concat.parts().get(0) : path;
        return first instanceof Text.Variable known && known.name().equals(variable);
    }
}
