package dev.sild.output.kustomize;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How often workloads run, as kustomize's {@code replicas} has it: by name. */
final class KustomizeReplicas {
    private KustomizeReplicas() {}

    /** Returns an entry for each workload that says how often it runs. */
    static List<Map<String, Object>> of(List<HasMetadata> objects) {
        List<Map<String, Object>> replicas = new ArrayList<>();
        for (HasMetadata object : objects) {
            Integer count = count(object);
            if (count != null) {
                replicas.add(entry(object.getMetadata().getName(), count));
            }
        }
        return replicas;
    }

    static Map<String, Object> entry(String name, int count) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("name", name);
        entry.put("count", count);
        return entry;
    }

    private static @Nullable Integer count(HasMetadata object) {
        if (object instanceof Deployment deployment) {
            return deployment.getSpec().getReplicas();
        }
        return object instanceof StatefulSet set ? set.getSpec().getReplicas() : null;
    }
}
