package dev.sild.kubernetes;

import dev.sild.model.Component;
import dev.sild.model.Placement;
import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.NodeAffinity;
import io.fabric8.kubernetes.api.model.NodeSelector;
import io.fabric8.kubernetes.api.model.NodeSelectorRequirement;
import io.fabric8.kubernetes.api.model.NodeSelectorTerm;
import io.fabric8.kubernetes.api.model.PodAffinity;
import io.fabric8.kubernetes.api.model.PodAffinityTerm;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where pods may run: on the nodes the user asked for, and together where they share a claim that one node may use.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/">Assigning Pods to Nodes</a>
 */
final class Placements {
  private static final String HOSTNAME = "kubernetes.io/hostname";

  private Placements() {}

  /** Returns the affinity of a component's pods; null for none. */
  static Affinity affinity(Index index, Component component) {
    NodeAffinity nodes = nodes(component.placement());
    PodAffinity pods = pods(index, component);
    if (nodes == null && pods == null) {
      return null;
    }
    Affinity affinity = new Affinity();
    affinity.setNodeAffinity(nodes);
    affinity.setPodAffinity(pods);
    return affinity;
  }

  /** Returns the constraints that spread a component's pods, as far as it goes. */
  static List<TopologySpreadConstraint> spread(Index index, Component component) {
    return component.placement().spreadOver().stream().map(label -> {
      TopologySpreadConstraint constraint = new TopologySpreadConstraint();
      constraint.setMaxSkew(1);
      constraint.setTopologyKey(label);
      constraint.setWhenUnsatisfiable("ScheduleAnyway");
      constraint.setLabelSelector(selector(Labels.selector(index.application(), component.name())));
      return constraint;
    }).toList();
  }

  /** Returns the claims of one node that a component's pods share, with each other or with those of others. */
  static List<String> sharedClaims(Index index, Component component) {
    return index.claimsOfOneNode(component).stream().filter(claim -> index.pods(claim) > 1).toList();
  }

  private static PodAffinity pods(Index index, Component component) {
    List<PodAffinityTerm> terms = new ArrayList<>();
    for (String volume : sharedClaims(index, component)) {
      Map<String, String> labels = new LinkedHashMap<>();
      labels.put(Labels.INSTANCE, index.application().name());
      labels.put(Labels.VOLUME + volume, "true");
      PodAffinityTerm term = new PodAffinityTerm();
      term.setLabelSelector(selector(labels));
      term.setTopologyKey(HOSTNAME);
      terms.add(term);
    }
    if (terms.isEmpty()) {
      return null;
    }
    PodAffinity affinity = new PodAffinity();
    affinity.setRequiredDuringSchedulingIgnoredDuringExecution(terms);
    return affinity;
  }

  private static NodeAffinity nodes(Placement placement) {
    List<NodeSelectorRequirement> requirements = new ArrayList<>();
    placement.nodeLabels().forEach((label, value) -> requirements.add(requirement(label, "In", value)));
    placement.notNodeLabels().forEach((label, value) -> requirements.add(requirement(label, "NotIn", value)));
    if (requirements.isEmpty()) {
      return null;
    }
    NodeSelectorTerm term = new NodeSelectorTerm();
    term.setMatchExpressions(requirements);
    NodeAffinity affinity = new NodeAffinity();
    affinity.setRequiredDuringSchedulingIgnoredDuringExecution(new NodeSelector(List.of(term)));
    return affinity;
  }

  /** A label asked for with no value has only to be there: a node's role is such a label. */
  private static NodeSelectorRequirement requirement(String label, String operator, String value) {
    if (value.isEmpty()) {
      return new NodeSelectorRequirement(label, operator.equals("In") ? "Exists" : "DoesNotExist", List.of());
    }
    return new NodeSelectorRequirement(label, operator, List.of(value));
  }

  private static LabelSelector selector(Map<String, String> labels) {
    LabelSelector selector = new LabelSelector();
    selector.setMatchLabels(labels);
    return selector;
  }
}
