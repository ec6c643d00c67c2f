package dev.sild.model;

import java.util.List;

/**
 * Where a component may run.
 *
 * @param nodes what a node's labels must be like, all of it
 * @param spreadOver node labels over whose values the pods are spread evenly, as far as it goes
 * @param mostPerNode how many of the pods one node may have, 0 for any number
 */
public record Placement(List<NodeRule> nodes, List<String> spreadOver, int mostPerNode) {
  /** Anywhere. */
  public static final Placement ANYWHERE = new Placement(List.of(), List.of(), 0);

  /**
   * What is asked of one label of a node.
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

  public Placement {
    nodes = List.copyOf(nodes);
    spreadOver = List.copyOf(spreadOver);
  }
}
