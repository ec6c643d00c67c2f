package dev.sild.compose.translate.source;

import dev.sild.model.Volume;
import java.util.List;
import java.util.Optional;

/**
 * What the user wants of storage, besides what the compose files say.
 *
 * @param size how much claims ask for, as a Kubernetes quantity; empty for what the project says, or 1Gi
 * @param storageClass the storage class of claims; empty for what the project says, or the cluster's default
 * @param access who may mount a claim at a time; nothing for what the project says, or one node
 * @param stateful the services that become StatefulSets; {@link #DATABASES} selects all known databases
 * @param hostPaths whether what cannot travel with the manifests becomes a path of the node
 * @param seedImage an image with a statically linked {@code /bin/busybox}, which fills volumes from images that may
 *     have no shell
 */
public record StorageOptions(
        String size,
        String storageClass,
        Optional<Volume.Access> access,
        List<String> stateful,
        boolean hostPaths,
        String seedImage) {
    /** Stands for every service whose image is a known database with a data folder. */
    public static final String DATABASES = "databases";

    public StorageOptions {
        stateful = List.copyOf(stateful);
    }
}
