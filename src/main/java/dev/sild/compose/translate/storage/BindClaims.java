package dev.sild.compose.translate.storage;

import dev.sild.compose.translate.files.FileBundles;
import dev.sild.model.Mount;
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

    BindClaims(Storage storage, FileBundles bundles, DataFolders folders) {
        this.storage = storage;
        this.bundles = bundles;
        this.folders = folders;
    }

    /** Returns a mount of the bind's claim, which is made on its first use. */
    Mount of(Bind bind) {
        Path around = around(bind);
        String name = claims.computeIfAbsent(around, path -> {
            String free = bundles.freeName(bundles.named(path), bundles.named(path));
            storage.add(bind.mounter().terms().claim(free, Map.of()));
            return free;
        });
        return new Mount(
                new Mount.OfVolume(name), bind.target(), below(around, bind), bind.readOnly(), Optional.empty());
    }

    /** Returns what a finding calls the claim of a bind, and the folder in it where it is not the whole. */
    String shown(Bind bind, Mount mount) {
        String claim = "the claim '" + ((Mount.OfVolume) mount.source()).name() + "'";
        return around(bind).equals(bind.path()) ? claim : "the folder '" + mount.subPath() + "' of " + claim;
    }

    /**
     * Returns the folder whose claim contains the bind's folder: a podman claim has no subfolders until they are
     * created.
     */
    private Path around(Bind bind) {
        return storage.ownFileSystems() ? folders.outermost(bind.path()) : bind.path();
    }

    /** Returns the path in the claim: some programs want a folder without the lost+found of a file system in it. */
    private String below(Path around, Bind bind) {
        if (!around.equals(bind.path())) {
            return around.relativize(bind.path()).toString().replace('\\', '/');
        }
        boolean empty = DatabaseFolders.KNOWN.contains(bind.target())
                || bind.mounter().dataFolder().equals(bind.target())
                || bind.image()
                        .map(image -> image.wantsEmptyDataFolder() && bind.onDataFolder())
                        .orElse(false);
        return empty && storage.ownFileSystems() ? DatabaseFolders.BELOW : "";
    }
}
