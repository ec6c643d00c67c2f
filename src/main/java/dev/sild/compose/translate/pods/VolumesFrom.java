package dev.sild.compose.translate.pods;

import dev.sild.compose.InputLimits;
import dev.sild.compose.translate.relations.Namespaces;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.compose.translate.storage.Storage;
import dev.sild.model.Lookup;
import dev.sild.model.Mount;
import dev.sild.report.Code;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The mounts that a service takes over from others.
 *
 * @see <a href="https://docs.docker.com/reference/compose-file/services/#volumes_from">volumes_from</a>
 */
public final class VolumesFrom {
    private static final String OF_CONTAINER = "container:";

    private final Map<String, Attribute> services;
    private final Storage storage;
    private final Map<String, String> byContainer;
    private final Map<String, List<Mount>> mounts = new HashMap<>();
    private final List<Shared> shared = new ArrayList<>();
    private int taken;

    /** A folder that ends with its pod, and that {@code service} takes over from {@code target}. */
    private record Shared(String service, String target, Attribute where, String path) {}

    public VolumesFrom(Map<String, Attribute> services, Storage storage) {
        this.services = services;
        this.storage = storage;
        this.byContainer = Namespaces.byContainer(services);
    }

    /**
     * Returns a service's mounts: its own, and at other paths those of the services it names, which come before it. A
     * container that is not part of the project is reported.
     */
    public List<Mount> with(String service, List<Mount> own) {
        Map<String, Mount> all = new LinkedHashMap<>();
        own.forEach(mount -> all.put(mount.path(), mount));
        for (Attribute item :
                Lookup.required(services, service).get("volumes_from").items()) {
            String text = item.string();
            boolean ofContainer = text.startsWith(OF_CONTAINER);
            String[] parts = (ofContainer ? text.substring(OF_CONTAINER.length()) : text).split(":", 2);
            String target = ofContainer ? byContainer.getOrDefault(parts[0], "") : parts[0];
            if (mounts.containsKey(target)) {
                take(service, target, parts.length > 1 && parts[1].equals("ro"), item, all);
            } else {
                item.lost(
                        "'" + parts[0] + "' is not a container that starts before '" + service
                                + "'; its mounts are unknown",
                        "use a service of this project that does not mount volumes from this one");
            }
        }
        mounts.put(service, List.copyOf(all.values()));
        return mounts.get(service);
    }

    /** Adds mounts that a service has besides those that {@link #with} returned for it. */
    public void put(String service, List<Mount> all) {
        mounts.put(service, List.copyOf(all));
    }

    private void take(String service, String target, boolean readOnly, Attribute item, Map<String, Mount> all) {
        for (Mount mount : Lookup.required(mounts, target)) {
            if (++taken > InputLimits.DEFAULT.mounts()) {
                if (taken == InputLimits.DEFAULT.mounts() + 1) {
                    item.found(
                            Code.INPUT_INVALID,
                            "services inherit more than " + InputLimits.DEFAULT.mounts()
                                    + " mounts from each other (limit: mounts)",
                            "mount the volumes directly in the services that need them");
                }
                return;
            }
            if (!all.containsKey(mount.path()) && !storage.secretsAndConfigs().isCopied(mount)) {
                all.put(
                        mount.path(),
                        new Mount(
                                mount.source(),
                                mount.path(),
                                mount.subPath(),
                                mount.readOnly() || readOnly,
                                mount.propagation()));
                if (storage.endsWithPod(mount)) {
                    shared.add(new Shared(service, target, item, mount.path()));
                }
            }
        }
    }

    /** Lets those run in one pod who share a folder that ends with it; where they cannot, that is reported. */
    void join(SharedPods pods) {
        for (Shared folder : shared) {
            if (!pods.joinForFolders(folder.service(), folder.target(), folder.where())) {
                folder.where()
                        .lost(
                                folder.path() + " is deleted with its pod, and '" + folder.service() + "' and '"
                                        + folder.target() + "' cannot share a pod; each gets its own folder",
                                "use a named volume");
            }
        }
    }
}
