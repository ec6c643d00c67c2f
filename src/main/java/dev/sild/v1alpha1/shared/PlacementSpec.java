package dev.sild.v1alpha1.shared;

import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.Toleration;
import java.util.List;
import java.util.Map;

/** Where pods may run. */
public interface PlacementSpec {
    Map<String, String> getNodeSelector();

    List<Toleration> getTolerations();

    Affinity getAffinity();

    String getPriorityClassName();
}
