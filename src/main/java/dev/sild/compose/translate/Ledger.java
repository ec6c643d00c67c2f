package dev.sild.compose.translate;

import dev.sild.model.Origin;
import dev.sild.report.Code;
import dev.sild.report.Finding;
import dev.sild.report.Findings;
import dev.sild.yaml.Node;
import dev.sild.yaml.Node.Entry;
import dev.sild.yaml.Node.ListNode;
import dev.sild.yaml.Node.MapNode;
import dev.sild.yaml.Node.Position;
import dev.sild.yaml.Node.ScalarNode;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Which attributes have been dealt with, and what was found on the way. Not thread-safe. */
public final class Ledger {
  /** Maps that only group attributes: what is in them is reported by its own name. */
  private static final Set<String> GROUPS = Set.of("deploy", "resources", "limits", "reservations", "placement",
      "restart_policy", "update_config", "healthcheck", "bind", "tmpfs", "volume");

  private final Set<String> dealtWith = new HashSet<>();
  /** What somebody looked into, and all above what was dealt with. */
  private final Set<String> touched = new HashSet<>();
  private final Findings findings;
  private final UnaryOperator<String> reasons;
  private final String remedy;

  /**
   * Makes one with nothing in it.
   *
   * @param reasons says for a path why there is no place for it, as the second half of a sentence; empty for no reason
   * @param remedy what there is to be done about it
   */
  public Ledger(Findings findings, UnaryOperator<String> reasons, String remedy) {
    this.findings = findings;
    this.reasons = reasons;
    this.remedy = remedy;
  }

  /** Makes one that gives the reasons that a cluster has. */
  Ledger(Findings findings) {
    this(findings, new ReasonsOfKubernetes(), "");
  }

  /** The table is read when it is first asked: most projects lose nothing. */
  private static final class ReasonsOfKubernetes implements UnaryOperator<String> {
    private Optional<Equivalents> equivalents = Optional.empty();

    @Override
    public String apply(String path) {
      if (equivalents.isEmpty()) {
        equivalents = Optional.of(Equivalents.read());
      }
      return equivalents.get().reason(path);
    }
  }

  void add(Code code, Origin origin, String reason, String remedy) {
    findings.add(new Finding(code, origin, reason, remedy));
  }

  /** Notes that the attribute at {@code path}, with all below it, has been dealt with. */
  public void deal(String path) {
    dealtWith.add(path);
    enter(path);
  }

  /** Notes that somebody looked into the attribute at {@code path}. */
  void enter(String path) {
    for (String above = path; touched.add(above) && !above.isEmpty();) {
      above = above.substring(0, Math.max(0, Math.max(above.lastIndexOf('.'), above.lastIndexOf('['))));
    }
  }

  /** Reports every attribute below {@code node} that nobody dealt with, each at the highest place that is all new. */
  public void reportTheRest(Node node, String path) {
    if (dealtWith.contains(path)) {
      return;
    }
    if (node instanceof MapNode map && !map.entries().isEmpty()) {
      for (Map.Entry<String, Entry> entry : map.entries().entrySet()) {
        if (!isExtension(entry.getKey())) {
          rest(entry.getValue().value(), path.isEmpty() ? entry.getKey() : path + "." + entry.getKey(),
              entry.getValue().keyPosition());
        }
      }
    } else if (node instanceof ListNode list && !list.items().isEmpty()) {
      for (int i = 0; i < list.items().size(); i++) {
        rest(list.items().get(i), path + "[" + i + "]", list.items().get(i).position());
      }
    }
  }

  /** Extensions of others say nothing to us, as they say nothing to compose. */
  private static boolean isExtension(String key) {
    return key.startsWith("x-") && !key.equals("x-sild");
  }

  private void rest(Node node, String path, Position position) {
    if (dealtWith.contains(path) || position.isSameAs(Position.NONE) || saysNothing(node)) {
      return;
    }
    String key = path.substring(path.lastIndexOf('.') + 1);
    if ((touched.contains(path) && !(node instanceof ScalarNode)) || (GROUPS.contains(key) && node instanceof MapNode)) {
      reportTheRest(node, path);
    } else {
      add(Code.NOT_CARRIED, new Origin(position.file(), position.line(), position.column(), path),
          "'" + key + "' is not carried over" + because(path), remedy);
    }
  }

  private String because(String path) {
    String reason = reasons.apply(path);
    return reason.isEmpty() ? "" : ": " + reason;
  }

  /** An empty map or list, or null: compose fills such in where a short form leaves a part out. */
  private static boolean saysNothing(Node node) {
    return node instanceof MapNode map && map.entries().isEmpty()
        || node instanceof ListNode list && list.items().isEmpty()
        || node instanceof ScalarNode scalar && scalar.isNull();
  }
}
