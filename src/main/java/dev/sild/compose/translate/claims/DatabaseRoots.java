package dev.sild.compose.translate.claims;

import dev.sild.compose.translate.files.FileBundles;
import dev.sild.compose.translate.kompose.KomposeLabels;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.images.ContainerPaths;
import dev.sild.images.ImageFacts;
import dev.sild.model.Mount;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The volumes and folders in which a database starts in a folder of its own, since their top is not empty. In compose
 * the database has all of such a volume: other services that mount it, as one that backs it up does, see that folder.
 */
public final class DatabaseRoots {
    /** The folder that a database starts in. */
    public static final String FOLDER = "data";

    private final Set<String> sources = new HashSet<>();
    private final Set<List<String>> made = new HashSet<>();

    /** Adds the volumes that a service mounts as the data folder of its database. */
    public void add(Attribute service, Optional<ImageFacts> image, FileBundles bundles) {
        for (Attribute volume : service.get("volumes").below()) {
            String source = volume.get("source").peek();
            String type = volume.get("type").peek();
            String target = ContainerPaths.absolute("/", volume.get("target").peek());
            if (type.equals("bind") && DatabaseFolders.isOne(target, service, image)) {
                sources.add(bundles.place(source).toString());
            } else if (type.equals("volume")
                    && !source.isEmpty()
                    && !hasPath(service, volume)
                    && DatabaseFolders.refuseLostAndFound(target, service, image)) {
                sources.add(source);
            }
        }
    }

    private static boolean hasPath(Attribute service, Attribute volume) {
        return !volume.get("volume").get("subpath").peek().isEmpty()
                || KomposeLabels.of(service).get("volume.subpath").present();
    }

    /** Whether a volume, by its key, or a folder, by its absolute path, is one of them. */
    public boolean isOne(String source) {
        return sources.contains(source);
    }

    /** Notes that a component's database starts in such a folder of a volume, which has to be made for it. */
    public void makeFor(String component, String volume) {
        makeFor(component, volume, FOLDER);
    }

    /** Notes the same of a folder of another name, which the compose file says. */
    public void makeFor(String component, String volume, String folder) {
        made.add(List.of(component, volume, folder));
    }

    /** Whether {@code mount} is of a folder that has to be made for a component's database. */
    public boolean isMadeFor(String component, Mount mount) {
        return mount.source() instanceof Mount.OfVolume of
                && made.contains(List.of(component, of.name(), mount.subPath()));
    }

    /** Returns the path in a claim that is {@code path} for the database. */
    public static String within(String path) {
        return path.isEmpty() ? FOLDER : FOLDER + "/" + path;
    }
}
