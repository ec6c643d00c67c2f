package dev.sild.compose.translate.storage;

import dev.sild.compose.translate.files.FileReaders;
import dev.sild.compose.translate.image.ServiceImage;
import dev.sild.compose.translate.kompose.KomposeLabels;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.images.ContainerPaths;
import dev.sild.images.ImageFacts;
import dev.sild.model.Lookup;
import dev.sild.model.Mount;
import dev.sild.model.Security;
import dev.sild.report.Code;
import dev.sild.units.Quantities;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What one service mounts: volumes, binds, tmpfs, shared memory, secrets and configs; no path twice. */
public final class Mounts {
    private static final int MOST_EMPTY = 20;

    private final Attribute service;
    private final Optional<ImageFacts> image;
    private final Storage storage;
    private final Binds binds;
    private final Bind.Mounter mounter;
    private final KomposeLabels.Volumes kompose;
    private final MountTable mounts;
    private final VolumeMounts volumes;
    private final KeptData kept;
    private final List<BoundCode.Written> written = new ArrayList<>();
    /** Folders without files that matter in source trees that are left to the image, with the mounts of the trees. */
    private final Map<String, Attribute> emptyInImage = new LinkedHashMap<>();

    private Mounts(
            Attribute service,
            String component,
            ServiceImage from,
            Storage storage,
            Binds binds,
            KeptData kept,
            boolean unknownOwner) {
        this.service = service;
        this.image = from.facts();
        this.storage = storage;
        this.binds = binds;
        this.kept = kept;
        kompose = KomposeLabels.of(service).volumes();
        mounter = Bind.Mounter.of(
                service, component, from.program(), from, binds.context(from.madeBy(service)), storage, unknownOwner);
        mounts = new MountTable(component, storage);
        volumes = new VolumeMounts(service, mounter, kompose, storage, kept, mounts);
    }

    /** Reads all that {@code service} mounts; what it mounts goes into {@code storage}. */
    public static List<Mount> of(
            Attribute service,
            String component,
            ServiceImage from,
            Security security,
            Storage storage,
            Binds binds,
            KeptData kept) {
        Optional<ImageFacts> image = from.facts();
        Mounts reading = new Mounts(
                service,
                component,
                from,
                storage,
                binds,
                kept,
                FileReaders.areUnknown(service, image, security, storage.ownFileSystems()));
        List<Attribute> volumes = service.get("volumes").items();
        // What an anonymous volume and one of packages are for depends on what is mounted around it.
        volumes.stream().filter(volume -> !dependsOnOthers(volume)).forEach(reading::readVolume);
        volumes.stream().filter(Mounts::dependsOnOthers).forEach(reading::readVolume);
        service.get("tmpfs").items().forEach(reading::readTmpfs);
        reading.readSharedMemory();
        service.get("configs").items().forEach(config -> reading.readFile(config, "configs", "/"));
        service.get("secrets").items().forEach(secret -> reading.readFile(secret, "secrets", "/run/secrets/"));
        reading.addWrittenFolders();
        reading.addImageVolumes();
        reading.addFoldersOfUser(security);
        reading.addEmptyFolders(security);
        return reading.mounts.all();
    }

    private static boolean dependsOnOthers(Attribute volume) {
        return volume.get("type").peek().equals("volume")
                && (!volume.get("source").present()
                        || PackageVolumes.isFolder(volume.get("target").peek()));
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
        kept.reportRefused(volume, target);
        switch (type) {
            case "volume" -> volumes.read(volume, target);
            case "bind" -> readBind(volume, target);
            case "tmpfs" -> {
                Attribute tmpfs = volume.get("tmpfs");
                mounts.putScratch(
                        target, true, Quantities.bytes(tmpfs.get("size").string()), MountTable.readOnly(volume));
            }
            case "image" -> volumes.readImage(volume, target);
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
            mounts.putScratch(target, false, "", MountTable.readOnly(volume));
            return;
        }
        binds.read(volume, target, mounter)
                .map(mount -> propagatedAsAllowed(mount, volume))
                .ifPresent(mount -> {
                    mounts.put(mount);
                    written.addAll(binds.data().below(volume, mounter, mount));
                });
        binds.code().inImages().leftToImage(volume).ifPresent(left -> {
            mounts.leaveToImage(target);
            left.lacked().forEach(mounts::put);
            written.addAll(left.written());
            left.empty().forEach(folder -> emptyInImage.putIfAbsent(folder, volume));
        });
        written.addAll(binds.code().keptIn(volume));
    }

