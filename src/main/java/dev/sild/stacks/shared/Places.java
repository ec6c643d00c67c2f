package dev.sild.stacks.shared;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sild.model.Autoscale;
import dev.sild.model.Placement;
import dev.sild.model.Placement.Toleration;
import dev.sild.model.Workload;
import dev.sild.model.Workload.Rollout;
import dev.sild.v1alpha1.shared.Autoscaling;
import dev.sild.v1alpha1.shared.Placement.Spread;
import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.TolerationBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where components run, and how many of them. */
public final class Places {
    private static final List<String> NODES_AND_ZONES =
            List.of("topology.kubernetes.io/zone", "kubernetes.io/hostname");
    private static final List<io.fabric8.kubernetes.api.model.Toleration> EVERY_TAINT =
            List.of(new TolerationBuilder().withOperator("Exists").build());
    private static final int COPIES = 2;
    private static final int BUSY_PERCENT = 80;

    private Places() {}

    /** Returns where copies run. */
    public static Placement of(dev.sild.v1alpha1.shared.Placement placement) {
        if (placement == null) {
            return spread(Spread.PREFERRED, null, null, null, null);
        }
        return spread(
                placement.getSpread(),
                placement.getNodeSelector(),
                placement.getTolerations(),
                placement.getAffinity(),
                placement.getPriorityClassName());
    }

    /** Returns where what has one copy runs. */
    public static Placement of(dev.sild.v1alpha1.shared.SinglePodPlacement placement) {
        return placement == null
                ? Placement.ANYWHERE
                : spread(
                        Spread.NONE,
                        placement.getNodeSelector(),
                        placement.getTolerations(),
                        placement.getAffinity(),
                        placement.getPriorityClassName());
    }

    /**
     * Returns where what runs on every node does: on those of the control plane too, unless it is told what to put up
     * with.
     */
    public static Placement onEveryNode(dev.sild.v1alpha1.shared.SinglePodPlacement placement) {
        if (placement == null) {
            return spread(Spread.NONE, null, EVERY_TAINT, null, null);
        }
        return spread(
                Spread.NONE,
                placement.getNodeSelector(),
                placement.getTolerations() == null ? EVERY_TAINT : placement.getTolerations(),
                placement.getAffinity(),
                placement.getPriorityClassName());
    }

    private static Placement spread(
            Spread spread,
            Map<String, String> nodes,
            List<io.fabric8.kubernetes.api.model.Toleration> tolerations,
            Affinity affinity,
            String priorityClass) {
        return new Placement(
                List.of(),
                spread == Spread.NONE ? List.of() : NODES_AND_ZONES,
                0,
                spread == Spread.REQUIRED,
                Shapes.map(nodes),
                Shapes.list(tolerations).stream().map(Places::toleration).toList(),
                tree(affinity),
                Shapes.text(priorityClass));
    }

    private static Toleration toleration(io.fabric8.kubernetes.api.model.Toleration toleration) {
        boolean exists = "Exists".equals(toleration.getOperator());
        return new Toleration(
                Shapes.text(toleration.getKey()),
                exists ? Optional.empty() : Optional.of(Shapes.text(toleration.getValue())),
                Shapes.text(toleration.getEffect()),
                Optional.ofNullable(toleration.getTolerationSeconds()));
    }

    private static Map<String, Object> tree(Affinity affinity) {
        return affinity == null
                ? Map.of()
                : new ObjectMapper().convertValue(affinity, new TypeReference<Map<String, Object>>() {});
    }

    /** Returns how many copies run. */
    public static Workload workload(Integer replicas, Autoscaling scaling) {
        if (scaling == null) {
            return new Workload.Replicated(replicas == null ? COPIES : replicas, Rollout.DEFAULT);
        }
        Optional<Integer> cpu = Optional.ofNullable(scaling.getTargetCPUUtilizationPercentage());
        Optional<Integer> memory = Optional.ofNullable(scaling.getTargetMemoryUtilizationPercentage());
        return new Workload.Autoscaled(
                new Autoscale(
                        scaling.getMinReplicas(),
                        scaling.getMaxReplicas(),
                        cpu.isEmpty() && memory.isEmpty() ? Optional.of(BUSY_PERCENT) : cpu,
                        memory),
                Rollout.DEFAULT);
    }
}
