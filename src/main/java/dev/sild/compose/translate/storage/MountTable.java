package dev.sild.compose.translate.storage;

import dev.sild.compose.translate.source.Attribute;
import dev.sild.model.Mount;
import dev.sild.model.Volume;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The mounts of one component by their paths, and the scratch volumes that are made for them. */
final class MountTable {
    private final String component;
    private final Storage storage;
    private final Map<String, Mount> byPath = new LinkedHashMap<>();
    private final Set<String> leftToImage = new HashSet<>();
    private int scratches;

    MountTable(String component, Storage storage) {
        this.component = component;
        this.storage = storage;
    }

    /** Later mounts of a path win, as they cover the earlier ones. */
    void put(Mount mount) {
        byPath.put(mount.path(), mount);
    }

    void putScratch(String target, boolean memory, String sizeLimit, boolean readOnly) {
        putScratch(target, memory, sizeLimit, readOnly, Optional.empty());
    }

    void putScratch(String target, boolean memory, String sizeLimit, boolean readOnly, Optional<Volume.Seed> seed) {
        String name = storage.freeName(component + "-scratch" + (scratches == 0 ? "" : "-" + (scratches + 1)));
        scratches++;
        storage.add(new Volume.Scratch(name, memory, sizeLimit, seed));
        put(Mount.ofVolume(name, target, readOnly));
    }

    /** Notes a folder that is not mounted, since the image has what would be there. */
    void leaveToImage(String target) {
        leftToImage.add(target);
    }

    /** Whether a path lies in a folder that is left to the image. */
    boolean isLeftToImage(String target) {
        return leftToImage.stream().anyMatch(path -> target.startsWith(path.equals("/") ? path : path + "/"));
    }

    boolean has(String path) {
        return byPath.containsKey(path);
    }

    /** Whether something else is mounted around a path. */
    boolean isCovered(String target) {
        return isCovered(target, "");
    }

    /** Whether something else is mounted around a path than at {@code allowed}. */
    boolean isCovered(String target, String allowed) {
        return byPath.keySet().stream()
                .anyMatch(path -> !path.equals(allowed) && target.startsWith(path.equals("/") ? path : path + "/"));
    }

    /** Whether something else is mounted in a folder. */
    boolean hasIn(String folder) {
        return byPath.keySet().stream().anyMatch(path -> path.startsWith(folder + "/"));
    }

    List<Mount> all() {
        return List.copyOf(byPath.values());
    }

    static boolean readOnly(Attribute volume) {
        return volume.get("read_only").bool();
    }
}