    /** Handles the settings that only a container engine uses, for any type of mount. */
    private static void readNodeLevel(Attribute volume) {
        volume.get("bind")
                .present("selinux")
                .forEach(label -> label.nodeLevel("nodes with SELinux label volumes automatically"));
        volume.present("consistency")
                .forEach(mode -> mode.nodeLevel(
                        "mounts on a node need no consistency mode, because there is no virtual machine"));
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
        mounts.putScratch(tmpfs.target(), true, tmpfs.size(), tmpfs.readOnly());
    }

    private void readSharedMemory() {
        String size = SharedMemory.size(service);
        if (!size.isEmpty() && !SharedMemory.isMountedBy(service)) {
            mounts.putScratch(SharedMemory.FOLDER, true, size, false);
        }
    }

    private void readFile(Attribute file, String kind, String folder) {
        String source = file.get("source").string();
        String target = file.get("target").string();
        file.present("uid", "gid")
                .forEach(owner -> owner.lost(
                        "files from ConfigMaps and Secrets are owned by root and the pod's fsGroup",
                        "set 'mode' so that every user can read it, as in 0444"));
        int mode = FileReaders.mode(file.get("mode"), mounter.unknownOwner());
        String path = target.isEmpty() ? folder + source : target.startsWith("/") ? target : folder + target;
        mounts.put(storage.secretsAndConfigs().mount(kind, source, path, mode, mounter.unknownOwner()));
    }

    /** What an image writes to when it is started as the user that it would switch to belongs to root in it. */
    private void addFoldersOfUser(Security security) {
        image.filter(ImageFacts::mayStartAsUser)
                .filter(facts ->
                        !service.get("user").present() && security.user().equals(facts.uid()))
                .flatMap(ImageFacts::writesAsUser)
                .ifPresent(folders -> folders.stream()
                        .filter(folder -> !mounts.has(folder) && !mounts.isCovered(folder))
                        .forEach(folder -> mounts.putScratch(folder, false, "", false)));
    }

    /**
     * The files of a mounted tree belong to the user who has them on this machine, and in an image to another one: the
     * folders that a tree keeps without files, such as {@code bootstrap/cache} of Laravel, and those of logs are then
     * folders of the pod.
     */
    private void addEmptyFolders(Security security) {
        Optional<Long> user = security.user().filter(number -> number != 0);
        boolean other = service.get("user").present()
                && user.isPresent()
                && !image.flatMap(ImageFacts::uid).equals(user);
        if (!other || !storage.ownFileSystems()) {
            return;
        }
        List<String> folders = emptyInImage.keySet().stream()
                .filter(folder -> !mounts.has(folder) && !mounts.isCovered(folder) && !mounts.hasIn(folder))
                .sorted()
                .limit(MOST_EMPTY)
                .toList();
        if (!folders.isEmpty()) {
            Attribute volume = Lookup.required(emptyInImage, folders.get(0));
            volume.note(
                    Code.BIND_IN_IMAGE,
                    "user " + user.get() + " may write to " + BoundCode.first(folders)
                            + (folders.size() == 1 ? ", an empty folder of each pod" : ", empty folders of each pod")
                            + ", because the code belongs to another user in the image",
                    "copy the code with 'COPY --chown' in the Dockerfile, and leave 'user' out");
        }
        folders.forEach(folder -> mounts.putScratch(folder, false, "", false));
    }

    /** A mount of the compose file at, around or in a folder shows what is meant to be there. */
    private void addWrittenFolders() {
        for (BoundCode.Written folder : written) {
            String target = folder.bind().target();
            if (!mounts.has(target) && !mounts.isCovered(target, folder.copy()) && !mounts.hasIn(target)) {
                mounts.put(binds.keep(folder));
            }
        }
    }

    /** A folder that the Dockerfile declares as a volume is writable and empty, unless the image brings its content. */
    private void addImageVolumes() {
        if (image.isEmpty() || !image.get().origins().containsKey(ImageFacts.Attribute.DATA_FOLDERS)) {
            return;
        }
        for (String folder : image.get().dataFolders()) {
            if (!mounts.has(folder) && !image.get().mayHaveContent(folder)) {
                mounts.putScratch(folder, false, "", false);
            }
        }
    }
}
