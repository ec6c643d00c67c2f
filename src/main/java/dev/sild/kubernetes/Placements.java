package dev.sild.kubernetes;

import com.fasterxml.jackson.databind.ObjectMapper;
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
import io.fabric8.kubernetes.api.model.PodAntiAffinity;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where pods may run: on the nodes the user asked for, apart where a node is to have only
 * so many of them, and together where they share a claim that one node may use.
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
    PodAntiAffinity apart = oneForANode(index, component);
    Affinity said = said(component.placement());
    if (nodes == null && pods == null && apart == null && component.placement().affinity().isEmpty()) {
      return null;
    }
    Affinity affinity = new Affinity();
    affinity.setNodeAffinity(said.getNodeAffinity() == null ? nodes : said.getNodeAffinity());
    affinity.setPodAffinity(said.getPodAffinity() == null ? pods : said.getPodAffinity());
    affinity.setPodAntiAffinity(said.getPodAntiAffinity() == null ? apart : said.getPodAntiAffinity());
    return affinity;
  }

  private static Affinity said(Placement placement) {
    return placement.affinity().isEmpty() ? new Affinity()
        : new ObjectMapper().convertValue(placement.affinity(), Affinity.class);
  }

  /** Returns the taints that do not keep a component's pods away. */
  static List<Toleration> tolerations(Placement placement) {
    return placement.tolerations().stream().map(toleration -> new Toleration(
        emptyToNull(toleration.effect()), emptyToNull(toleration.key()),
        toleration.value().isPresent() ? "Equal" : "Exists", toleration.seconds().orElse(null),
        toleration.value().orElse(null))).toList();
  }

  private static String emptyToNull(String text) {
    return text.isEmpty() ? null : text;
  }

  /** Returns the constraints that spread a component's pods, and those that keep a node from having too many of them. */
  static List<TopologySpreadConstraint> spread(Index index, Component component) {
    List<TopologySpreadConstraint> constraints = new ArrayList<>();
    for (String label : component.placement().spreadOver()) {
      constraints.add(spread(index, component, label, 1,
          component.placement().strictSpread() ? "DoNotSchedule" : "ScheduleAnyway"));
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
    constraint.setLabelSelector(selector(Labels.selector(index.application(), component.name())));
    return constraint;
  }

  /** Keeps a second pod of a component from its node. */
  private static PodAntiAffinity oneForANode(Index index, Component component) {
    if (component.placement().mostPerNode() != 1) {
      return null;
    }
    PodAffinityTerm term = new PodAffinityTerm();
    term.setLabelSelector(selector(Labels.selector(index.application(), component.name())));
    term.setTopologyKey(HOSTNAME);
    PodAntiAffinity affinity = new PodAntiAffinity();
    affinity.setRequiredDuringSchedulingIgnoredDuringExecution(List.of(term));
    return affinity;
  }

  private static PodAffinity pods(Index index, Component component) {
    return index.togetherBy(component).map(volume -> {
      Map<String, String> labels = new LinkedHashMap<>();
      labels.putAll(Labels.selector(index.application()));
      labels.put(Labels.VOLUME + volume, "true");
      PodAffinityTerm term = new PodAffinityTerm();
      term.setLabelSelector(selector(labels));
      term.setTopologyKey(HOSTNAME);
      PodAffinity affinity = new PodAffinity();
      affinity.setRequiredDuringSchedulingIgnoredDuringExecution(List.of(term));
      return affinity;
    }).orElse(null);
  }

  private static NodeAffinity nodes(Placement placement) {
    if (placement.nodes().isEmpty()) {
      return null;
    }
    NodeSelectorTerm term = new NodeSelectorTerm();
    term.setMatchExpressions(placement.nodes().stream().map(Placements::requirement).toList());
    NodeAffinity affinity = new NodeAffinity();
    affinity.setRequiredDuringSchedulingIgnoredDuringExecution(new NodeSelector(List.of(term)));
    return affinity;
  }

  private static NodeSelectorRequirement requirement(Placement.NodeRule rule) {
    return switch (rule.operator()) {
      case EQUAL -> new NodeSelectorRequirement(rule.label(), "In", List.of(rule.value()));
      case NOT_EQUAL -> new NodeSelectorRequirement(rule.label(), "NotIn", List.of(rule.value()));
      case EXISTS -> new NodeSelectorRequirement(rule.label(), "Exists", List.of());
      case MISSING -> new NodeSelectorRequirement(rule.label(), "DoesNotExist", List.of());
    };
  }

  private static LabelSelector selector(Map<String, String> labels) {
    LabelSelector selector = new LabelSelector();
    selector.setMatchLabels(labels);
    return selector;
  }
}
