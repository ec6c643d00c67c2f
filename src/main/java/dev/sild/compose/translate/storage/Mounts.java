package dev.sild.compose.translate.storage;

import dev.sild.compose.translate.files.FileReaders;
import dev.sild.compose.translate.image.ImageCheck;
import dev.sild.compose.translate.kompose.KomposeLabels;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.compose.translate.source.ClaimTerms;
import dev.sild.images.ContainerPaths;
import dev.sild.images.ImageFacts;
import dev.sild.model.Mount;
import dev.sild.model.Security;
import dev.sild.model.Volume;
import dev.sild.report.Code;
import dev.sild.units.Quantities;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What one service mounts: volumes, binds, tmpfs, shared memory, secrets and configs; no path twice. */
public final class Mounts {
    private final Attribute service;
    private final String component;
    private final Optional<ImageFacts> image;
    private final Storage storage;
    private final Binds binds;
    private final Bind.Mounter mounter;
    private final KomposeLabels.Volumes kompose;
    private final Map<String, Mount> byPath = new LinkedHashMap<>();
    private int scratches;

    private Mounts(
            Attribute service,
            String component,
            Optional<ImageFacts> image,
            Storage storage,
            Binds binds,
            boolean unknownOwner) {
        this.service = service;
        this.component = component;
        this.image = image;
        this.storage = storage;
        this.binds = binds;
        kompose = KomposeLabels.of(service).volumes();
        mounter = new Bind.Mounter(
                component,
                image,
                context(),
                unknownOwner,
                ClaimTerms.of(service.get("x-sild").get("storage"))
                        .orElse(kompose.terms())
                        .orElse(storage.terms()),
                kompose.kind() == KomposeLabels.VolumeKind.HOST_PATH,
                DatabaseFolders.named(service));
    }

    /** Reads all that {@code service} mounts; what it mounts goes into {@code storage}. */
    public static List<Mount> of(
            Attribute service,
            String component,
            Optional<ImageFacts> image,
            Security security,
            Storage storage,
            Binds binds) {
        Mounts mounts = new Mounts(
                service,
                component,
                image,
                storage,
                binds,
                FileReaders.areUnknown(service, image, security, storage.ownFileSystems()));
        List<Attribute> volumes = service.get("volumes").items();
        // What an anonymous volume is for depends on what is mounted around it.
        volumes.stream().filter(volume -> !isAnonymous(volume)).forEach(mounts::readVolume);
        volumes.stream().filter(Mounts::isAnonymous).forEach(mounts::readVolume);
        service.get("tmpfs").items().forEach(mounts::readTmpfs);
        mounts.readSharedMemory();
        service.get("configs").items().forEach(config -> mounts.readFile(config, "configs", "/"));
        service.get("secrets").items().forEach(secret -> mounts.readFile(secret, "secrets", "/run/secrets/"));
        mounts.addImageVolumes();
        return List.copyOf(mounts.byPath.values());
    }

    private static boolean isAnonymous(Attribute volume) {
        return volume.get("type").peek().equals("volume")
                && !volume.get("source").present();
    }

    private void readVolume(Attribute volume) {
        String type = volume.get("type").string();
        String written = volume.get("target").string();
        String target = ContainerPaths.absolute("/", withoutLabel(written));
        if (target.length() < written.length()) {
            volume.get("target")
                    .note(
                            Code.NODE_LEVEL,
                            "nodes with SELinux label volumes automatically; it is mounted at " + target,
                            "remove the part of the path after the colon");
        }
        if (target.indexOf(':') >= 0) {
            volume.found(
                    Code.INPUT_INVALID,
                    "a mount path cannot contain a colon, as in '" + target.substring(1) + "'",
                    "a one-letter volume name is read as a Windows drive; use a longer name");
            return;
        }
        switch (type) {
            case "volume" -> readNamed(volume, target);
            case "bind" -> readBind(volume, target);
            case "tmpfs" -> {
                Attribute tmpfs = volume.get("tmpfs");
                put(scratch(target, true, Quantities.bytes(tmpfs.get("size").string()), readOnly(volume)));
            }
            case "image" -> readImage(volume, target);
            default ->
                volume.lost(
                        "Kubernetes does not support mounts of type '" + type + "'",
                        type.equals("npipe")
                                ? "remove it"
                                : "use a named volume, with 'access: ReadWriteMany' in its x-sild if several"
                                        + " nodes mount it");
        }
        readNodeLevel(volume);
    }

