package dev.sild.compose.translate.storage;

import dev.sild.compose.translate.source.Attribute;
import dev.sild.compose.translate.source.StorageOptions;
import dev.sild.images.KnownImages;
import dev.sild.model.Mount;
import dev.sild.model.Workload;
import dev.sild.report.Code;
import java.util.List;
import java.util.Map;

/** Which services become StatefulSets, and what that changes for them. */
public final class StatefulServices {
    private StatefulServices() {}

    /** Refuses names of services that are not there. */
    public static void check(StorageOptions options, Attribute root, Map<String, Attribute> services) {
        for (String name : options.stateful()) {
            if (!name.equals(StorageOptions.DATABASES) && !services.containsKey(name)) {
                root.get("services")
                        .note(
                                Code.INPUT_INVALID,
                                "--stateful: no service is named '" + name + "'",
                                "use one of " + String.join(", ", services.keySet()) + ", or "
                                        + StorageOptions.DATABASES);
            }
        }
    }

    /**
     * Whether the command line asks for a StatefulSet.
     *
     * @param image the service's image, where it is not built here
     * @param mounts what the service mounts
     */
    public static boolean asked(
            StorageOptions options, String service, String image, List<Mount> mounts, Storage storage) {
        if (options.stateful().contains(service)) {
            return true;
        }
        return options.stateful().contains(StorageOptions.DATABASES)
                && mounts.stream()
                        .filter(storage::isClaim)
                        .anyMatch(
                                mount -> DatabaseFolders.KNOWN.contains(mount.path()) || KnownImages.isDatabase(image));
    }

    /** Says what of a service a StatefulSet does in its own way. */
    public static void report(
            Attribute service, String name, Workload.Stateful workload, List<Mount> mounts, Storage storage) {
        if (!service.get("hostname").string().isEmpty()) {
            service.get("hostname")
                    .noteApproximated(
                            "the pods of a StatefulSet have their own host names: '" + name + "-0' and so on");
        }
        if (workload.rollout().maxSurge() > 0 || workload.rollout().maxUnavailable() > 1) {
            service.get("deploy")
                    .get("update_config")
                    .noteApproximated("a StatefulSet replaces its pods one by one, stopping the old one first");
        }
        if (workload.rollout().progressDeadlineSeconds() > 0) {
            service.get("deploy").get("update_config").noteApproximated("a StatefulSet rollout has no deadline");
        }
        if (workload.replicas() > 1 && mounts.stream().anyMatch(storage::isClaim)) {
            service.get("volumes")
                    .noteApproximated(
                            "each of the " + workload.replicas()
                                    + " pods has its own claims; the pods do not share data",
                            "remove the StatefulSet to share the claims");
        }
    }
}
