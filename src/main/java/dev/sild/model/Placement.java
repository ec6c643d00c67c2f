package dev.sild.model;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a component may run.
 *
 * @param nodes what a node's labels must be like, all of it
 * @param preferred what a node's labels had better be like; pods run elsewhere if no such node has room
 * @param spreadOver node labels over whose values the pods are spread evenly
 * @param mostPerNode how many of the pods one node may have, 0 for any number
 * @param strictSpread whether a pod waits where it cannot be spread evenly, unless claims keep all on one node; else it
 *     runs anywhere
 * @param nodeSelector labels that a node must have
 * @param tolerations the taints of nodes that do not keep the pods away
 * @param affinity further requirements on nodes and on other pods there, as a tree of maps, lists and scalars in the
 *     words of Kubernetes
 * @param priorityClass the scheduling priority of the pods; empty for the cluster's default
 * @see <a href="https://kubernetes.io/docs/concepts/scheduling-eviction/">Scheduling, Preemption and Eviction</a>
 */
@RecordBuilder
public record Placement(
        List<NodeRule> nodes,
        List<NodeRule> preferred,
        List<String> spreadOver,
        int mostPerNode,
        boolean strictSpread,
        Map<String, String> nodeSelector,
        List<Toleration> tolerations,
        Map<String, Object> affinity,
        String priorityClass)
        implements PlacementBuilder.With {
    /** Anywhere. */
    public static final Placement ANYWHERE =
            new Placement(List.of(), List.of(), List.of(), 0, false, Map.of(), List.of(), Map.of(), "");

    /** Whether some nodes are ruled out, or there can be only so many pods on one. */
    public boolean restrictsNodes() {
        return !nodes.isEmpty() || !nodeSelector.isEmpty() || !affinity.isEmpty() || mostPerNode > 0 || strictSpread;
    }

    /**
     * A rule about one label of a node.
     *
     * @param label its key
     * @param operator how it is compared
     * @param value what it is compared with; empty where it has only to be there or not
     */
    public record NodeRule(String label, Operator operator, String value) {}

    /** How a label of a node is compared. */
    public enum Operator {
        EQUAL,
        NOT_EQUAL,
        EXISTS,
        MISSING
    }

    /**
     * A taint that does not keep pods away.
     *
     * @param key the taint's key; empty for every one
     * @param value the taint's value, of which there may be none; empty for any
     * @param effect which of its effects; empty for each
     * @param seconds how long pods stay on a node that gets the taint while they run; empty forever
     * @see <a href="https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/">Taints and
     *     Tolerations</a>
     */
    public record Toleration(String key, Optional<String> value, String effect, Optional<Long> seconds) {}

    public Placement {
        nodes = List.copyOf(nodes);
        preferred = List.copyOf(preferred);
        spreadOver = List.copyOf(spreadOver);
        nodeSelector = Ordered.copyOf(nodeSelector);
        tolerations = List.copyOf(tolerations);
        affinity = Ordered.copyOf(affinity);
    }
}
