package dev.sild.compose.translate.storage;

import dev.sild.compose.translate.files.FileBundles;
import dev.sild.compose.translate.files.SecretsAndConfigs;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.compose.translate.source.ClaimTerms;
import dev.sild.compose.translate.source.TranslateOptions;
import dev.sild.images.ImageFacts;
import dev.sild.model.Component;
import dev.sild.model.Mount;
import dev.sild.model.Volume;
import dev.sild.report.Code;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The project's storage: its volumes, each made when a service first mounts it. */
public final class Storage {
    /** The names that a container engine allows for volumes. */
    private static final Pattern ENGINE_NAME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.-]*");

    private final Attribute root;
    private final FileBundles bundles;
    private final SecretsAndConfigs secretsAndConfigs;
    private final ClaimTerms terms;
    private final boolean ownFileSystems;
    private final Map<String, Volume> volumes = new LinkedHashMap<>();
    private final Map<String, String> volumeNames = new LinkedHashMap<>();
    /** The volumes whose name on the machine the user chose, by that name: two that have the same are one. */
    private final Map<String, String> chosenNames = new HashMap<>();

    private final Map<String, List<Filler>> fillers = new LinkedHashMap<>();
    private final Map<String, Set<String>> mounters = new LinkedHashMap<>();

    /** A component that could fill a volume from its image. */
    private record Filler(String component, String path, boolean readOnly, Optional<ImageFacts> image) {}

    public Storage(Attribute root, FileBundles bundles, TranslateOptions options) {
        this.root = root;
        this.bundles = bundles;
        secretsAndConfigs = new SecretsAndConfigs(root, bundles, options.podman());
        terms = ClaimTerms.defaults(options.storage(), root.get("x-sild").get("storage"));
        ownFileSystems = !options.podman();
    }

    /** Returns what claims ask for unless they say so themselves. */
    ClaimTerms terms() {
        return terms;
    }

    public SecretsAndConfigs secretsAndConfigs() {
        return secretsAndConfigs;
    }

    /** Whether a claim is a file system of its own, with a folder lost+found in it: podman's are plain folders. */
    boolean ownFileSystems() {
        return ownFileSystems;
    }

    public boolean isClaim(Mount mount) {
        return mount.source() instanceof Mount.OfVolume of && volumes.get(of.name()) instanceof Volume.Claim;
    }

    /** Whether {@code mount} is one of a claim that pods of one node may mount at a time. */
    public boolean isClaimOfOneNode(Mount mount) {
        return mount.source() instanceof Mount.OfVolume of
                && volumes.get(of.name()) instanceof Volume.Claim claim
                && claim.access() != Volume.Access.READ_WRITE_MANY;
    }

    /** Whether {@code mount} is of something that ends with its pod. */
    public boolean endsWithPod(Mount mount) {
        return mount.source() instanceof Mount.OfVolume of && volumes.get(of.name()) instanceof Volume.Scratch;
    }

    /** Returns a name that nothing else has: {@code wanted} where it is free. */
    String freeName(String wanted) {
        return bundles.freeName(wanted, wanted);
    }

    void add(Volume volume) {
        volumes.put(volume.name(), volume);
    }

    /**
     * Returns the name of a named volume, which is made on its first use.
     *
     * @param wanted what who mounts it wants of claims, unless the volume itself says otherwise
     */
    String volume(String key, ClaimTerms wanted) {
        String known = volumeNames.get(key);
        if (known != null) {
            return known;
        }
        Attribute volume = root.get("volumes").get(key);
        String realName = volume.get("name").string();
        // The loader gives every volume a name, the project's and its own; only one that the user chose is kept.
        boolean chosen =
                !realName.isEmpty() && !realName.equals(root.get("name").string() + "_" + key);
        if (chosen && chosenNames.containsKey(realName)) {
            // A volume with this name is already defined, whether external or not.
            volume.get("external").done();
            volumeNames.put(key, chosenNames.get(realName));
            return volumeNames.get(key);
        }
        String name = bundles.freeName(chosen ? realName : key, key);
        volumeNames.put(key, name);
        Volume read = VolumeDrivers.read(name, volume, wanted.orElse(terms), ownFileSystems, bundles.secrecy());
        if (chosen) {
            chosenNames.put(realName, name);
        }
        if (chosen && !ownFileSystems && read instanceof Volume.Claim claim) {
            // podman allows names that Kubernetes does not.
            if (ENGINE_NAME.matcher(realName).matches()) {
                read = claim.named(realName);
            } else {
                volume.get("name")
                        .note(
                                Code.NAME_CHANGED,
                                "'" + realName + "' is not a valid volume name in podman; it is named '" + name + "'",
                                "use letters, digits, `_`, `.` and `-`, starting with a letter or digit");
            }
        }
        add(read);
        return name;
    }

    /** Notes that a component mounts a volume. */
    public void mounted(String volume, String component) {
        mounters.computeIfAbsent(volume, key -> new HashSet<>()).add(component);
    }

    /** Notes that a component mounts a volume where its image may have content. */
    void mayFill(String volume, String component, String path, boolean readOnly, Optional<ImageFacts> image) {
        fillers.computeIfAbsent(volume, key -> new ArrayList<>()).add(new Filler(component, path, readOnly, image));
    }

    /**
     * Returns the volumes; a claim that several components share is filled by the first of {@code components} that may
     * write to it and whose image may have content for it.
     *
     * @param running what runs in the end, when some share a pod
     */
    public List<Volume> volumes(List<Component> components, List<Component> running) {
        Map<String, Integer> places = new HashMap<>();
        components.forEach(component -> places.put(component.name(), places.size()));
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
                        reported(claim.name(), seed(claim.name(), places))));
            } else {
                all.add(volume);
            }
        }
        return all;
    }

    /** Returns the named volume of that name, or all of them. */
    private Attribute origin(String name) {
        Attribute all = root.get("volumes");
        return volumeNames.entrySet().stream()
                .filter(entry -> entry.getValue().equals(name))
                .findFirst()
                .map(entry -> all.get(entry.getKey()))
                .orElse(all);
    }

    private Optional<Volume.Seed> seed(String volume, Map<String, Integer> places) {
        List<Filler> candidates = fillers.getOrDefault(volume, List.of());
        if (mounters.getOrDefault(volume, Set.of()).size() < 2) {
            return Optional.empty();
        }
        return candidates.stream()
                .filter(filler -> filler.image().map(image -> canFill(image)).orElse(true))
                // A service that only reads a volume expects another one to provide its content.
                .min(Comparator.comparing(Filler::readOnly).thenComparing(filler -> places.get(filler.component())))
                .map(filler -> new Volume.Seed(filler.component(), filler.path()));
    }

    /** Reports the init container that runs as root to seed the volume; podman seeds volumes itself. */
    private Optional<Volume.Seed> reported(String volume, Optional<Volume.Seed> seed) {
        if (ownFileSystems && seed.isPresent()) {
            String component = seed.get().container();
            volumeNames.forEach((key, name) -> {
                if (name.equals(volume)) {
                    root.get("volumes")
                            .get(key)
                            .note(
                                    Code.VOLUME_SEEDED,
                                    "an init container seeds it once from "
                                            + seed.get().path() + " of the image of '" + component
                                            + "'; it runs as root and needs a shell in the image",
                                    "set 'volume: {nocopy: true}' where '" + component
                                            + "' mounts it to turn that off");
                }
            });
        }
        return seed;
    }

    /** An image without a shell cannot copy; one whose data starts empty has nothing to copy. */
    static boolean canFill(ImageFacts image) {
        return image.shell() != ImageFacts.Shell.NO && !image.wantsEmptyDataFolder();
    }

    /** Deals with top-level entries that no service uses: compose makes nothing of them either. */
    public void finish() {
        secretsAndConfigs.finish();
        root.get("volumes").entries().forEach((key, definition) -> {
            definition.get("name").done();
            if (!volumeNames.containsKey(key)) {
                definition.done();
            }
        });
    }
}
