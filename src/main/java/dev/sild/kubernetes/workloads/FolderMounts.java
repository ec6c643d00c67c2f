package dev.sild.kubernetes.workloads;

import dev.sild.kubernetes.objects.Index;
import dev.sild.kubernetes.objects.Target;
import dev.sild.model.Container;
import dev.sild.model.Files;
import dev.sild.model.Mount;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Folders of files with other mounts below. A volume of a ConfigMap or Secret is read-only, so no engine can make a
 * place in it for another mount. If only files are mounted below, one volume has them all; otherwise the files are
 * mounted one by one, and the folder is the container's own.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/storage/volumes/#using-subpath">Using subPath</a>
 */
public final class FolderMounts {
    private final Index index;
    private final Target target;

    public FolderMounts(Index index, Target target) {
        this.index = index;
        this.target = target;
    }

    /**
     * Returns the container with every folder of files mounted file by file that has to be: those with another mount
     * below in a cluster, all for podman, whose bundles are flat. A file that another mount hides is not mounted.
     */
    public Container flat(Container container) {
        TreeSet<String> paths = new TreeSet<>();
        container.mounts().forEach(mount -> paths.add(mount.path()));
        List<Mount> mounts = target == Target.PODMAN ? new ArrayList<>() : MergedFolders.of(index, container);
        Set<String> merged = mounts.stream().map(Mount::path).collect(Collectors.toSet());
        for (Mount mount : container.mounts()) {
            if (isHidden(merged, mount.path(), 0)) {
                continue;
            }
            if (!(mount.source() instanceof Mount.OfFiles source)) {
                mounts.add(mount);
                continue;
            }
            Files files = index.files(source.name());
            if (mount.subPath().isEmpty()
                    && (target == Target.PODMAN || (files.supplied() && hasMountBelow(paths, mount)))) {
                for (Files.Entry entry : files.entries()) {
                    String path = below(mount) + entry.path();
                    if (!isHidden(paths, path, mount.path().length())) {
                        mounts.add(Mount.ofFiles(files.name(), path, subPath(entry)));
                    }
                }
            } else {
                mounts.add(target == Target.PODMAN ? byKey(mount, files) : mount);
            }
        }
        return container.withMounts(mounts);
    }

    /** Podman keeps the files of a bundle under their keys. */
    private Mount byKey(Mount mount, Files files) {
        return files.entries().stream()
                .filter(entry -> entry.path().equals(mount.subPath()))
                .findFirst()
                .map(entry -> Mount.ofFiles(files.name(), mount.path(), subPath(entry)))
                .orElse(mount);
    }

    private String subPath(Files.Entry entry) {
        return target == Target.PODMAN ? entry.key() : entry.path();
    }

    static String below(Mount folder) {
        return folder.path().equals("/") ? "/" : folder.path() + "/";
    }

    private static boolean hasMountBelow(TreeSet<String> paths, Mount folder) {
        String next = paths.higher(below(folder));
        return next != null && next.startsWith(below(folder));
    }

    /**
     * Whether something else is mounted at a path or at a folder above it, as far up as the first {@code from}
     * characters.
     */
    static boolean isHidden(Set<String> paths, String path, int from) {
        for (int end = path.length(); end > from; end = path.lastIndexOf('/', end - 1)) {
            if (paths.contains(path.substring(0, end))) {
                return true;
            }
        }
        return false;
    }
}