    /** The short form of a mount ends in how SELinux is to label it, and some write it so in the long form, too. */
    private static String withoutLabel(String target) {
        return target.endsWith(":z") || target.endsWith(":Z") ? target.substring(0, target.length() - 2) : target;
    }

    private void readBind(Attribute volume, String target) {
        if (kompose.kind() == KomposeLabels.VolumeKind.SCRATCH && !binds.isFile(volume)) {
            volume.done();
            put(scratch(target, false, "", readOnly(volume)));
            return;
        }
        binds.read(volume, target, mounter)
                .map(mount -> propagatedAsAllowed(mount, volume))
                .ifPresent(this::put);
    }

    /** What only the engine of a machine knows, whatever is mounted. */
    private static void readNodeLevel(Attribute volume) {
        Attribute label = volume.get("bind").get("selinux");
        if (label.present()) {
            label.nodeLevel("nodes with SELinux label volumes automatically");
        }
        Attribute consistency = volume.get("consistency");
        if (consistency.present()) {
            consistency.nodeLevel("mounts on a node need no consistency mode, because there is no virtual machine");
        }
    }

    /** The folder on this machine that the image is built from. */
    private Optional<Path> context() {
        String context = service.get("build").get("context").string();
        return context.startsWith("/") ? Optional.of(Path.of(context).normalize()) : Optional.empty();
    }

    /** Only a privileged container may make mounts that its node sees. */
    private Mount propagatedAsAllowed(Mount mount, Attribute volume) {
        boolean bidirectional = mount.propagation()
                .filter(Mount.Propagation.BIDIRECTIONAL::equals)
                .isPresent();
        if (!bidirectional || service.get("privileged").bool()) {
            return mount;
        }
        volume.get("bind")
                .get("propagation")
                .noteApproximated("only a privileged container can propagate mounts to its node; propagation is reduced"
                        + " to HostToContainer");
        return new Mount(
                mount.source(),
                mount.path(),
                mount.subPath(),
                mount.readOnly(),
                Optional.of(Mount.Propagation.HOST_TO_CONTAINER));
    }

    /** Clusters before 1.35 refuse volumes that are images, unless they are told to allow them; podman knows them. */
    private void readImage(Attribute volume, String target) {
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
        put(Mount.ofVolume(name, target, true));
    }

