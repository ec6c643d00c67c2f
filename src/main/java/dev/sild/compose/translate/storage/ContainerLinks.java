package dev.sild.compose.translate.storage;

import dev.sild.images.ContainerPaths;
import dev.sild.report.Code;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Symbolic links in a mounted folder that lead nowhere on this machine, and to a mount in the container:
 * {@code public/storage -> /var/www/storage/app/public}.
 */
final class ContainerLinks {
    private static final int MOST = 100;
    private static final int LONGEST = 1024;

    private ContainerLinks() {}

    /** Returns those whose targets lie below a mount of the container. */
    static Map<String, String> of(Bind bind, Map<String, String> links) {
        List<String> mounts = bind.mounter().service().get("volumes").items().stream()
                .map(volume -> ContainerPaths.absolute("/", volume.get("target").peek()))
                .filter(target -> !target.equals("/"))
                .toList();
        Map<String, String> found = new TreeMap<>();
        links.forEach((path, target) -> {
            String place = ContainerPaths.absolute("/", target);
            if (found.size() < MOST
                    && path.length() + target.length() <= LONGEST
                    && mounts.stream().anyMatch(mount -> ContainerPaths.contains(mount, place))) {
                found.put(path, target);
            }
        });
        return found;
    }

    /** Reports those that nothing makes in a pod, and returns what else was not read. */
    static List<String> reportLost(Bind bind, Collection<String> notRead, Map<String, String> links) {
        List<String> lost = List.copyOf(of(bind, links).keySet());
        Set<String> mounted = TreesInImages.mountedIn(bind);
        List<String> shown = lost.stream()
                .filter(link -> mounted.stream().noneMatch(path -> ContainerPaths.contains(link, path)))
                .toList();
        if (!shown.isEmpty()) {
            boolean one = shown.size() == 1;
            bind.volume()
                    .note(
                            Code.BIND_LINK,
                            (one ? "the link " : "the links ")
                                    + BoundCode.first(shown)
                                    + (one
                                            ? " leads to a path of the container and is left out of "
                                            : " lead to paths of the container and are left out of ")
                                    + bind.target(),
                            "build an image that has the folder with its links");
        }
        List<String> others = new ArrayList<>(notRead);
        others.removeAll(lost);
        return others;
    }
}
