package dev.sild.compose.translate.source;

import dev.sild.model.Volume;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the user wants of storage, besides what the compose files say.
 *
 * @param size how much claims ask for, as a Kubernetes quantity; empty for what the project says, or 1Gi
 * @param sizes how much single claims ask for, by the name of the volume or of its claim
 * @param storageClass the storage class of claims; empty for what the project says, or the cluster's default
 * @param access who may mount a claim at a time; nothing for what the project says, or one node
 * @param stateful the services that become StatefulSets; {@link #DATABASES} selects all known databases
 * @param binds what bind mounts become that cannot travel with the manifests
 * @param claimNames how claims are named; nothing where the user leaves it to Sild
 * @param seedImage an image with a statically linked {@code /bin/busybox}, which fills volumes from images that may
 *     have no shell
 */
public record StorageOptions(
        String size,
        Map<String, String> sizes,
        String storageClass,
        Optional<Volume.Access> access,
        List<String> stateful,
        BindKind binds,
        Optional<ClaimNames> claimNames,
        String seedImage) {
    /** Nothing besides what the compose files say. */
    public static final StorageOptions DEFAULT =
            new StorageOptions("", Map.of(), "", Optional.empty(), List.of(), BindKind.AUTO, Optional.empty(), "");

    /** What bind mounts become that cannot travel with the manifests. */
    public enum BindKind {
        /** Host paths become paths of the node, folders of data claims. */
        AUTO,
        /** All become paths of the node. */
        HOSTPATH,
        /** Host paths become claims, too, unless they are the node's own. */
        CLAIM
    }

    /** How claims are named whose whole name the user has not chosen. */
    public enum ClaimNames {
        /** The project's name, and then the volume's or folder's. */
        PROJECT,
        /** The volume's or folder's name. */
        PLAIN
    }

    /** Stands for every service whose image is a known database with a data folder. */
    public static final String DATABASES = "databases";

    public StorageOptions {
        sizes = Map.copyOf(sizes);
        stateful = List.copyOf(stateful);
    }
}
