package dev.sild.compose.translate.storage;

import dev.sild.compose.translate.claims.DatabaseRoots;
import dev.sild.compose.translate.files.FileBundles;
import dev.sild.images.ServerFiles;
import dev.sild.model.Lookup;
import dev.sild.model.Mount;
import dev.sild.report.Code;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The claims that folders of the project become: one for a folder of data and all the folders in it. */
final class BindClaims {
    private final Storage storage;
    private final FileBundles bundles;
    private final DataFolders folders;
    private final Map<Path, String> claims = new HashMap<>();
    private final FolderRooms sizes;

    BindClaims(Storage storage, FileBundles bundles, DataFolders folders) {
        this.storage = storage;
        this.bundles = bundles;
        this.folders = folders;
        sizes = new FolderRooms(bundles.reader());
    }

    /** Returns a mount of the bind's claim, which is made on its first use. */
    Mount of(Bind bind) {
        Path around = around(bind);
        String name = claims.computeIfAbsent(around, path -> {
            String free = bundles.freeName(named(bind, path), named(bind, path));
            int room = Math.max(
                    storage.rooms().of(path.toString()),
                    Math.max(storage.rooms().of(bind.path().toString()), sizes.gibibytes(path)));
            storage.add(bind.mounter().terms().claim(free, Map.of()), room);
            return free;
        });
        return new Mount(
                new Mount.OfVolume(name), bind.target(), below(around, bind), bind.readOnly(), Optional.empty());
    }

    /** Returns what a claim is named for: the same for every user, wherever their home folder is. */
    private String named(Bind bind, Path folder) {
        return bundles.variable("HOME")
                .filter(home -> bind.isInHome() && home.startsWith("/") && !folder.startsWith(bundles.folder()))
                .map(home -> Path.of(home).normalize())
                .filter(folder::startsWith)
                .map(home -> "home-" + home.relativize(folder))
                .orElseGet(() -> bundles.named(folder));
    }

    /** Returns the claim of a folder that a service writes to; {@code more} is added to the finding. */
    Mount ofProject(Bind bind, String more) {
        Mount mount = of(bind);
        bind.volume()
                .note(
                        Code.BIND_AS_CLAIM,
                        "a writable project folder becomes " + shown(bind, mount) + more,
                        "use a named volume");
        return mount;
    }

    /** Returns the claim of a folder that has nothing, while its image may have something there. */
    Mount ofEmpty(Bind bind) {
        return isOfBuild(bind) ? ofBuild(bind) : ofProject(bind, "");
    }

    private boolean isOfBuild(Bind bind) {
        return storage.ownFileSystems() && around(bind).equals(bind.path()) && bind.isFilledByBuild();
    }

    /** Returns the claim of a folder that the build of an image fills, as an empty named volume would be. */
    private Mount ofBuild(Bind bind) {
        Mount mount = of(bind);
        bind.volume()
                .note(
                        Code.BIND_AS_CLAIM,
                        "a folder that the build fills becomes " + shown(bind, mount) + ", with what the image has in "
                                + bind.target() + "; later images do not change it",
                        "delete the claim when the image changes, or remove the mount");
        return filled(bind, mount);
    }

    /** Returns the claim of a folder with files of the project, beside which a program keeps what it writes. */
    Mount ofFilled(Bind bind) {
        Mount mount = of(bind);
        storage.seeding().holdsData(((Mount.OfVolume) mount.source()).name());
        bind.volume()
                .note(
                        Code.BIND_AS_CLAIM,
                        "a writable project folder becomes " + shown(bind, mount)
                                + "; each start copies its files there, and what programs write there stays",
                        "convert again when the files change; add ':ro' if no program writes there");
        return mount;
    }

    /** Returns the claim of a folder in which a service has written files, which are not copied. */
    Mount ofData(Bind bind) {
        Mount mount = of(bind);
        bind.volume()
                .note(
                        Code.CLAIM_TO_FILL,
                        "'" + bundles.typed().shown(bind.path()) + "' becomes " + shown(bind, mount)
                                + ", which starts without its files",
                        "see docs/convert.md#fill-a-claim");
        return mount;
    }

    /** Returns the claim of a folder that has nothing but folders, which are not created. */
    Mount ofEmptyFolders(Bind bind) {
        Mount mount = of(bind);
        bind.volume()
                .note(
                        Code.BIND_NOT_COPIED,
                        "a writable project folder becomes " + shown(bind, mount)
                                + "; its empty folders are not copied",
                        toFill(bind));
        return mount;
    }

    /**
     * Returns the claim of a folder that does not exist: it starts empty, as the folder that compose makes. That is as
     * it should be for data, and hides files of the image elsewhere.
     */
    Mount ofAbsent(Bind bind) {
        if (bind.onDataFolder() || isOfBuild(bind)) {
            return bind.onDataFolder() ? ofProject(bind, "") : ofBuild(bind);
        }
        if (ServerFiles.isOfConfiguration(bind.target() + "/") || bind.mayHideContent(bundles.reader()::isMissing)) {
            bind.volume()
                    .note(
                            Code.BIND_EMPTY,
                            "the folder does not exist; " + bind.target()
                                    + " is empty, as with compose, and hides what the image has there",
                            "create it with its files and convert again, unless the program fills it");
        }
        return ofProject(bind, "; the folder does not exist yet");
    }

    /** Returns the claim of a folder that a service writes to, and whose content its image has as well. */
    Mount ofImage(Bind bind) {
        return filled(bind, ofProject(bind, "; it starts with the content of the image"));
    }

