package dev.sild.compose.translate.storage;

import dev.sild.compose.BindFiles;
import dev.sild.compose.translate.files.FileBundles;
import dev.sild.report.Code;
import java.util.Optional;

/** Mounted folders without code that the built image has as well. */
final class ImageFolders {
    private final FileBundles bundles;
    private final DataFolders folders;
    private final BindClaims claims;
    private final BoundCode code;
    private final WrittenBinds written;

    ImageFolders(FileBundles bundles, DataFolders folders, BindClaims claims, BoundCode code, WrittenBinds written) {
        this.bundles = bundles;
        this.folders = folders;
        this.claims = claims;
        this.code = code;
        this.written = written;
    }

    /** Returns what becomes of such a mount; empty for any other. */
    Optional<BoundCode.Placed> place(Bind bind, BindFiles.Kind kind) {
        if (kind == BindFiles.Kind.FILE
                || code.isCode(bind)
                || !bind.isInImage()
                || !bind.isOfPackages() && folders.hasNothing(bind.path())) {
            return Optional.empty();
        }
        boolean large =
                bundles.reader().read(bind.path(), FileBundles.MAX_BYTES).isEmpty();
        if (code.isData(bind) || written.isByCode(bind) || large && (written.mayWrite(bind) || code.mayBeData(bind))) {
            return Optional.of(new BoundCode.Placed(Optional.of(claims.ofImage(bind))));
        }
        bind.volume()
                .note(
                        Code.BIND_IN_IMAGE,
                        "the folder is part of the built image, which has its own " + bind.target()
                                + "; nothing is mounted over it"
                                + (bind.isOfPackages() ? "" : ", and what is written there is lost with the pod"),
                        "rebuild the image when the folder changes"
                                + (large ? "" : ", or add ':ro' to mount the files"));
        return Optional.of(new BoundCode.Placed(Optional.empty()));
    }
}
