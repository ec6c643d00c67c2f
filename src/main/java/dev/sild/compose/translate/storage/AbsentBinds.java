package dev.sild.compose.translate.storage;

import dev.sild.compose.translate.code.DataNames;
import dev.sild.compose.translate.files.CreateCommand;
import dev.sild.compose.translate.files.FileBundles;
import dev.sild.compose.translate.files.FileSecrets;
import dev.sild.images.KnownFolders;
import dev.sild.images.ServerFiles;
import dev.sild.model.Files;
import dev.sild.model.Mount;
import dev.sild.model.Volume;
import dev.sild.report.Code;
import java.util.Optional;

/** Bind mounts whose source does not exist or is not read, and what is mounted in its place. */
final class AbsentBinds {
    private final Storage storage;
    private final FileBundles bundles;
    private final DataFolders folders;
    private final BindClaims claims;
    private final BoundFiles files;
    private final FileCopies copies;

    AbsentBinds(
            Storage storage,
            FileBundles bundles,
            DataFolders folders,
            BindClaims claims,
            BoundFiles files,
            FileCopies copies) {
        this.copies = copies;
        this.storage = storage;
        this.bundles = bundles;
        this.folders = folders;
        this.claims = claims;
        this.files = files;
    }

    /**
     * Returns the mount: a claim for what is written to, an empty folder where compose makes one, and otherwise a
     * ConfigMap or Secret that the user creates and the pod waits for.
     *
     * @param unread whether the source may exist, but was not read
     */
    Mount of(Bind bind, boolean unread) {
        boolean file = bind.looksLikeFile();
        // To let a folder be read that does not exist would change nothing.
        boolean outside = unread && (file || !bundles.reader().isMissing(bind.path()));
        if (!file && (!bind.readOnly() || folders.isWritten(bind.path()))) {
            // The data of a database is not read where that is allowed, either.
            return outside
                    ? bind.onDataFolder() ? claims.ofData(bind) : claims.ofOutside(bind)
                    : bind.readOnly() ? claims.ofOthers(bind) : claims.ofAbsent(bind);
        }
        if (!outside && !file && bind.creates()) {
            if (BuildOutput.is(bind, bundles, folders.ignored())) {
                BuildOutput.report(bind, bundles);
            } else if (storage.ownFileSystems() && isNamedForData(bind)) {
                return toFill(bind);
            } else {
                bind.volume()
                        .note(
                                Code.BIND_EMPTY,
                                "the folder does not exist; " + bind.target() + " is empty, as with compose",
                                "create it and convert again, if the container needs its files");
            }
            return empty(bind, true);
        }
        return (outside ? Optional.<Mount>empty() : copies.ofMissing(bind))
                .orElseGet(() -> toCreate(bind, outside, file));
    }

    /**
     * Returns the mount of a folder that is there, has nothing in it, and is only read: a claim if its name says that
     * people or programs on this machine fill it while the container runs.
     */
    Mount ofUnwritten(Bind bind) {
        if (storage.ownFileSystems() && isNamedForData(bind)) {
            return toFill(bind);
        }
        boolean settings =
                KnownFolders.isOnlyRead(bind.target(), false) || ServerFiles.isOfConfiguration(bind.target() + "/");
        if (!settings) {
            bind.volume()
                    .note(
                            Code.BIND_EMPTY,
                            "nothing is in the folder; " + bind.target() + " is empty, as with compose",
                            "put files there and convert again, if the container needs them");
        }
        return empty(bind, bind.readOnly());
    }

    private static boolean isNamedForData(Bind bind) {
        return bind.path().getFileName() != null
                && DataNames.isShared(bind.path().getFileName().toString());
    }

