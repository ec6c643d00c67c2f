package dev.sild.kubernetes.storage;

import dev.sild.kubernetes.objects.Index;
import dev.sild.kubernetes.objects.Labels;
import dev.sild.kubernetes.objects.ObjectMetadata;
import dev.sild.model.Application;
import dev.sild.model.Volume;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.VolumeResourceRequirements;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Volumes that outlive their users, as PersistentVolumeClaims. */
public final class Claims {
    private Claims() {}

    /** Returns the claim of a volume; empty if the volume is not a claim or its claim is created elsewhere. */
    public static Optional<HasMetadata> of(Application application, Volume volume) {
        return volume instanceof Volume.Claim claim ? Optional.of(claim(application, claim)) : Optional.empty();
    }

    public static PersistentVolumeClaim claim(Application application, Volume.Claim claim) {
        VolumeResourceRequirements resources = new VolumeResourceRequirements();
        resources.setRequests(Map.of("storage", new Quantity(claim.size())));
        PersistentVolumeClaimSpec spec = new PersistentVolumeClaimSpec();
        spec.setAccessModes(List.of(claim.access().mode()));
        spec.setResources(resources);
        if (!claim.storageClass().isEmpty()) {
            spec.setStorageClassName(claim.storageClass());
        }
        Map<String, String> labels = new LinkedHashMap<>(claim.labels());
        labels.putAll(Labels.of(application));
        PersistentVolumeClaim object = new PersistentVolumeClaim();
        object.setMetadata(ObjectMetadata.of(Index.object(application, claim), labels));
        object.setSpec(spec);
        return object;
    }
}
