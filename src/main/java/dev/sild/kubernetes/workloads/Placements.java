package dev.sild.kubernetes.workloads;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sild.kubernetes.objects.Index;
import dev.sild.kubernetes.objects.Labels;
import dev.sild.model.Component;
import dev.sild.model.Placement;
import dev.sild.model.Workload;
import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.NodeAffinity;
import io.fabric8.kubernetes.api.model.NodeSelector;
import io.fabric8.kubernetes.api.model.NodeSelectorRequirement;
import io.fabric8.kubernetes.api.model.NodeSelectorTerm;
import io.fabric8.kubernetes.api.model.PodAffinity;
import io.fabric8.kubernetes.api.model.PodAffinityTerm;
import io.fabric8.kubernetes.api.model.PodAntiAffinity;
import io.fabric8.kubernetes.api.model.PreferredSchedulingTerm;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where pods may run: on the nodes that the user requested, apart if a node may run only a limited number of them, and
 * together if they share a claim that a single node can use, or the network of their node.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/">Assigning Pods to Nodes</a>
 */
final class Placements {
    private static final String HOSTNAME = "kubernetes.io/hostname";
    /** The largest weight of a preference. */
    private static final int MOST_WEIGHT = 100;

    private Placements() {}

    /** Returns the affinity of a component's pods, the user's combined with Sild's own; null for none. */
    static @Nullable Affinity affinity(Index index, Component component) {
        Placement placement = component.placement();
        Affinity affinity = placement.affinity().isEmpty()
                ? new Affinity()
                : new ObjectMapper().convertValue(placement.affinity(), Affinity.class);
        if (!placement.nodes().isEmpty()) {
            askOfNodes(
                    affinity,
                    placement.nodes().stream().map(Placements::requirement).toList());
        }
        // A DaemonSet has a pod on each node that fulfils what is required: it would ignore preferences.
        if (!placement.preferred().isEmpty() && !(component.workload() instanceof Workload.PerNode)) {
            preferNodes(
                    affinity,
                    placement.preferred().stream().map(Placements::requirement).toList());
        }
        index.togetherBy(component).ifPresent(label -> {
            PodAffinity pods = affinity.getPodAffinity() == null ? new PodAffinity() : affinity.getPodAffinity();
            pods.setRequiredDuringSchedulingIgnoredDuringExecution(
                    more(pods.getRequiredDuringSchedulingIgnoredDuringExecution(), beside(index, label)));
            affinity.setPodAffinity(pods);
        });
        if (placement.mostPerNode() == 1) {
            PodAntiAffinity apart =
                    affinity.getPodAntiAffinity() == null ? new PodAntiAffinity() : affinity.getPodAntiAffinity();
            apart.setRequiredDuringSchedulingIgnoredDuringExecution(
                    more(apart.getRequiredDuringSchedulingIgnoredDuringExecution(), eachOther(index, component)));
            affinity.setPodAntiAffinity(apart);
        }
        return affinity.equals(new Affinity()) ? null : affinity;
    }

    /** Of several terms a node must fulfil one: each has to ask for ours besides. */
    private static void askOfNodes(Affinity affinity, List<NodeSelectorRequirement> requirements) {
        NodeAffinity nodes = affinity.getNodeAffinity() == null ? new NodeAffinity() : affinity.getNodeAffinity();
        NodeSelector said = nodes.getRequiredDuringSchedulingIgnoredDuringExecution();
        List<NodeSelectorTerm> terms = said == null ? List.of(new NodeSelectorTerm()) : said.getNodeSelectorTerms();
        for (NodeSelectorTerm term : terms) {
            List<NodeSelectorRequirement> all = new ArrayList<>(requirements);
            all.addAll(term.getMatchExpressions());
            term.setMatchExpressions(all);
        }
        nodes.setRequiredDuringSchedulingIgnoredDuringExecution(new NodeSelector(terms));
        affinity.setNodeAffinity(nodes);
    }

