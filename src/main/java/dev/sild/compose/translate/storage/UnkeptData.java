package dev.sild.compose.translate.storage;

import dev.sild.compose.translate.source.Attribute;
import dev.sild.images.ImageFacts;
import dev.sild.images.KnownImages;
import dev.sild.images.Program;
import dev.sild.model.Mount;
import dev.sild.model.Workload;
import dev.sild.report.Code;
import java.util.List;
import java.util.Optional;

/**
 * Databases without a volume. Container engines keep their data in an anonymous volume, which lasts until the container
 * is removed; a pod loses it when the container restarts.
 */
public final class UnkeptData {
    private UnkeptData() {}

    /**
     * Reports the data folders of a service's image that nothing is mounted at, unless it is a cache or ends by itself.
     */
    public static void report(
            Attribute service, Optional<ImageFacts> image, List<Mount> mounts, Workload workload, boolean podman) {
        String name = service.get("image").peek();
        boolean keeps = KnownImages.isDatabase(name)
                && !Program.of(name).equals(Optional.of(Program.REDIS))
                && !(workload instanceof Workload.Once);
        List<String> folders = image.map(ImageFacts::dataFolders).orElse(List.of());
        if (podman || !keeps || folders.isEmpty() || folders.stream().anyMatch(folder -> isMounted(folder, mounts))) {
            return;
        }
        service.get("image")
                .or(service)
                .note(
                        Code.STORAGE_DIFFERS,
                        "no volume holds the data in " + String.join(", ", folders)
                                + ": it is lost when the container restarts, while Docker keeps it until the container"
                                + " is removed",
                        "mount a named volume there");
    }

    private static boolean isMounted(String folder, List<Mount> mounts) {
        return mounts.stream()
                .map(Mount::path)
                .anyMatch(
                        path -> path.equals(folder) || folder.startsWith(path + "/") || path.startsWith(folder + "/"));
    }
}
