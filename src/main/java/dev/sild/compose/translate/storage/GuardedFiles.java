package dev.sild.compose.translate.storage;

import dev.sild.compose.translate.files.FileBundles;
import dev.sild.compose.translate.files.FileSecrets;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.model.Files;
import dev.sild.model.Mount;
import dev.sild.model.Pod;
import dev.sild.report.Code;
import java.util.List;
import java.util.Optional;

/**
 * Files that not all users may read: in a pod they belong to root, and a group makes them readable for another user.
 */
public final class GuardedFiles {
    private final FileBundles bundles;

    public GuardedFiles(FileBundles bundles) {
        this.bundles = bundles;
    }

    /** Whether a process that is not root needs a group of its own for a mount: volumes belong to root as well. */
    public boolean needGroup(List<Mount> mounts) {
        return mounts.stream()
                .anyMatch(mount -> mount.source() instanceof Mount.OfVolume
                        || files(mount).filter(Files::guarded).isPresent());
    }

    /** Reports private keys that the group of a pod may read, which some programs refuse. */
    public void reportKeys(Attribute service, Pod pod, List<Mount> mounts) {
        if (pod.fsGroup().isEmpty()) {
            return;
        }
        List<String> keys = mounts.stream()
                .flatMap(mount -> files(mount).stream()
                        .flatMap(files -> files.entries().stream())
                        .filter(entry ->
                                mount.subPath().isEmpty() || mount.subPath().equals(entry.path()))
                        .filter(entry -> entry.mode() >= 0 && (entry.mode() & 0077) == 0)
                        .filter(entry -> FileSecrets.isPrivateKey(entry.path()))
                        .map(Files.Entry::path))
                .distinct()
                .toList();
        if (!keys.isEmpty()) {
            service.note(
                    Code.KEY_FOR_GROUP,
                    "the group of the pod may read '" + keys.get(0) + "'"
                            + (keys.size() > 1 ? " and " + (keys.size() - 1) + " more" : "")
                            + ", which only its owner may read here",
                    "let the container copy the key and set its mode, if the program refuses it");
        }
    }

    private Optional<Files> files(Mount mount) {
        return mount.source() instanceof Mount.OfFiles of ? bundles.find(of.name()) : Optional.empty();
    }
}