    private static void preferNodes(Affinity affinity, List<NodeSelectorRequirement> requirements) {
        NodeAffinity nodes = affinity.getNodeAffinity() == null ? new NodeAffinity() : affinity.getNodeAffinity();
        List<PreferredSchedulingTerm> terms =
                new ArrayList<>(nodes.getPreferredDuringSchedulingIgnoredDuringExecution());
        for (NodeSelectorRequirement requirement : requirements) {
            terms.add(new PreferredSchedulingTerm(new NodeSelectorTerm(List.of(requirement), List.of()), MOST_WEIGHT));
        }
        nodes.setPreferredDuringSchedulingIgnoredDuringExecution(terms);
        affinity.setNodeAffinity(nodes);
    }

    private static List<PodAffinityTerm> more(List<PodAffinityTerm> terms, PodAffinityTerm term) {
        List<PodAffinityTerm> more = new ArrayList<>(terms);
        more.add(term);
        return more;
    }

    /** Returns the taints that do not keep a component's pods away. */
    static List<Toleration> tolerations(Placement placement) {
        return placement.tolerations().stream()
                .map(toleration -> new Toleration(
                        emptyToNull(toleration.effect()),
                        emptyToNull(toleration.key()),
                        toleration.value().isPresent() ? "Equal" : "Exists",
                        toleration.seconds().orElse(null),
                        toleration.value().filter(value -> !value.isEmpty()).orElse(null)))
                .toList();
    }

    private static @Nullable String emptyToNull(String text) {
        return text.isEmpty() ? null : text;
    }

    /**
     * Returns the constraints that spread a component's pods, and those that keep a node from having too many of them.
     */
    static List<TopologySpreadConstraint> spread(Index index, Component component) {
        List<TopologySpreadConstraint> constraints = new ArrayList<>();
        // What must be on one node cannot be spread: it would wait forever.
        boolean strict = component.placement().strictSpread()
                && index.togetherBy(component).isEmpty();
        for (String label : component.placement().spreadOver()) {
            constraints.add(spread(index, component, label, 1, strict ? "DoNotSchedule" : "ScheduleAnyway"));
        }
        int most = component.placement().mostPerNode();
        if (most > 1) {
            // With fewer nodes than that, which is always, the skew of a node is the number of pods it has.
            TopologySpreadConstraint constraint = spread(index, component, HOSTNAME, most, "DoNotSchedule");
            constraint.setMinDomains(Integer.MAX_VALUE);
            constraints.add(constraint);
        }
        return constraints;
    }

    private static TopologySpreadConstraint spread(
            Index index, Component component, String label, int maxSkew, String whenUnsatisfiable) {
        TopologySpreadConstraint constraint = new TopologySpreadConstraint();
        constraint.setMaxSkew(maxSkew);
        constraint.setTopologyKey(label);
        constraint.setWhenUnsatisfiable(whenUnsatisfiable);
        constraint.setLabelSelector(Labels.matching(Labels.selector(index.application(), component.name())));
        return constraint;
    }

    /** Keeps a second pod of a component from its node. */
    private static PodAffinityTerm eachOther(Index index, Component component) {
        PodAffinityTerm term = new PodAffinityTerm();
        term.setLabelSelector(Labels.matching(Labels.selector(index.application(), component.name())));
        term.setTopologyKey(HOSTNAME);
        return term;
    }

    /** Keeps pods on the node of those that share a volume or the node's network with them, which have a label. */
    private static PodAffinityTerm beside(Index index, String label) {
        Map<String, String> labels = Labels.selector(index.application());
        labels.put(label, "true");
        PodAffinityTerm term = new PodAffinityTerm();
        term.setLabelSelector(Labels.matching(labels));
        term.setTopologyKey(HOSTNAME);
        return term;
    }

    private static NodeSelectorRequirement requirement(Placement.NodeRule rule) {
        return switch (rule.operator()) {
            case EQUAL -> new NodeSelectorRequirement(rule.label(), "In", List.of(rule.value()));
            case NOT_EQUAL -> new NodeSelectorRequirement(rule.label(), "NotIn", List.of(rule.value()));
            case EXISTS -> new NodeSelectorRequirement(rule.label(), "Exists", List.of());
            case MISSING -> new NodeSelectorRequirement(rule.label(), "DoesNotExist", List.of());
        };
    }
}