    private void readNamed(Attribute volume, String target) {
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
            put(scratch(target, false, "", readOnly(volume)));
            return;
        }
        if (kompose.kind() == KomposeLabels.VolumeKind.HOST_PATH) {
            volume.note(
                    Code.KOMPOSE_DIFFERS,
                    "a named volume is a claim, not a path of a node",
                    "use a bind mount of a host path");
        }
        String name = storage.volume(source.string(), kompose.terms());
        boolean readOnly = readOnly(volume);
        if (subPath.isEmpty()
                && storage.ownFileSystems()
                && DatabaseFolders.refuseLostAndFound(target, service, image)) {
            subPath = "data";
        }
        storage.mounted(name, component);
        // What a service sees is not what the volume has at its top, where it would be filled.
        if (!noCopy && subPath.isEmpty()) {
            storage.mayFill(name, component, target, readOnly, image);
        }
        put(new Mount(new Mount.OfVolume(name), target, subPath, readOnly, Optional.empty()));
    }

    /**
     * A container engine fills an empty anonymous volume from the image, and Kubernetes would hide what the image
     * brings: there the container's own file system does, unless it may not be written to or something else is mounted
     * around it. Then the volume is filled in each pod.
     */
    private void readAnonymous(Attribute volume, String target, boolean noCopy) {
        if (service.get("x-sild").get("storage").present()) {
            String name = storage.freeName(component + target);
            storage.add(mounter.terms().claim(name, Map.of()));
            put(Mount.ofVolume(name, target, readOnly(volume)));
            return;
        }
        boolean unknown = image.isEmpty();
        boolean brought = !noCopy
                && !unknown
                && image.get().mayHaveContent(target)
                && !image.get().wantsEmptyDataFolder();
        boolean covered = isCovered(target);
        if (brought && !service.get("read_only").bool() && !covered) {
            volume.noteApproximated(
                    "no volume is mounted at " + target + "; the content of the image is used, and changes are"
                            + " lost with the container",
                    "use a named volume for data that must persist");
            return;
        }
        boolean toFill = storage.ownFileSystems() && (brought || covered && unknown && !noCopy);
        boolean filled = toFill && (unknown || Storage.canFill(image.get()));
        if (filled) {
            volume.note(
                    Code.VOLUME_SEEDED,
                    "an init container seeds it from " + target + " of the image in each pod; it runs as root"
                            + " and needs a shell in the image",
                    "set 'volume: {nocopy: true}' to turn that off");
        } else if (toFill) {
            volume.noteApproximated(
                    "the volume is not seeded: the image has no shell to copy " + target,
                    "remove the mount to use the content of the image");
        }
        put(scratch(
                target,
                false,
                "",
                readOnly(volume),
                filled ? Optional.of(new Volume.Seed(component, target)) : Optional.empty()));
    }

    /** Whether something else is mounted around a path. */
    private boolean isCovered(String target) {
        return byPath.keySet().stream().anyMatch(path -> target.startsWith(path.equals("/") ? path : path + "/"));
    }

    /** A path within a volume is relative, and does not leave it. */
    private static String subPath(Attribute attribute) {
        return attribute.string().isEmpty()
                ? ""
                : ContainerPaths.absolute("/", attribute.string()).substring(1);
    }

    private boolean readOnly(Attribute volume) {
        return volume.get("read_only").bool();
    }

    private void readTmpfs(Attribute attribute) {
        Tmpfs tmpfs = Tmpfs.of(attribute.string());
        if (!tmpfs.lost().isEmpty()) {
            attribute.noteLost(
                    "a tmpfs in Kubernetes only supports a size; '" + String.join(",", tmpfs.lost()) + "' is dropped",
                    "remove the options that are not needed");
        }
        if (tmpfs.sticky() && storage.ownFileSystems()) {
            attribute.note(Code.NODE_LEVEL, "every user can write to it and delete files of other users");
        }
        put(scratch(tmpfs.target(), true, tmpfs.size(), tmpfs.readOnly()));
    }

    private void readSharedMemory() {
        Attribute size = service.get("shm_size");
        if (size.present()) {
            put(scratch("/dev/shm", true, Quantities.bytes(size.string()), false));
        }
    }

    private void readFile(Attribute file, String kind, String folder) {
        String source = file.get("source").string();
        String target = file.get("target").string();
        for (String owner : List.of("uid", "gid")) {
            if (file.get(owner).present()) {
                file.get(owner)
                        .lost(
                                "files from ConfigMaps and Secrets are owned by root and the pod's fsGroup",
                                "set 'mode' so that every user can read it, as in 0444");
            }
        }
        int mode = FileReaders.mode(file.get("mode"), mounter.unknownOwner());
        String path = target.isEmpty() ? folder + source : target.startsWith("/") ? target : folder + target;
        put(storage.secretsAndConfigs().mount(kind, source, path, mode));
    }

    /** A folder that the Dockerfile declares as a volume is writable and empty, unless the image brings its content. */
    private void addImageVolumes() {
        if (image.isEmpty() || !image.get().origins().containsKey(ImageFacts.Attribute.DATA_FOLDERS)) {
            return;
        }
        for (String folder : image.get().dataFolders()) {
            if (!byPath.containsKey(folder) && !image.get().mayHaveContent(folder)) {
                put(scratch(folder, false, "", false));
            }
        }
    }

    private Mount scratch(String target, boolean memory, String sizeLimit, boolean readOnly) {
        return scratch(target, memory, sizeLimit, readOnly, Optional.empty());
    }

    private Mount scratch(
            String target, boolean memory, String sizeLimit, boolean readOnly, Optional<Volume.Seed> seed) {
        String name = storage.freeName(component + "-scratch" + (scratches == 0 ? "" : "-" + (scratches + 1)));
        scratches++;
        storage.add(new Volume.Scratch(name, memory, sizeLimit, seed));
        return Mount.ofVolume(name, target, readOnly);
    }

    /** Later mounts of a path win, as they cover the earlier ones. */
    private void put(Mount mount) {
        byPath.put(mount.path(), mount);
    }
}
