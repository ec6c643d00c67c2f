package dev.sild.compose.translate.storage;

import dev.sild.images.ContainerPaths;
import dev.sild.units.Quantities;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The short form of a tmpfs: {@code /run:size=64m,mode=755}.
 *
 * @param target where it is mounted, absolute
 * @param size the most it may hold, as a Kubernetes quantity; empty for no limit
 * @param sticky whether users cannot remove each other's files, which an in-memory volume does not support
 * @param lost the other options that a volume in memory does not have
 * @see <a href="https://docs.docker.com/reference/compose-file/services/#tmpfs">tmpfs</a>
 */
public record Tmpfs(String target, String size, boolean readOnly, boolean sticky, List<String> lost) {
    /** Options that an in-memory volume has by default. */
    private static final Set<String> ANYWAY =
            Set.of("", "size=0", "rw", "exec", "suid", "dev", "mode=777", "mode=0777");

    private static final Set<String> STICKY = Set.of("mode=1777", "mode=01777");

    public static Tmpfs of(String text) {
        int colon = text.indexOf(':');
        String size = "";
        boolean readOnly = false;
        boolean sticky = false;
        List<String> lost = new ArrayList<>();
        for (String option :
                colon < 0 ? new String[0] : text.substring(colon + 1).split(",")) {
            String bytes = option.startsWith("size=") ? Quantities.bytes(option.substring("size=".length())) : "";
            if (!bytes.isEmpty()) {
                size = bytes;
            } else if (option.equals("ro")) {
                readOnly = true;
            } else if (STICKY.contains(option)) {
                sticky = true;
            } else if (!ANYWAY.contains(option)) {
                lost.add(option);
            }
        }
        return new Tmpfs(
                ContainerPaths.absolute("/", colon < 0 ? text : text.substring(0, colon)),
                size,
                readOnly,
                sticky,
                lost);
    }
}
