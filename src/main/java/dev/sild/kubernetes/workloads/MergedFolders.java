package dev.sild.kubernetes.workloads;

import dev.sild.kubernetes.objects.FileParts;
import dev.sild.kubernetes.objects.Index;
import dev.sild.model.Container;
import dev.sild.model.Files;
import dev.sild.model.Mount;
import dev.sild.model.Names;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Folders of files that have nothing but files mounted below: one projected volume has them all, so that the folder
 * hides what the image has there, as a bind mount does.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/storage/projected-volumes/">Projected volumes</a>
 */
final class MergedFolders {
    private MergedFolders() {}

    /**
     * Returns the mounts of such folders of a container, the outermost ones; they replace those at and below their
     * paths.
     */
    static List<Mount> of(Index index, Container container) {
        List<Mount> merged = new ArrayList<>();
        Set<String> done = new HashSet<>();
        container.mounts().stream()
                .sorted(Comparator.comparing(mount -> mount.path().length()))
                .forEach(folder -> {
                    if (!FolderMounts.isHidden(done, folder.path(), 0)) {
                        merge(index, container, folder).ifPresent(mount -> {
                            merged.add(mount);
                            done.add(mount.path());
                        });
                    }
                });
        return merged;
    }

    private static Optional<Mount> merge(Index index, Container container, Mount folder) {
        List<Mount> all = container.mounts().stream()
                .filter(mount -> mount == folder || mount.path().startsWith(FolderMounts.below(folder)))
                .toList();
        boolean onlyFiles = all.stream()
                .allMatch(mount -> mount.source() instanceof Mount.OfFiles of
                        && (index.files(of.name()).supplied()
                                || !mount.subPath().isEmpty()));
        if (all.size() < 2 || !onlyFiles || !folder.subPath().isEmpty()) {
            return Optional.empty();
        }
        Set<String> paths = all.stream().map(Mount::path).collect(Collectors.toSet());
        List<Mount.Part> parts = new ArrayList<>();
        for (Mount mount : all) {
            String from = mount.path().substring(FolderMounts.below(folder).length() - (mount == folder ? 1 : 0));
            for (Files part : FileParts.of(index.files(((Mount.OfFiles) mount.source()).name()))) {
                List<Files.Entry> entries = part.entries().stream()
                        .filter(entry -> mount.subPath().isEmpty()
                                ? !FolderMounts.isHidden(
                                        paths,
                                        FolderMounts.below(mount) + entry.path(),
                                        mount.path().length())
                                : entry.path().equals(mount.subPath()))
                        .map(entry -> at(from, mount, entry))
                        .toList();
                if (!entries.isEmpty()) {
                    parts.add(new Mount.Part(part, entries));
                }
            }
        }
        String name = ((Mount.OfFiles) folder.source()).name();
        Mount.Source source = new Mount.OfMerged(
                Names.label(name.replace('.', '-'), Names.hash(container.name() + folder.path())), parts);
        return Optional.of(new Mount(source, folder.path(), "", true, Optional.empty()));
    }

    /** Returns an entry with its path below the folder. */
    private static Files.Entry at(String from, Mount mount, Files.Entry entry) {
        String path = !mount.subPath().isEmpty() ? from : from.isEmpty() ? entry.path() : from + "/" + entry.path();
        return new Files.Entry(entry.key(), path, entry.mode(), entry.content());
    }
}
