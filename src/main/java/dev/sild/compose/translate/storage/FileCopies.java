package dev.sild.compose.translate.storage;

import dev.sild.compose.BindFiles.BindFile;
import dev.sild.compose.translate.code.CodeCopies;
import dev.sild.compose.translate.code.DatabaseFiles;
import dev.sild.model.Mount;
import dev.sild.model.Volume;
import dev.sild.report.Code;
import java.util.List;
import java.util.Optional;

/**
 * Files of the project that a program writes to: a ConfigMap is read-only, so they are copied into each pod. What
 * several services share is not, and neither are folders with databases, which this machine has written.
 */
final class FileCopies {
    private static final int FOR_OWNER = 0600;

    private final Storage storage;
    private final BoundFiles files;
    private final CodeCopies copies;
    private final WrittenBinds written;
    private final DataFolders folders;

    FileCopies(Storage storage, BoundFiles files, CodeCopies copies, WrittenBinds written, DataFolders folders) {
        this.storage = storage;
        this.files = files;
        this.copies = copies;
        this.written = written;
        this.folders = folders;
    }

    /** Returns the mount of a folder that is written to; empty if it only has to be read. */
    Optional<Mount> ofFolder(Bind bind, List<BindFile> read) {
        if (!isCopied(bind) || read.stream().anyMatch(file -> DatabaseFiles.mayBeNamed(file.path()))) {
            return Optional.empty();
        }
        bind.volume()
                .note(
                        Code.BIND_COPIED,
                        "the files are copied to " + bind.target() + " in each pod; " + fate(bind),
                        byVolume(bind));
        return Optional.of(inPod(bind, read, List.of()));
    }

    /** Returns the mount of a single file that is written to; empty if it only has to be read. */
    Optional<Mount> ofFile(Bind bind, List<BindFile> read) {
        BindFile file = read.get(0);
        if (!written.isDataFile(bind)) {
            if (!isCopied(bind)) {
                return Optional.empty();
            }
            bind.volume()
                    .note(
                            Code.BIND_COPIED,
                            "the file is copied to " + bind.target() + " in each pod; " + fate(bind),
                            byVolume(bind));
            return Optional.of(within(inPod(bind, read, List.of()), file.path()));
        }
        if (!isCopied(bind)) {
            noteData(
                    bind,
                    written.isShared(bind)
                            ? shown(bind) + ", which several services mount, is read-only in each pod"
                            : shown(bind) + " is read-only at " + bind.target());
            return Optional.of(Mount.ofFiles(files.copied(bind, read).name(), bind.target(), file.path()));
        }
        noteData(bind, shown(bind) + " is copied to " + bind.target() + " in each pod; " + fate(bind));
        return Optional.of(ofData(bind, file));
    }

    /**
     * Returns the mount of a file that is missing and that a program keeps data in: compose would make a folder of its
     * name. Empty if the program needs what it does not write. Where several services share the file, each has its own:
     * the ConfigMap that the pods could wait for instead is read-only.
     */
    Optional<Mount> ofMissing(Bind bind) {
        if (!storage.ownFileSystems() || !written.isDataFile(bind)) {
            return Optional.empty();
        }
        String name = bind.target().substring(bind.target().lastIndexOf('/') + 1);
        noteData(
                bind,
                shown(bind) + " does not exist, and compose makes a folder of that name; an empty file is at "
                        + bind.target() + " in each pod, and lost with it"
                        + (written.isShared(bind) ? "; several services mount it, and do not share it" : ""));
        return Optional.of(ofData(bind, new BindFile(name, FOR_OWNER, new byte[0])));
    }

    /** A program may refuse a file that others may read: it has the mode that the program itself gives it. */
    private Mount ofData(Bind bind, BindFile file) {
        return within(
                inPod(bind, List.of(new BindFile(file.path(), FOR_OWNER, file.content())), List.of(file.path())),
                file.path());
    }

    private void noteData(Bind bind, String reason) {
        bind.volume()
                .note(
                        Code.BIND_DATA_FILE,
                        reason,
                        "mount a named volume at a folder, let the program keep the file there, and convert again");
    }

    private String shown(Bind bind) {
        return "'" + files.shown(bind) + "'";
    }

    private String fate(Bind bind) {
        return "what is written there " + OwnCopies.fate(bind, folders);
    }

    private String byVolume(Bind bind) {
        return "add ':ro' if no program writes there; use a named volume for data" + OwnCopies.shared(bind, folders);
    }

    private boolean isCopied(Bind bind) {
        return storage.ownFileSystems() && written.mayWrite(bind) && !written.isShared(bind);
    }

    private Mount inPod(Bind bind, List<BindFile> read, List<String> forOwner) {
        String volume = storage.freeName(bind.component() + "-" + bind.target());
        storage.add(new Volume.Scratch(volume, false, ""));
        copies.add(bind.component(), volume, List.of(files.forCopier(bind, read).name()), forOwner);
        return Mount.ofVolume(volume, bind.target(), bind.readOnly());
    }

    private static Mount within(Mount mount, String file) {
        String path = mount.subPath().isEmpty() ? file : mount.subPath() + "/" + file;
        return new Mount(mount.source(), mount.path(), path, mount.readOnly(), mount.propagation());
    }
}