    /** Returns the claim of a folder that no service writes to, so that only people bring files into it. */
    private Mount toFill(Bind bind) {
        Mount mount = claims.of(bind);
        bind.volume()
                .note(
                        Code.CLAIM_TO_FILL,
                        "no service writes to '" + bundles.typed().shown(bind.path()) + "', which becomes "
                                + claims.shown(bind, mount) + " at " + bind.target()
                                + ", empty until you bring files into it",
                        "see docs/convert.md#fill-a-claim");
        return mount;
    }

    private Mount toCreate(Bind bind, boolean outside, boolean file) {
        boolean secret = file && FileSecrets.isSecretName(bind.path().toString());
        String key = FileBundles.key(
                bind.path().getFileName() == null
                        ? "file"
                        : bind.path().getFileName().toString());
        Files bundle = files.missing(bind, file, key, secret);
        if (!outside && BuildOutput.is(bind, bundles, folders.ignored())) {
            BuildOutput.report(bind, bundles);
            return Mount.ofFiles(bundle.name(), bind.target(), file ? key : "");
        }
        String kind = secret ? "Secret" : "ConfigMap";
        if (outside && !file) {
            // A command that creates the object would leave out the files in subfolders.
            bind.volume()
                    .note(
                            Code.FOLDER_OUTSIDE,
                            "'" + bundles.typed().shown(bind.path())
                                    + "' is outside the project root and was not read; the pod" + " waits for the "
                                    + kind + " '" + bundle.name() + "'",
                            "convert again with " + bundles.typed().allowing(bind.path(), false));
            return Mount.ofFiles(bundle.name(), bind.target(), "");
        }
        bind.volume()
                .note(
                        outside ? Code.BIND_OUTSIDE : Code.BIND_MISSING,
                        (outside ? "the path is outside the project root and was not read" : "the path does not exist")
                                + "; the pod waits for the " + kind + " '" + bundle.name() + "'"
                                + (file ? " with the key '" + key + "'" : ""),
                        outside
                                ? "allow it with " + bundles.typed().allowing(bind.path(), file)
                                : "create it and convert again, or create the " + kind + " yourself",
                        storage.ownFileSystems()
                                ? CreateCommand.ofFile(
                                        secret,
                                        bundle.name(),
                                        file ? key : "",
                                        bundles.typed().of(bind.path()))
                                : "");
        return Mount.ofFiles(bundle.name(), bind.target(), file ? key : "");
    }

    /**
     * Returns the mount in place of a path that begins with a variable without a value: a claim for what is written to,
     * else an empty folder, as compose makes one at the rest of the path; nothing in place of a file.
     */
    Optional<Mount> ofUnset(Bind bind, String variable) {
        boolean file = bind.looksLikeFile();
        if (!file && (!bind.readOnly() || folders.isWritten(bind.path()))) {
            return Optional.of(claims.ofUnset(bind, variable));
        }
        bind.volume()
                .note(
                        Code.BIND_EMPTY,
                        "the path begins with " + variable + ", which is not set; "
                                + (file ? "nothing is mounted at " + bind.target() : bind.target() + " is empty"),
                        "set " + variable + " and convert again");
        return file ? Optional.empty() : Optional.of(empty(bind, true));
    }

    /** What a service writes outlives its pod, wherever it was on this machine; what it reads there stays there. */
    Mount ofHome(Bind bind) {
        if (!bind.looksLikeFile() && (!bind.readOnly() || folders.isWritten(bind.path()))) {
            return claims.ofHome(bind);
        }
        bind.volume()
                .note(
                        Code.BIND_OUTSIDE,
                        "a path in your home folder is not mounted; " + bind.target() + " is empty",
                        "copy the required files into the project folder or a Secret");
        return empty(bind, bind.readOnly());
    }

    /** Returns a mount of an empty folder that ends with the pod. */
    Mount empty(Bind bind, boolean readOnly) {
        String name =
                bundles.freeName(bind.component() + "-scratch-" + bind.target(), bind.component() + bind.target());
        storage.add(new Volume.Scratch(name, false, ""));
        return Mount.ofVolume(name, bind.target(), readOnly);
    }
}
