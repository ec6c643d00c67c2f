package dev.sild.compose.translate.storage;

import dev.sild.compose.translate.claims.DatabaseFolders;
import dev.sild.compose.translate.claims.DatabaseRoots;
import dev.sild.compose.translate.code.DataNames;
import dev.sild.compose.translate.image.ImageCheck;
import dev.sild.compose.translate.kompose.KomposeLabels;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.images.ContainerPaths;
import dev.sild.images.ImageFacts;
import dev.sild.model.Mount;
import dev.sild.model.Volume;
import dev.sild.report.Code;
import java.util.Map;
import java.util.Optional;

/** The mounts of volumes: named ones, anonymous ones, and images. */
final class VolumeMounts {
    private final Attribute service;
    private final String component;
    private final Optional<ImageFacts> image;
    private final Bind.Mounter mounter;
    private final KomposeLabels.Volumes kompose;
    private final Storage storage;
    private final KeptData kept;
    private final MountTable mounts;

    VolumeMounts(
            Attribute service,
            Bind.Mounter mounter,
            KomposeLabels.Volumes kompose,
            Storage storage,
            KeptData kept,
            MountTable mounts) {
        this.service = service;
        this.mounter = mounter;
        component = mounter.component();
        image = mounter.image();
        this.kompose = kompose;
        this.storage = storage;
        this.kept = kept;
        this.mounts = mounts;
    }

    void read(Attribute volume, String target) {
        Attribute source = volume.get("source");
        Attribute options = volume.get("volume");
        boolean noCopy = options.get("nocopy").bool();
        String subPath = Optional.of(subPath(options.get("subpath")))
                .filter(path -> !path.isEmpty())
                .orElse(kompose.subPath());
        if (!source.present()) {
            readAnonymous(volume, target, noCopy);
            return;
        }
        if (kompose.kind() == KomposeLabels.VolumeKind.SCRATCH) {
            source.done();
            mounts.putScratch(target, false, "", MountTable.readOnly(volume));
            return;
        }
        if (kompose.kind() == KomposeLabels.VolumeKind.HOST_PATH) {
            volume.note(
                    Code.KOMPOSE_DIFFERS,
                    "a named volume is a claim, not a path of a node",
                    "use a bind mount of a host path");
        }
        if (!noCopy && subPath.isEmpty() && storage.packages().isOne(source.peek()) && hasPackages(target)) {
            readPackages(volume, target);
            return;
        }
        String name = storage.volume(source.string(), kompose.terms());
        boolean readOnly = MountTable.readOnly(volume);
        boolean starts = storage.ownFileSystems() && DatabaseFolders.refuseLostAndFound(target, service, image);
        if (starts && subPath.isEmpty()) {
            subPath = DatabaseRoots.FOLDER;
        } else if (storage.roots().isOne(source.string())) {
            subPath = besideDatabase(volume, target, name, subPath);
        }
        if (starts && storage.isClaim(Mount.ofVolume(name, target, false))) {
            storage.roots().makeFor(component, name, subPath);
        }
        boolean holdsData = DatabaseFolders.hold(target, service, image);
        if (holdsData) {
            storage.seeding().holdsData(name);
        }
        // What a service sees is not what the volume has at its top, where it would be filled.
        if (!noCopy && subPath.isEmpty()) {
            storage.seeding().mayFill(name, component, target, readOnly, image, holdsData);
            if (!readOnly && !holdsData && isCode(target) && storage.isClaim(Mount.ofVolume(name, target, false))) {
                volume.note(
                        Code.VOLUME_KEEPS_CODE,
                        "'" + component + "' keeps the code of its first image in the claim '"
                                + storage.claim(new Mount.OfVolume(name)) + "': a new image does not change " + target,
                        "remove the volume if it holds no data, or delete the claim when the image changes");
            }
        }
        mounts.put(new Mount(new Mount.OfVolume(name), target, subPath, readOnly, Optional.empty()));
    }

    /**
     * Whether the Dockerfile of an image that is built here copies something to a folder that is not called as data.
     */
    private boolean isCode(String target) {
        return storage.ownFileSystems()
                && service.get("build").present()
                && !DataNames.isOne(target.substring(target.lastIndexOf('/') + 1))
                && image.filter(facts -> facts.contentPaths().contains(target)).isPresent();
    }

    /** Whether the image may bring packages at a path, or something is mounted around it. */
    private boolean hasPackages(String target) {
        return mounts.isCovered(target) || mounts.isLeftToImage(target) || isBrought(target);
    }

    private boolean isBrought(String target) {
        return image.filter(facts -> !facts.isEmptyAt(target) && !facts.wantsEmptyDataFolder())
                .isPresent();
    }

