package dev.sild.compose.translate.claims;

import dev.sild.compose.translate.files.FileBundles;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.images.ContainerPaths;
import dev.sild.images.ImageFacts;
import dev.sild.images.KnownFolders;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How much room volumes need where more than the default is known to be needed: by the image, and by the path. */
public final class Rooms {
    private final FileBundles bundles;
    private final Map<String, Integer> bySource = new HashMap<>();
    private Optional<Attribute> last = Optional.empty();
    private Map<String, Integer> ofLast = Map.of();

    public Rooms(FileBundles bundles) {
        this.bundles = bundles;
    }

    /** Adds what a service mounts, by the volume's key or the absolute path of the folder. */
    public void add(Attribute service, Optional<ImageFacts> image) {
        for (Attribute volume : service.get("volumes").below()) {
            String source = volume.get("source").peek();
            if (!source.isEmpty()) {
                String target =
                        ContainerPaths.absolute("/", volume.get("target").peek());
                boolean bind = volume.get("type").peek().equals("bind");
                bySource.merge(bind ? bundles.place(source).toString() : source, at(service, image, target), Math::max);
            }
        }
    }

    /** Returns the gibibytes that a volume, by its key, or a folder, by its absolute path, needs; 0 if not known. */
    public int of(String source) {
        return bySource.getOrDefault(source, 0);
    }

    /** Returns the gibibytes that a service needs in what it mounts at a path; 0 if not known. */
    public int at(Attribute service, Optional<ImageFacts> image, String target) {
        int needed = KnownFolders.roomAt(target);
        for (Map.Entry<String, Integer> folder : folders(service, image).entrySet()) {
            if (ContainerPaths.contains(target, folder.getKey()) || ContainerPaths.contains(folder.getKey(), target)) {
                needed = Math.max(needed, folder.getValue());
            }
        }
        return needed;
    }

    /** Returns the folders of a service that need room, as its image and its variables say. */
    private Map<String, Integer> folders(Attribute service, Optional<ImageFacts> image) {
        if (last.filter(known -> known == service).isEmpty()) {
            Map<String, Integer> folders =
                    new LinkedHashMap<>(image.map(ImageFacts::room).orElse(Map.of()));
            Map<String, String> variables =
                    new LinkedHashMap<>(image.map(ImageFacts::env).orElse(Map.of()));
            service.get("environment").below().forEach(own -> variables.put(own.segment(), own.peek()));
            variables.forEach((name, value) -> {
                int needed = KnownFolders.roomOfVariable(name);
                if (needed > 0 && value.startsWith("/")) {
                    folders.merge(ContainerPaths.absolute("/", value), needed, Math::max);
                }
            });
            int free =
                    FreeSpace.needed(service, image.map(ImageFacts::freeSpace).orElse(List.of()), bundles);
            int ofData = Math.max(free, folders.getOrDefault(ImageFacts.ROOM_OF_DATA, 0));
            folders.remove(ImageFacts.ROOM_OF_DATA);
            if (ofData > 0) {
                dataFolders(service, image.get()).forEach(folder -> folders.merge(folder, ofData, Math::max));
            }
            last = Optional.of(service);
            ofLast = folders;
        }
        return ofLast;
    }

    /** Returns the folders with the data of a service: its settings may name another where its image has none. */
    private static List<String> dataFolders(Attribute service, ImageFacts image) {
        List<String> known = CommandFolders.of(service, Optional.of(image)).orElse(image.lastingFolders());
        List<String> folders = known.isEmpty() ? image.knownData() : known;
        return folders.isEmpty() ? List.of("/") : folders;
    }
}