    /** Returns the claim of a folder that a service writes to in a source tree that is not mounted. */
    Mount ofTree(Bind bind) {
        Mount mount = of(bind);
        bind.volume()
                .note(
                        Code.CLAIM_ADDED,
                        "what is written to " + bind.target() + " is kept in " + shown(bind, mount)
                                + ", since the source code around it is not mounted",
                        "use a named volume to choose its name");
        return filled(bind, mount);
    }

    /** Notes that a claim has the owner, mode and content of the folder in the image. */
    private Mount filled(Bind bind, Mount mount) {
        if (mount.source() instanceof Mount.OfVolume of && mount.subPath().isEmpty()) {
            storage.seeding().mayFill(of.name(), bind.component(), bind.target(), bind.readOnly(), bind.image(), false);
        }
        return mount;
    }

    /** What is in a folder that may not be read stays where it is; a pod that waited for it would never run. */
    Mount ofOutside(Bind bind) {
        Mount mount = of(bind);
        bind.volume()
                .note(
                        Code.FOLDER_OUTSIDE,
                        "'" + bundles.typed().shown(bind.path())
                                + "' is outside the project root and was not read; it becomes " + shown(bind, mount)
                                + ", initially empty",
                        "convert again with " + bundles.typed().allowing(bind.path(), false)
                                + ", or use a named volume");
        return mount;
    }

    /** Whether the claim of a folder in a source tree contains a bind's folder. */
    boolean isKept(Bind bind) {
        return folders.isKept(around(bind));
    }

    /** A folder that another service fills, and this one reads or fills as well: certificates, say. */
    Mount ofOthers(Bind bind) {
        Mount mount = of(bind);
        bind.volume()
                .note(
                        Code.BIND_AS_CLAIM,
                        "a project folder that several services use becomes " + shown(bind, mount),
                        "use a named volume");
        return mount;
    }

    /** Returns the claim of a folder in which a service builds what another serves. */
    Mount ofPages(Bind bind) {
        Mount mount = of(bind);
        bind.volume()
                .note(
                        Code.BIND_AS_CLAIM,
                        "a project folder in which one service builds what another serves becomes " + shown(bind, mount)
                                + "; the builder's pod copies the files into it at each start",
                        "convert again when the files change, or build them in an image of the server");
        return mount;
    }

    /** Returns the claim of a folder in the user's home folder. */
    Mount ofHome(Bind bind) {
        Mount mount = of(bind);
        bind.volume()
                .note(
                        Code.BIND_NOT_COPIED,
                        "a folder in your home folder becomes " + shown(bind, mount) + "; its content is not copied",
                        toFill(bind) + ", or use a named volume");
        return mount;
    }

    /** Returns the claim of a folder whose path begins with a variable without a value. */
    Mount ofUnset(Bind bind, String variable) {
        Mount mount = of(bind);
        bind.volume()
                .note(
                        Code.BIND_AS_CLAIM,
                        "the path begins with " + variable + ", which is not set; it becomes " + shown(bind, mount),
                        "set " + variable + " and convert again, or use a named volume");
        return mount;
    }

    /** Returns the claim of a folder that is too large to travel with the manifests. */
    Mount ofLarge(Bind bind) {
        Mount mount = of(bind);
        bind.volume()
                .note(
                        Code.BIND_TOO_LARGE,
                        "'" + bundles.shown(bind.path()) + "'" + sizes.shown(bind.path())
                                + " is too large to include in the manifests (" + bundles.limit(bind.path())
                                + "); it becomes "
                                + shown(bind, mount) + ", which is empty",
                        "fill it from a pod of its own: docs/convert.md#fill-a-claim, or copy the files into the image");
        return mount;
    }

    /** Returns the claim of a folder of the host. */
    Mount ofHost(Bind bind) {
        Mount mount = of(bind);
        bind.volume()
                .note(
                        Code.BIND_NOT_COPIED,
                        bind.volume().get("source").string() + " becomes " + shown(bind, mount)
                                + "; its content is not copied",
                        toFill(bind));
        return mount;
    }

    /**
     * Returns how content comes into a claim that starts empty: {@code kubectl cp} needs a mount that is written to.
     */
    String toFill(Bind bind) {
        return bind.readOnly() && !folders.isWritten(bind.path())
                ? "fill it from a pod of its own: docs/convert.md#fill-a-claim"
                : "copy it with 'kubectl cp'";
    }

    /** Returns what a finding calls the claim of a bind, and the folder in it where it is not the whole. */
    String shown(Bind bind, Mount mount) {
        String claim = "the claim '" + storage.claim((Mount.OfVolume) mount.source()) + "'";
        return around(bind).equals(bind.path()) ? claim : "the folder '" + mount.subPath() + "' of " + claim;
    }

    /**
     * Returns the folder whose claim contains the bind's folder: a podman claim has no subfolders until they are
     * created.
     */
    private Path around(Bind bind) {
        Path path = bind.path();
        Path own = bind.readOnly() ? folders.outermostRead(path) : folders.outermost(path);
        return storage.ownFileSystems() ? own : path;
    }

    /** Returns the path in the claim: some programs want a folder without the lost+found of a file system in it. */
    private String below(Path around, Bind bind) {
        String path = around.equals(bind.path())
                ? ""
                : around.relativize(bind.path()).toString().replace('\\', '/');
        String folder = storage.roots().isOne(around.toString()) ? DatabaseRoots.within(path) : path;
        if (bind.startsDatabase() && !folder.isEmpty()) {
            storage.roots().makeFor(bind.component(), Lookup.required(claims, around), folder);
        }
        return folder;
    }
}
