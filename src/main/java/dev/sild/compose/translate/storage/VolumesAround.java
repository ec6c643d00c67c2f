package dev.sild.compose.translate.storage;

import dev.sild.compose.translate.claims.DatabaseFolders;
import dev.sild.images.ImageFacts;
import dev.sild.model.Mount;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Volumes that are mounted around a data folder instead of at it. */
final class VolumesAround {
    private VolumesAround() {}

    /**
     * Returns the volume that is mounted around a data folder with nothing mounted at the folder itself. A folder that
     * an image declares as a volume is a new one in each container, also within another volume, unless something is
     * mounted exactly there: containerd's and CRI-O's lasts until the container restarts.
     *
     * @see <a href="https://github.com/opencontainers/image-spec/blob/main/config.md">Image configuration, Volumes</a>
     */
    static Optional<Mount> of(String folder, List<Mount> mounts) {
        if (mounts.stream().anyMatch(mount -> mount.path().equals(folder))) {
            return Optional.empty();
        }
        return mounts.stream()
                .filter(mount -> folder.startsWith(mount.path() + "/"))
                .max(Comparator.comparingInt(mount -> mount.path().length()))
                .filter(mount -> mount.source() instanceof Mount.OfVolume && !mount.readOnly());
    }

    /**
     * Whether a postgres that never runs as root keeps its data at a folder: it has to own the folder, which the
     * kubelet would make as root, and makes it itself in a volume around it.
     */
    static boolean makesOwn(String folder, Optional<ImageFacts> image) {
        return DatabaseFolders.isOfPostgres(folder)
                && image.filter(ImageFacts::runsAsNonRoot).isPresent();
    }

    /** Returns a mount of the same volume at a folder below it. */
    static Mount within(Mount mount, String folder) {
        String relative = folder.substring(mount.path().length() + 1);
        return new Mount(
                mount.source(),
                folder,
                mount.subPath().isEmpty() ? relative : mount.subPath() + "/" + relative,
                false,
                Optional.empty());
    }

    /** Whether anything is mounted at a folder, around it or in it. */
    static boolean isMounted(String folder, List<Mount> mounts) {
        return mounts.stream()
                .map(Mount::path)
                .anyMatch(
                        path -> path.equals(folder) || folder.startsWith(path + "/") || path.startsWith(folder + "/"));
    }
}
