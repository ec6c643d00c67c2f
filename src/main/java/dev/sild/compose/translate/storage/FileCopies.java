package dev.sild.compose.translate.storage;

import dev.sild.compose.BindFiles.BindFile;
import dev.sild.compose.translate.claims.DatabaseFolders;
import dev.sild.compose.translate.code.CodeCopies;
import dev.sild.compose.translate.code.KeptCopies;
import dev.sild.compose.translate.code.SourceTree;
import dev.sild.compose.translate.source.TranslateOptions;
import dev.sild.images.ImageFacts;
import dev.sild.model.Container;
import dev.sild.model.Mount;
import dev.sild.model.Volume;
import dev.sild.report.Code;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Files of the project that a program writes to: a ConfigMap is read-only, so they are copied, into a claim where what
 * is written must last or other services see it, and into each pod elsewhere.
 */
final class FileCopies {
    /** A file in which a proxy keeps its certificates. */
    private static final String CERTIFICATES = "acme.json";

    private final Storage storage;
    private final BoundFiles files;
    private final CodeCopies copies;
    private final KeptCopies kept = new KeptCopies();
    private final BindClaims claims;
    private final WrittenBinds written;

    FileCopies(Storage storage, BoundFiles files, CodeCopies copies, BindClaims claims, WrittenBinds written) {
        this.storage = storage;
        this.files = files;
        this.copies = copies;
        this.claims = claims;
        this.written = written;
    }

    /** Returns the init containers that copy source trees and files for a container. */
    List<Container> containers(Container main, Optional<ImageFacts> image, TranslateOptions options) {
        String copier = options.storage().seedImage();
        return Stream.concat(
                        copies.of(main, image, copier).stream(),
                        kept.of(main, image, copier, !options.restricted()).stream())
                .toList();
    }

    /** Returns the mount of a folder that is written to; empty if it only has to be read. */
    Optional<Mount> ofFolder(Bind bind, List<BindFile> read) {
        if (!storage.ownFileSystems()) {
            return Optional.empty();
        }
        if (written.isShared(bind)) {
            return Optional.of(inClaim(bind, read, "a folder that services write to"));
        }
        return written.mayWrite(bind) ? Optional.of(inPod(bind, read, "")) : Optional.empty();
    }

    /** Returns the mount of a single file that is written to; empty if it only has to be read. */
    Optional<Mount> ofFile(Bind bind, List<BindFile> read) {
        if (!storage.ownFileSystems()) {
            return Optional.empty();
        }
        if (isData(bind) || written.isShared(bind)) {
            return Optional.of(dataFile(bind, read.get(0)));
        }
        String name = read.get(0).path();
        return written.mayWrite(bind) ? Optional.of(within(inPod(bind, read, name), name)) : Optional.empty();
    }

    /** Returns the mount of a file that does not exist, and that a program fills; empty if it has to exist. */
    Optional<Mount> ofAbsent(Bind bind) {
        return storage.ownFileSystems() && bind.looksLikeFile() && isData(bind)
                ? Optional.of(dataFile(bind, new BindFile(name(bind), false, false, new byte[0])))
                : Optional.empty();
    }

    private static boolean isData(Bind bind) {
        return !bind.readOnly()
                && (SourceTree.isDatabase(name(bind)) || name(bind).equals(CERTIFICATES));
    }

    private static String name(Bind bind) {
        return bind.path().getFileName() == null
                ? ""
                : bind.path().getFileName().toString();
    }

    /** A proxy refuses certificates that others may read, and a repository does not keep that mode. */
    private Mount dataFile(Bind bind, BindFile file) {
        boolean guarded = file.ownerOnly() || file.path().equals(CERTIFICATES);
        return within(
                inClaim(
                        bind,
                        List.of(new BindFile(file.path(), file.executable(), guarded, file.content())),
                        "a file that services write to"),
                file.path());
    }

    /**
     * Whether the files of a folder are put where a program keeps its data: not what version control ignores, which was
     * written on this machine, nor a database.
     */
    boolean maySeed(Bind bind) {
        return storage.ownFileSystems()
                && !written.isIgnored(bind.path())
                && !DatabaseFolders.areOfDatabase(bind.target(), bind.mounter().service(), bind.image());
    }

    /** Returns the claim of a folder of data with the files that it has on this machine. */
    Mount ofData(Bind bind, List<BindFile> read) {
        return inClaim(bind, read, "a writable project folder");
    }

    private Mount inClaim(Bind bind, List<BindFile> read, String what) {
        Mount mount = claims.ofWritten(bind, what);
        kept.add(bind.component(), mount, files.copied(bind, read).name());
        return mount;
    }

    private Mount inPod(Bind bind, List<BindFile> read, String file) {
        String volume = storage.freeName(bind.component() + "-" + bind.target());
        storage.add(new Volume.Scratch(volume, false, ""));
        copies.add(bind.component(), volume, List.of(files.copied(bind, read).name()));
        bind.volume()
                .note(
                        Code.BIND_COPIED,
                        (file.isEmpty() ? "the files are" : "the file is") + " copied to " + bind.target()
                                + " in each pod; what is written there is lost with the pod",
                        "add ':ro' if no program writes there; use a named volume for data");
        return Mount.ofVolume(volume, bind.target(), bind.readOnly());
    }

    private static Mount within(Mount mount, String file) {
        String path = mount.subPath().isEmpty() ? file : mount.subPath() + "/" + file;
        return new Mount(mount.source(), mount.path(), path, mount.readOnly(), mount.propagation());
    }
}
