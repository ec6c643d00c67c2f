package dev.sild.compose.translate.storage;

import dev.sild.compose.translate.claims.ClaimAccess;
import dev.sild.compose.translate.claims.ClaimNaming;
import dev.sild.compose.translate.claims.ClaimSizes;
import dev.sild.compose.translate.claims.DatabaseRoots;
import dev.sild.compose.translate.claims.Rooms;
import dev.sild.compose.translate.claims.Seeding;
import dev.sild.compose.translate.claims.SeedingPods;
import dev.sild.compose.translate.files.FileBundles;
import dev.sild.compose.translate.files.SecretsAndConfigs;
import dev.sild.compose.translate.kompose.KomposeLabels;
import dev.sild.compose.translate.network.InternalNetworks;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.compose.translate.source.ClaimTerms;
import dev.sild.compose.translate.source.StorageOptions.BindKind;
import dev.sild.compose.translate.source.TranslateOptions;
import dev.sild.images.ImageFacts;
import dev.sild.model.Component;
import dev.sild.model.Lookup;
import dev.sild.model.Mount;
import dev.sild.model.Names;
import dev.sild.model.Volume;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The project's storage: its volumes, each made when a service first mounts it. */
public final class Storage {
    private final Attribute root;
    private final FileBundles bundles;
    private final SecretsAndConfigs secretsAndConfigs;
    private final TranslateOptions options;
    private final ClaimTerms terms;
    private final boolean ownFileSystems;
    private final Map<String, Volume> volumes = new LinkedHashMap<>();
    private final VolumeNames names;
    private final Seeding seeding;
    private final ClaimNaming naming;
    private final BindKind binds;
    private final DatabaseRoots roots = new DatabaseRoots();
    /** What claims of named volumes and folders are named for: no other claim may take such a name before. */
    private final Set<String> wantedNames = new HashSet<>();

    private final Rooms rooms;
    private final ClaimSizes sizes;
    private final UnkeptData unkept = new UnkeptData();
    private final PackageVolumes packages;
    private final Set<String> ownData = new HashSet<>();

    public Storage(Attribute root, FileBundles bundles, TranslateOptions options) {
        this.root = root;
        this.options = options;
        packages = new PackageVolumes(root);
        this.bundles = bundles;
        secretsAndConfigs = new SecretsAndConfigs(root, bundles, options.podman());
        rooms = new Rooms(bundles);
        terms = ClaimTerms.specified(options.storage(), root.get("x-sild").get("storage"));
        ownFileSystems = !options.podman();
        seeding = new Seeding(bundles, options);
        naming = ClaimNaming.of(root, options);
        names = new VolumeNames(root, bundles, this::isBound);
        binds = options.storage().binds();
        sizes = new ClaimSizes(options.storage());
        root.get("volumes").entries().forEach((key, volume) -> {
            if (!isBound(volume)) {
                wantedNames.add(Names.label(key));
                wantedNames.add(Names.label(volume.get("name").peek()));
            }
        });
    }

    /** Whether services mount the folder that a volume is a bind mount of, and not the volume. */
    private boolean isBound(Attribute volume) {
        return ownFileSystems && BoundVolumes.isOne(volume);
    }

    /** Returns what decides which volumes are filled from an image. */
    Seeding seeding() {
        return seeding;
    }

    /** Returns what claims of a service's own ask for. */
    ClaimTerms terms(Attribute service) {
        return ClaimTerms.of(service.get("x-sild").get("storage"))
                .orElse(KomposeLabels.of(service).volumes().terms())
                .orElse(terms);
    }

    public SecretsAndConfigs secretsAndConfigs() {
        return secretsAndConfigs;
    }

    /** Whether a claim is a file system of its own, with a folder lost+found in it: podman's are plain folders. */
    boolean ownFileSystems() {
        return ownFileSystems;
    }

    /** Whether the pod of a service can download nothing. */
    boolean isShutIn(Attribute service) {
        return InternalNetworks.shutIn(root, service, options);
    }

    public boolean isClaim(Mount mount) {
        return mount.source() instanceof Mount.OfVolume of && volumes.get(of.name()) instanceof Volume.Claim;
    }

    /** Whether {@code mount} is of a volume that the compose file names. */
    boolean isNamedVolume(Mount mount) {
        return mount.source() instanceof Mount.OfVolume of
                && names.key(of.name()).isPresent();
    }

    /** Whether {@code mount} is one of a claim that pods of one node may mount at a time. */
    public boolean isClaimOfOneNode(Mount mount) {
        return mount.source() instanceof Mount.OfVolume of
                && Lookup.required(volumes, of.name()).isClaimOfOneNode();
    }

    /** Whether {@code mount} is of something that ends with its pod. */
    public boolean endsWithPod(Mount mount) {
        return mount.source() instanceof Mount.OfVolume of && volumes.get(of.name()) instanceof Volume.Scratch;
    }

    /** Returns a name that nothing else has: {@code wanted} where it is free. */
    String freeName(String wanted) {
        return bundles.freeName(wanted, wanted);
    }

