package dev.sild.output.chart;

import dev.sild.images.KnownImages;
import dev.sild.kubernetes.objects.ObjectTree;
import dev.sild.model.Lookup;
import dev.sild.output.chart.ChartSettings.Setting;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The number of a workload's pods as a value. Two servers of a database on the same files corrupt them, and two with
 * files of their own have different data: such a workload has at most one pod, unless the compose file has more.
 */
final class ReplicaLimits {
    private static final String WHAT = "Number of pods";

    /** The claims that the pods of one node may mount at a time. */
    private final Set<String> ofOneNode = new HashSet<>();

    ReplicaLimits(List<HasMetadata> objects) {
        for (HasMetadata object : objects) {
            if (object instanceof PersistentVolumeClaim claim
                    && !claim.getSpec().getAccessModes().contains("ReadWriteMany")) {
                ofOneNode.add(claim.getMetadata().getName());
            }
        }
    }

    /**
     * Returns the value of a workload.
     *
     * @param given the number that the compose file has
     */
    Setting setting(HasMetadata object, String key, int given) {
        String reason = given > 1 ? "" : reason(object);
        Map<String, Object> schema = new LinkedHashMap<>(ValueSchemas.count());
        if (!reason.isEmpty()) {
            schema.put("maximum", 1);
        }
        return new Setting(
                ValuePath.of(key, "replicas"), key, reason.isEmpty() ? WHAT : WHAT + ", 0 or 1: " + reason, schema);
    }

    /** Returns why there is at most one pod; empty where there may be more. */
    private String reason(HasMetadata object) {
        Map<String, Object> spec = Trees.map(ObjectTree.of(object), "spec");
        if (object instanceof StatefulSet
                && spec.get("volumeClaimTemplates") instanceof List<?> own
                && !own.isEmpty()) {
            return "each further pod would have a volume of its own, with other data";
        }
        Map<String, Object> pod = Trees.pod(spec);
        boolean sharesVolume = Trees.list(pod, "volumes").stream()
                .map(volume -> Trees.map(volume, "persistentVolumeClaim").get("claimName"))
                .anyMatch(ofOneNode::contains);
        if (!sharesVolume) {
            return "";
        }
        boolean isDatabase = Trees.list(pod, "containers").stream()
                .anyMatch(container -> KnownImages.isDatabase((String) Lookup.required(container, "image")));
        if (isDatabase) {
            return "two servers on the files of one volume corrupt them";
        }
        return "Recreate".equals(Trees.map(spec, "strategy").get("type"))
                ? "one pod at a time may use the files of its volume"
                : "";
    }
}
