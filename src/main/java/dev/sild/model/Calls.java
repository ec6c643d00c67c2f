package dev.sild.model;

import java.util.List;

/**
 * Every connection that an application's components may open or accept; all others are refused.
 *
 * @param edges the connections
 * @param dns who resolves names for them; none for anybody. Clusters differ in who does: pods of kube-system, one on each
 *     node, or something outside.
 */
public record Calls(List<Call> edges, List<Call.Peer> dns) {
  public Calls {
    edges = List.copyOf(edges);
    dns = List.copyOf(dns);
  }

  /** Makes one where anybody may resolve names. */
  public Calls(List<Call> edges) {
    this(edges, List.of());
  }
}
