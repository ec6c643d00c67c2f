package dev.sild.compose.translate.storage;

import dev.sild.compose.translate.files.FileBundles;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.model.Volume;
import dev.sild.report.Code;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The names of the volumes that a project declares. They are taken before those of any claim that Sild adds, so that no
 * new service, and no other order of services, gives the name of a claim with data to another claim.
 */
final class VolumeNames {
    /** The names that a container engine allows for volumes; others than Kubernetes allows. */
    private static final Pattern ENGINE_NAME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.-]*");

    private final Attribute root;
    private final FileBundles bundles;
    private final Map<String, String> byKey = new HashMap<>();
    /** The keys by name, in order: several have one where the user chose the same for them. */
    private final Map<String, List<String>> keys = new HashMap<>();
    /** The volumes whose name on the machine the user chose, by that name: two that have the same are one. */
    private final Map<String, String> chosen = new HashMap<>();

    private final Set<String> mounted = new HashSet<>();

    /**
     * Creates the names of the volumes of a project, whether a service mounts them or not.
     *
     * @param nameless which of them need no name, since no service mounts them
     */
    VolumeNames(Attribute root, FileBundles bundles, Predicate<Attribute> nameless) {
        this.root = root;
        this.bundles = bundles;
        root.get("volumes").entries().forEach((key, volume) -> {
            if (!nameless.test(volume)) {
                of(key);
            }
        });
    }

    /** Returns the name of the volume with that key. */
    String of(String key) {
        return byKey.computeIfAbsent(key, volume -> {
            String name = isChosen(volume)
                    ? chosen.computeIfAbsent(realName(volume), real -> bundles.freeName(real, volume))
                    : bundles.freeName(volume, volume);
            keys.computeIfAbsent(name, any -> new ArrayList<>(1)).add(volume);
            return name;
        });
    }

    /** Whether the user chose the name: the loader gives every other volume the project's name and its own. */
    boolean isChosen(String key) {
        String name = realName(key);
        return !name.isEmpty() && !name.equals(root.get("name").peek() + "_" + key);
    }

    /** Notes that a service mounts the volume with that key. */
    void mount(String key) {
        mounted.add(key);
    }

    boolean isMounted(String key) {
        return mounted.contains(key);
    }

    /** Returns the key of a mounted volume; empty for other names. */
    Optional<String> key(String name) {
        return keys.getOrDefault(name, List.of()).stream()
                .filter(this::isMounted)
                .findFirst();
    }

    /** Returns a claim under the name that the user chose for it, where a container engine allows that name. */
    static Volume.Claim forEngine(Volume.Claim claim, Attribute name) {
        if (ENGINE_NAME.matcher(name.string()).matches()) {
            return claim.named(name.string());
        }
        name.note(
                Code.NAME_CHANGED,
                "'" + name.string() + "' is not a valid volume name in podman; it is named '" + claim.name() + "'",
                "use letters, digits, `_`, `.` and `-`, starting with a letter or digit");
        return claim;
    }

    private String realName(String key) {
        return root.get("volumes").get(key).get("name").peek();
    }
}
