package dev.sild.compose.translate.storage;

import dev.sild.compose.BindFiles.BindFile;
import dev.sild.compose.translate.code.CodeCopies;
import dev.sild.compose.translate.code.SourceTree;
import dev.sild.compose.translate.source.TranslateOptions;
import dev.sild.images.ImageFacts;
import dev.sild.model.Container;
import dev.sild.model.Mount;
import dev.sild.model.Volume;
import dev.sild.report.Code;
import java.util.List;
import java.util.Optional;

/**
 * Files of the project that a program writes to: a ConfigMap is read-only, so they are copied into each pod. What
 * several services share is not, and neither are databases, which this machine has written.
 */
final class FileCopies {
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

    /** Returns the init containers that copy source trees and files for a container. */
    List<Container> containers(Container main, Optional<ImageFacts> image, TranslateOptions options) {
        return copies.of(main, image, options.storage().seedImage()).stream().toList();
    }

    /** Returns the mount of a folder that is written to; empty if it only has to be read. */
    Optional<Mount> ofFolder(Bind bind, List<BindFile> read) {
        return isCopied(bind, read) ? Optional.of(inPod(bind, read, "")) : Optional.empty();
    }

    /** Returns the mount of a single file that is written to; empty if it only has to be read. */
    Optional<Mount> ofFile(Bind bind, List<BindFile> read) {
        String name = read.get(0).path();
        return isCopied(bind, read) ? Optional.of(within(inPod(bind, read, name), name)) : Optional.empty();
    }

    private boolean isCopied(Bind bind, List<BindFile> read) {
        return storage.ownFileSystems()
                && written.mayWrite(bind)
                && !written.isShared(bind)
                && read.stream().noneMatch(file -> SourceTree.isDatabase(file.path()));
    }

    private Mount inPod(Bind bind, List<BindFile> read, String file) {
        String volume = storage.freeName(bind.component() + "-" + bind.target());
        storage.add(new Volume.Scratch(volume, false, ""));
        copies.add(bind.component(), volume, List.of(files.copied(bind, read).name()));
        bind.volume()
                .note(
                        Code.BIND_COPIED,
                        (file.isEmpty() ? "the files are" : "the file is") + " copied to " + bind.target()
                                + " in each pod; what is written there " + BoundCode.fate(bind, folders),
                        "add ':ro' if no program writes there; use a named volume for data"
                                + BoundCode.shared(bind, folders));
        return Mount.ofVolume(volume, bind.target(), bind.readOnly());
    }

    private static Mount within(Mount mount, String file) {
        String path = mount.subPath().isEmpty() ? file : mount.subPath() + "/" + file;
        return new Mount(mount.source(), mount.path(), path, mount.readOnly(), mount.propagation());
    }
}
