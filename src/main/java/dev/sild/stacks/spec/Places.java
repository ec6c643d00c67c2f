package dev.sild.stacks.spec;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sild.model.Autoscale;
import dev.sild.model.Placement;
import dev.sild.model.Placement.Toleration;
import dev.sild.model.Workload;
import dev.sild.model.Workload.Rollout;
import dev.sild.v1alpha1.shared.Autoscaling;
import dev.sild.v1alpha1.shared.Placement.Spread;
import dev.sild.v1alpha1.shared.PlacementSpec;
import dev.sild.v1alpha1.shared.ProgramSpec;
import dev.sild.v1alpha1.shared.ReplicatedSpec;
import dev.sild.v1alpha1.shared.SinglePodPlacement;
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

    /** Returns where the pods of a program run: by default copies are spread. */
    public static Placement of(ProgramSpec spec) {
        if (spec instanceof ReplicatedSpec replicated) {
            dev.sild.v1alpha1.shared.Placement placement = replicated.getPlacement();
            return placement == null
                    ? spread(Spread.PREFERRED, new SinglePodPlacement())
                    : spread(placement.getSpread(), placement);
        }
        return spec.getPlacement() == null ? Placement.ANYWHERE : spread(Spread.NONE, spec.getPlacement());
    }

    /**
     * Returns where a pod on every node runs: also on nodes of the control plane, unless the user lists tolerations.
     */
    public static Placement onEveryNode(SinglePodPlacement placement) {
        SinglePodPlacement tolerant = placement == null ? new SinglePodPlacement() : placement;
        return spread(
                Spread.NONE, tolerant, tolerant.getTolerations() == null ? EVERY_TAINT : tolerant.getTolerations());
    }

    private static Placement spread(Spread spread, PlacementSpec placement) {
        return spread(spread, placement, Shapes.list(placement.getTolerations()));
    }

    private static Placement spread(
            Spread spread, PlacementSpec placement, List<io.fabric8.kubernetes.api.model.Toleration> tolerations) {
        return new Placement(
                List.of(),
                List.of(),
                spread == Spread.NONE ? List.of() : NODES_AND_ZONES,
                0,
                spread == Spread.REQUIRED,
                Shapes.map(placement.getNodeSelector()),
                tolerations.stream().map(Places::toleration).toList(),
                tree(placement.getAffinity()),
                Shapes.text(placement.getPriorityClassName()));
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
    public static Workload workload(ReplicatedSpec spec) {
        Integer replicas = spec.getReplicas();
        Autoscaling scaling = spec.getAutoscaling();
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
