package dev.sild.compose.translate.storage;

import dev.sild.compose.translate.claims.DatabaseFolders;
import dev.sild.compose.translate.kompose.KomposeLabels;
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
     * Returns how a service runs, given what it mounts: a database with a claim may become a StatefulSet, unless its
     * kind is specified.
     */
    public static Workload with(
            Workload workload, Attribute service, List<Mount> mounts, Storage storage, StorageOptions options) {
        String image = service.get("image").string();
        return workload instanceof Workload.Replicated replicated
                        && options.stateful().contains(StorageOptions.DATABASES)
                        && !isSpecified(service)
                        && isDatabase(image, mounts, storage)
                ? new Workload.Stateful(replicated.replicas(), replicated.rollout())
                : workload;
    }

    /** Whether a hint or a label specifies what the service becomes. */
    private static boolean isSpecified(Attribute service) {
        return service.get("x-sild").get("kind").present()
                || KomposeLabels.of(service).get("controller.type").present();
    }

    private static boolean isDatabase(String image, List<Mount> mounts, Storage storage) {
        return mounts.stream()
                .filter(storage::isClaim)
                .anyMatch(mount -> DatabaseFolders.isKnown(mount.path()) || KnownImages.isDatabase(image));
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
        if (workload.replicas() > 1
                && mounts.stream().anyMatch(mount -> storage.isClaim(mount) && !storage.isOwnData(mount))) {
            service.get("volumes")
                    .noteApproximated(
                            "each of the " + workload.replicas()
                                    + " pods has its own claims; the pods do not share data",
                            "remove the StatefulSet to share the claims");
        }
    }
}