    /** Each pod has the packages of its own image, which a claim would not. */
    private void readPackages(Attribute volume, String target) {
        String name = volume.get("source").string();
        if (!service.get("read_only").bool() && !mounts.isCovered(target)) {
            volume.note(
                    Code.BIND_IN_IMAGE,
                    "the volume '" + name + "' is not mounted: the built image has its own " + target
                            + ", and a claim would keep that of the first image",
                    "rebuild the image when packages change");
            return;
        }
        volume.note(
                Code.VOLUME_SEEDED,
                "'" + name + "' is not a claim, which would keep the packages of the first image; an init container,"
                        + " which runs as root, copies those of each image in each pod",
                "set 'volume: {nocopy: true}' to keep the volume");
        mounts.putScratch(
                target,
                false,
                "",
                MountTable.readOnly(volume),
                Optional.of(storage.seeding().seed(component, target, image)));
    }

    /** Returns what another service mounts of a volume in which a database has a folder of its own: that folder. */
    private String besideDatabase(Attribute volume, String target, String name, String subPath) {
        if (storage.isClaim(Mount.ofVolume(name, target, false))) {
            return DatabaseRoots.within(subPath);
        }
        volume.noteApproximated(
                "a database keeps its data in the folder '" + DatabaseRoots.FOLDER + "' of this volume; " + target
                        + " shows what is around it",
                "set 'volume: {subpath: " + DatabaseRoots.within(subPath) + "}' to see the same files");
        return subPath;
    }

    /**
     * A container engine fills an empty anonymous volume from the image, and Kubernetes would hide what the image
     * brings: there the container's own file system does, unless it may not be written to or something else is mounted
     * around it. Then the volume is filled in each pod.
     */
    private void readAnonymous(Attribute volume, String target, boolean noCopy) {
        if (service.get("x-sild").get("storage").present()) {
            String name = storage.freeName(component + target);
            storage.add(mounter.terms().claim(name, Map.of()), storage.rooms().at(service, image, target));
            if (!noCopy) {
                boolean readOnly = MountTable.readOnly(volume);
                storage.seeding()
                        .mayFill(
                                name, component, target, readOnly, image, DatabaseFolders.hold(target, service, image));
            }
            mounts.put(Mount.ofVolume(name, target, MountTable.readOnly(volume)));
            return;
        }
        if (kept.holds(target)) {
            mounts.put(kept.mount(target, MountTable.readOnly(volume), noCopy));
            return;
        }
        if (mounts.isLeftToImage(target) && !mounts.isCovered(target)) {
            // It only keeps the mount around it from hiding the image's own folder.
            volume.done();
            return;
        }
        boolean unknown = image.isEmpty();
        boolean brought = !noCopy && isBrought(target);
        boolean covered = mounts.isCovered(target);
        if (brought && !service.get("read_only").bool() && !covered) {
            volume.noteApproximated(
                    "no volume is mounted at " + target + "; the content of the image is used, and changes are"
                            + " lost with the container",
                    "use a named volume for data that must persist");
            return;
        }
        boolean filled = storage.ownFileSystems() && (brought || covered && unknown && !noCopy);
        if (filled) {
            volume.note(
                    Code.VOLUME_SEEDED,
                    "an init container, which runs as root, fills it from " + target + " of the image in each pod",
                    "set 'volume: {nocopy: true}' to turn that off");
        }
        mounts.putScratch(
                target,
                false,
                "",
                MountTable.readOnly(volume),
                filled ? Optional.of(storage.seeding().seed(component, target, image)) : Optional.empty());
    }

    /** A path within a volume is relative, and does not leave it. */
    private static String subPath(Attribute attribute) {
        return attribute.string().isEmpty()
                ? ""
                : ContainerPaths.absolute("/", attribute.string()).substring(1);
    }

    /** Clusters before 1.35 reject image volumes unless configured to allow them; podman supports them. */
    void readImage(Attribute volume, String target) {
        if (storage.ownFileSystems()) {
            volume.lost(
                    "most clusters do not support image volumes; nothing is mounted at " + target,
                    "copy its files into the image with 'COPY --from', or into a volume with a one-shot service");
            return;
        }
        if (volume.get("image").get("subpath").present()) {
            volume.get("image")
                    .get("subpath")
                    .notForPodman(
                            "podman mounts the complete image", "use the subpath below the target in the container");
        }
        ImageCheck.report(volume.get("source"));
        String name = storage.freeName(component + target);
        storage.add(new Volume.ImageContent(name, volume.get("source").string()));
        mounts.put(Mount.ofVolume(name, target, true));
    }
}
