package dev.sild.model;

import java.util.List;
import java.util.Map;

/**
 * Where a component may run.
 *
 * @param nodeLabels labels that a node must have, with these values
 * @param notNodeLabels labels that a node must not have with these values
 * @param spreadOver node labels over whose values the pods are spread evenly, as far as it goes
 */
public record Placement(Map<String, String> nodeLabels, Map<String, String> notNodeLabels, List<String> spreadOver) {
  /** Anywhere. */
  public static final Placement ANYWHERE = new Placement(Map.of(), Map.of(), List.of());

  public Placement {
    nodeLabels = Ordered.copyOf(nodeLabels);
    notNodeLabels = Ordered.copyOf(notNodeLabels);
    spreadOver = List.copyOf(spreadOver);
  }
}