    /**
     * Returns the name of the claim for a data folder that the compose file has no volume for.
     *
     * @param first whether it is the component's only or first data folder
     */
    String nameOfData(String component, String folder, boolean first) {
        String name = Names.label(component, "data");
        String free = freeName(first && !wantedNames.contains(name) ? name : component + folder);
        ownData.add(free);
        return free;
    }

    /** Whether {@code mount} is of a claim that the compose file has no volume for: each pod may have its own. */
    boolean isOwnData(Mount mount) {
        return mount.source() instanceof Mount.OfVolume of && ownData.contains(of.name());
    }

    /** Returns the volumes and folders in which databases start in a folder of their own. */
    DatabaseRoots roots() {
        return roots;
    }

    /** Notes what a service with that image mounts, before the mounts of any service are read. */
    public void lookAt(Attribute service, Optional<ImageFacts> image) {
        if (ownFileSystems) {
            roots.add(service, image, bundles);
            rooms.add(service, image);
            packages.add(service);
            for (Attribute volume : service.get("volumes").below()) {
                if (volume.get("type").peek().equals("bind")) {
                    Path place = bundles.place(volume.get("source").peek());
                    wantedNames.add(Names.label(bundles.named(place)));
                }
            }
        }
    }

    void add(Volume volume) {
        add(volume, 0);
    }

    /** Adds a volume; {@code room} is how many gibibytes it is known to need, 0 if that is not known. */
    void add(Volume volume, int room) {
        volumes.put(
                volume.name(), volume instanceof Volume.Claim claim ? sizes.sized(naming.named(claim), room) : volume);
    }

    /** Returns what is known about how much room volumes need. */
    Rooms rooms() {
        return rooms;
    }

    /** Returns the volumes that have nothing but packages of an image. */
    PackageVolumes packages() {
        return packages;
    }

    /** Returns the data folders that no volume keeps. */
    UnkeptData unkept() {
        return unkept;
    }

    /** Returns the name of the claim that a mounted volume becomes. */
    String claim(Mount.OfVolume mounted) {
        return volumes.get(mounted.name()) instanceof Volume.Claim claim
                        && !claim.object().isEmpty()
                ? claim.object()
                : mounted.name();
    }

    /**
     * Returns the name of a named volume, which is made on its first use.
     *
     * @param wanted what who mounts it wants of claims, unless the volume itself says otherwise
     */
    String volume(String key, ClaimTerms wanted) {
        String name = names.of(key);
        if (names.isMounted(key)) {
            return name;
        }
        Attribute volume = root.get("volumes").get(key);
        volume.get("name").done();
        names.mount(key);
        if (volumes.containsKey(name)) {
            // A volume with this name is already defined, whether external or not.
            volume.get("external").done();
            return name;
        }
        Volume read = VolumeDrivers.read(name, volume, wanted.orElse(terms), ownFileSystems, binds, bundles.secrecy());
        if (names.isChosen(key)
                && read instanceof Volume.Claim claim
                && claim.object().isEmpty()) {
            read = ownFileSystems ? claim.named(name) : VolumeNames.forEngine(claim, volume.get("name"));
        }
        add(read, rooms.of(key));
        return name;
    }

    /**
     * Returns the volumes; a claim is filled by the first of {@code components} that may write to it and whose image
     * may have content for it.
     *
     * @param running what runs in the end, when some share a pod
     */
    public List<Volume> volumes(List<Component> components, List<Component> running) {
        SeedingPods pods = new SeedingPods(components, running);
        ClaimAccess access = new ClaimAccess(running);
        List<Volume> all = new ArrayList<>();
        for (Volume volume : volumes.values()) {
            if (volume instanceof Volume.Claim claim) {
                all.add(new Volume.Claim(
                        claim.name(),
                        claim.object(),
                        claim.size(),
                        claim.storageClass(),
                        ownFileSystems ? access.of(claim, () -> origin(claim.name())) : claim.access(),
                        claim.labels(),
                        seeding.of(claim.name(), pods, names.key(claim.name()).orElse(claim.name()))));
            } else {
                if (ownFileSystems) {
                    access.reportEachNode(volume, () -> origin(volume.name()));
                }
                all.add(volume);
            }
        }
        seeding.report(root.get("volumes"));
        seeding.toolsVolume().ifPresent(all::add);
        return all;
    }

    /** Returns the named volume of that name, or all of them. */
    private Attribute origin(String name) {
        Attribute all = root.get("volumes");
        return names.key(name).map(all::get).orElse(all);
    }

    /** Deals with top-level entries that no service uses: compose makes nothing of them either. */
    public void finish() {
        secretsAndConfigs.finish();
        naming.report(root.get("services"));
        if (ownFileSystems) {
            sizes.report(root.get("volumes"), root.get("services"));
            unkept.report();
        }
        root.get("volumes").entries().forEach((key, definition) -> {
            definition.get("name").done();
            if (isBound(definition)) {
                VolumeDrivers.reportOfClaims(definition, false);
            }
            if (!names.isMounted(key)) {
                definition.done();
            }
        });
    }
}
