package dev.sild.compose.translate.storage;

import dev.sild.compose.translate.claims.ApplicationFolders;
import dev.sild.compose.translate.claims.CommandFolders;
import dev.sild.compose.translate.claims.DatabaseFolders;
import dev.sild.compose.translate.claims.DatabaseRoots;
import dev.sild.compose.translate.code.WrittenFolders;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.images.ContainerPaths;
import dev.sild.images.ImageFacts;
import dev.sild.model.Mount;
import dev.sild.model.Workload;
import dev.sild.report.Code;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The data folders of a database, or of an application with people's work in them, that no volume of the compose file
 * holds. Container engines keep them in an anonymous volume or the container, through restarts. A pod would lose them
 * when its container restarts, so the service gets claims of its own.
 */
public final class KeptData {
    private final Attribute service;
    private final String component;
    private final Optional<ImageFacts> image;
    private final ImageData written;
    private final Storage storage;
    private final boolean runs;
    private final boolean another;
    private final boolean alone;

    private KeptData(
            Attribute service,
            String component,
            Optional<ImageFacts> image,
            ImageData written,
            Storage storage,
            boolean runs,
            boolean another,
            boolean alone) {
        this.service = service;
        this.component = component;
        this.image = image;
        this.written = written;
        this.storage = storage;
        this.runs = runs;
        this.another = another;
        this.alone = alone;
    }

    /**
     * Returns the data of a service.
     *
     * @param written what it is known to write to in its image
     * @param workload how it runs: what ends keeps nothing, and several pods must not write to one claim
     * @param another whether it runs another program than its image's database
     */
    public static KeptData of(
            Attribute service,
            String component,
            Optional<ImageFacts> image,
            ImageData written,
            Storage storage,
            Workload workload,
            boolean another) {
        boolean ends = workload instanceof Workload.Once || workload instanceof Workload.Scheduled;
        boolean alone = workload instanceof Workload.Stateful
                || workload.mostPods() <= 1 && !(workload instanceof Workload.PerNode);
        return new KeptData(
                service,
                component,
                image,
                written,
                storage,
                storage.ownFileSystems() && !ends && !another,
                another,
                alone);
    }

    /** Whether an anonymous volume at a path becomes a claim. */
    boolean holds(String target) {
        return runs
                && alone
                && (folders().contains(target) || DatabaseFolders.isKnown(target) || work().contains(target));
    }

    /** Reports a mount with which the image's server does not start, unless the service specifies its data folder. */
    void reportRefused(Attribute volume, String target) {
        if (another || !DatabaseFolders.named(service).isEmpty()) {
            return;
        }
        for (ImageFacts.RefusedMount refused :
                image.map(ImageFacts::refusedMounts).orElse(List.of())) {
            if (refused.folder().equals(target)) {
                volume.get("target")
                        .note(
                                Code.MOUNT_REFUSED,
                                "'" + component + "': versions after " + refused.newest()
                                        + " of this image do not start with a mount at " + target,
                                "mount the volume at " + refused.instead() + ", or use version " + refused.newest());
            }
        }
    }

    /**
     * Returns the host name that keeps the data, which is stored under it, when the pod is replaced; empty where any
     * will do.
     */
    public String hostName(List<Mount> mounts) {
        boolean kept = runs
                && alone
                && image.filter(ImageFacts::dataByHostName).isPresent()
                // Its other data, such as the members of a cluster, may be there while a database elsewhere has the
                // rest.
                && Stream.concat(folders().stream(), image.map(ImageFacts::dataFolders).orElse(List.of()).stream())
                        .anyMatch(data -> mounts.stream()
                                .anyMatch(mount ->
                                        ContainerPaths.contains(mount.path(), data) && !storage.endsWithPod(mount)));
        return kept ? component : "";
    }

    /** Returns the mounts of a service, with a claim at each data folder that nothing is mounted at, around or in. */
    public List<Mount> with(List<Mount> mounts) {
        List<String> missing = runs ? folders() : List.of();
        List<Mount> all = new ArrayList<>(mounts);
        List<String> refused = new ArrayList<>();
        for (String folder : missing) {
            Optional<Mount> around = VolumesAround.of(folder, all);
            if (around.isPresent() && refusesSubPath(folder)) {
                refused.add(folder);
            } else if (!VolumesAround.makesOwn(folder, image) && ContainerPaths.mayBeMounted(folder)) {
                around.ifPresent(mount -> all.add(VolumesAround.within(mount, folder)));
            }
        }
        if (!refused.isEmpty()) {
            report(refused);
        }
        for (String folder : missing) {
            if (mayHaveClaim(folder) && !VolumesAround.isMounted(folder, all) && !hidesContent(folder)) {
                all.add(mount(folder, false, false));
            }
        }
        if (runs) {
            keepDatabases(all);
        }
        if (!missing.isEmpty() && missing.stream().noneMatch(folder -> VolumesAround.isMounted(folder, all))) {
            report(missing);
        }
        if (missing.isEmpty() && runs) {
            List<String> lost = new ArrayList<>(unkept(all));
            for (String folder : work()) {
                if (lost.remove(folder)) {
                    all.add(mount(folder, false, false));
                }
            }
            storage.unkept().add(service, component, lost, ApplicationFolders.isCache(service));
        }
        return List.copyOf(all);
    }

