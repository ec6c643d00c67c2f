package dev.sild.kubernetes.storage;

import dev.sild.kubernetes.objects.Labels;
import dev.sild.kubernetes.objects.ObjectMetadata;
import dev.sild.kubernetes.objects.Target;
import dev.sild.model.Application;
import dev.sild.model.Names;
import dev.sild.model.Volume;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NFSVolumeSource;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimSpec;
import io.fabric8.kubernetes.api.model.PersistentVolumeSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.VolumeResourceRequirements;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Directories of an NFS server that a pod cannot mount directly: with mount options they become PersistentVolumes, and
 * podman mounts them through the annotations of a claim.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/storage/persistent-volumes/#mount-options">Mount Options</a>
 * @see <a href="https://docs.podman.io/en/v5.4.2/markdown/podman-kube-play.1.html">podman-kube-play</a>
 */
public final class NfsVolumes {
    /** A volume must have a size, and nothing looks at that of a server's directory. */
    private static final String NOMINAL_SIZE = "1Gi";

    private NfsVolumes() {}

    /** Returns the claim of an NFS volume and what is behind it; nothing where pods mount it by themselves. */
    public static List<HasMetadata> of(
            Application application, Volume.Nfs nfs, Target target, Optional<String> namespace) {
        if (target == Target.PODMAN) {
            return List.of(forPodman(application, nfs));
        }
        if (nfs.mountOptions().isEmpty()) {
            return List.of();
        }
        // It belongs to the whole cluster, and so must its name.
        String name = Names.label(namespace.map(space -> space + "-").orElse("") + application.name(), nfs.name());
        return List.of(volume(application, nfs, name, namespace), claim(application, nfs, name));
    }

    private static PersistentVolume volume(
            Application application, Volume.Nfs nfs, String name, Optional<String> namespace) {
        PersistentVolumeSpec spec = new PersistentVolumeSpec();
        spec.setCapacity(Map.of("storage", new Quantity(NOMINAL_SIZE)));
        spec.setAccessModes(List.of(Volume.Access.READ_WRITE_MANY.mode()));
        spec.setMountOptions(nfs.mountOptions());
        spec.setNfs(new NFSVolumeSource(nfs.path(), nfs.readOnly() ? true : null, nfs.server()));
        namespace.ifPresent(space -> {
            ObjectReference claim = new ObjectReference();
            claim.setName(application.naming().object(nfs.name()));
            claim.setNamespace(space);
            spec.setClaimRef(claim);
        });
        PersistentVolume volume = new PersistentVolume();
        volume.setMetadata(ObjectMetadata.of(name, Labels.of(application)));
        volume.setSpec(spec);
        return volume;
    }

    private static PersistentVolumeClaim claim(Application application, Volume.Nfs nfs, String volumeName) {
        PersistentVolumeClaimSpec spec = new PersistentVolumeClaimSpec();
        spec.setAccessModes(List.of(Volume.Access.READ_WRITE_MANY.mode()));
        spec.setResources(resources());
        spec.setStorageClassName("");
        spec.setVolumeName(volumeName);
        PersistentVolumeClaim claim = new PersistentVolumeClaim();
        claim.setMetadata(ObjectMetadata.of(application.naming().object(nfs.name()), Labels.of(application)));
        claim.setSpec(spec);
        return claim;
    }

    private static PersistentVolumeClaim forPodman(Application application, Volume.Nfs nfs) {
        String options = "addr=" + nfs.server() + (nfs.readOnly() ? ",ro" : "")
                + (nfs.mountOptions().isEmpty() ? "" : "," + String.join(",", nfs.mountOptions()));
        Map<String, String> annotations = new LinkedHashMap<>();
        annotations.put("volume.podman.io/driver", "local");
        annotations.put("volume.podman.io/type", "nfs");
        annotations.put("volume.podman.io/device", ":" + nfs.path());
        annotations.put("volume.podman.io/mount-options", options);
        PersistentVolumeClaimSpec spec = new PersistentVolumeClaimSpec();
        spec.setAccessModes(List.of(Volume.Access.READ_WRITE_MANY.mode()));
        spec.setResources(resources());
        PersistentVolumeClaim claim = new PersistentVolumeClaim();
        claim.setMetadata(
                ObjectMetadata.of(application.naming().object(nfs.name()), Labels.of(application), annotations));
        claim.setSpec(spec);
        return claim;
    }

    private static VolumeResourceRequirements resources() {
        VolumeResourceRequirements resources = new VolumeResourceRequirements();
        resources.setRequests(Map.of("storage", new Quantity(NOMINAL_SIZE)));
        return resources;
    }
}