    /** Adds claims for the databases that the program itself keeps in files, or reports that they have none. */
    private void keepDatabases(List<Mount> all) {
        List<String> unheld = new ArrayList<>();
        for (String folder : written.databases()) {
            if (!VolumesAround.isMounted(folder, all)) {
                if (mayHaveClaim(folder)) {
                    all.add(mount(folder, false, false));
                } else {
                    unheld.add(folder);
                }
            }
        }
        if (!unheld.isEmpty()) {
            report(unheld);
        }
        List<String> beside = written.beside().stream()
                .filter(path ->
                        all.stream().map(Mount::path).noneMatch(around -> ContainerPaths.contains(around, path)))
                .toList();
        if (!beside.isEmpty()) {
            report(beside, "give it a folder without a part of the program in it, and mount a named volume there");
        }
    }

    /** Whether the server, which is not root, cannot set the mode of a folder that the kubelet makes for it. */
    private boolean refusesSubPath(String folder) {
        return DatabaseFolders.refuseLostAndFound(folder, service, image)
                && !service.get("user").string().isEmpty();
    }

    /** Returns a mount of a claim of the service's own at a data folder. */
    Mount mount(String folder, boolean readOnly, boolean noCopy) {
        String name = storage.nameOfData(component, folder, isFirst(folder));
        storage.add(
                storage.terms(service).claim(name, Map.of()), storage.rooms().at(service, image, folder));
        Mount.OfVolume volume = new Mount.OfVolume(name);
        where().note(
                        Code.CLAIM_ADDED,
                        "Docker keeps the data in " + folder + " with the container; it has a claim '"
                                + storage.claim(volume) + "' of its own",
                        "use a named volume to choose its name");
        String subPath = "";
        if (DatabaseFolders.refuseLostAndFound(folder, service, image)) {
            storage.seeding().holdsData(name);
            subPath = DatabaseRoots.FOLDER;
            storage.roots().makeFor(component, name);
        } else if (noCopy) {
            storage.seeding().holdsData(name);
        } else {
            storage.seeding().mayFill(name, component, folder, readOnly, image, true);
        }
        return new Mount(volume, folder, subPath, readOnly, Optional.empty());
    }

    /** What a service names for its database takes the place of the image's folder, unless it lies in that. */
    private List<String> folders() {
        List<String> lasting = image.map(ImageFacts::lastingFolders).orElse(List.of());
        String named = DatabaseFolders.named(service);
        if (lasting.isEmpty()
                && !image.map(ImageFacts::dataFolders).orElse(List.of()).isEmpty()) {
            // What is no database, or a cache, runs without a volume on purpose.
            return lasting;
        }
        boolean moved = lasting.size() == 1 && !named.isEmpty() && !(named + "/").startsWith(lasting.get(0) + "/");
        return moved ? List.of(named) : CommandFolders.of(service, image).orElse(lasting);
    }

    private List<String> work() {
        // Another program of the image, as one that installs plugins, works in the folders of a service beside it.
        boolean beside =
                service.get("entrypoint").present() && !service.get("ports").present();
        return alone && !beside ? ApplicationFolders.withWork(service, image) : List.of();
    }

    private boolean isFirst(String folder) {
        List<String> folders = folders().isEmpty() ? work() : folders();
        return folders.isEmpty() || folders.get(0).equals(folder);
    }

    private boolean mayHaveClaim(String folder) {
        return alone && ContainerPaths.mayBeMounted(folder);
    }

    /** Whether a claim, which starts without the image's content there, would hide data that was built into it. */
    private boolean hidesContent(String folder) {
        return DatabaseFolders.refuseLostAndFound(folder, service, image)
                && image.filter(facts -> facts.mayHaveContent(folder)).isPresent();
    }

    private void report(List<String> folders) {
        report(
                folders,
                alone
                        ? "mount a named volume there"
                        : "set 'x-sild: {kind: StatefulSet}', so that each pod has a claim of its own");
    }

    private void report(List<String> folders, String remedy) {
        where().note(
                        Code.DATABASE_NOT_KEPT,
                        "no volume holds the data of '" + component + "' in " + String.join(", ", folders)
                                + ": it is lost when the container restarts, while Docker keeps it until the container"
                                + " is removed",
                        remedy);
    }

    /** Returns the data folders of an image that is no database for which nothing is mounted that holds data. */
    private List<String> unkept(List<Mount> mounts) {
        return Stream.concat(
                        written.named().map(List::of).orElseGet(() -> ApplicationFolders.of(service, image)).stream(),
                        written.lost().stream())
                .distinct()
                .filter(folder -> mounts.stream()
                        .noneMatch(mount -> ContainerPaths.contains(mount.path(), folder)
                                || ContainerPaths.contains(folder, mount.path())
                                        && mount.source() instanceof Mount.OfVolume
                                        && !mount.readOnly()
                                        && !isPart(mount.path(), folder)))
                .toList();
    }

    /** Whether a path deep in a data folder is that of a part of the program from the project, such as a theme. */
    private boolean isPart(String path, String folder) {
        return path.indexOf('/', folder.length() + 1) > 0
                && !WrittenFolders.OF_USERS.contains(path.substring(path.lastIndexOf('/') + 1))
                && service.get("volumes").items().stream()
                        .anyMatch(volume -> volume.get("type").peek().equals("bind")
                                && ContainerPaths.absolute(
                                                "/", volume.get("target").peek())
                                        .equals(path));
    }

    private Attribute where() {
        return service.get("image").or(service);
    }
}
