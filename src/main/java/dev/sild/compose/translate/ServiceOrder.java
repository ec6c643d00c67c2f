package dev.sild.compose.translate;

import dev.sild.model.Wait;
import dev.sild.report.Code;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who waits for whom. */
final class ServiceOrder {
  private final Map<String, Map<String, Wait.Until>> waits = new LinkedHashMap<>();
  private final Set<String> awaited = new HashSet<>();

  private ServiceOrder() {}

  static ServiceOrder of(Map<String, Attribute> services) {
    ServiceOrder order = new ServiceOrder();
    services.forEach((service, attribute) -> {
      Map<String, Wait.Until> targets = new LinkedHashMap<>();
      attribute.get("depends_on").entries().forEach((target, settings) -> {
        if (services.containsKey(target)) {
          Wait.Until until = until(settings.get("condition").string());
          targets.put(target, until);
          if (until == Wait.Until.COMPLETED) {
            order.awaited.add(target);
          }
        }
        reportRestart(target, settings);
        settings.done();
      });
      order.waits.put(service, targets);
    });
    return order;
  }

  /** What compose adds for links and shared networks stands at the same place as the whole. */
  private static void reportRestart(String target, Attribute settings) {
    Attribute restart = settings.get("restart");
    boolean written = restart.origin().line() != settings.origin().line()
        || restart.origin().column() != settings.origin().column();
    if (written && restart.bool()) {
      restart.note(Code.NODE_LEVEL, "it says what 'docker compose restart' does: in Kubernetes nothing is restarted with '"
          + target + "'", "");
    }
  }

  private static Wait.Until until(String condition) {
    return switch (condition) {
      case "service_healthy" -> Wait.Until.HEALTHY;
      case "service_completed_successfully" -> Wait.Until.COMPLETED;
      default -> Wait.Until.STARTED;
    };
  }

  /** Returns what a service waits for, by service. */
  Map<String, Wait.Until> waits(String service) {
    return waits.get(service);
  }

  /** Whether others wait for the end of a service. */
  boolean awaitedToComplete(String service) {
    return awaited.contains(service);
  }

  /** Returns the services, each after those it waits for, else in the order of the file; cycles end where they close. */
  List<String> sorted() {
    List<String> sorted = new ArrayList<>();
    Set<String> visited = new LinkedHashSet<>();
    for (String service : waits.keySet()) {
      visit(service, visited, sorted);
    }
    return sorted;
  }

  /** Goes down what is waited for without recursion: a chain may be thousands long. */
  private void visit(String first, Set<String> visited, List<String> sorted) {
    Deque<Map.Entry<String, Iterator<String>>> path = new ArrayDeque<>();
    enter(first, visited, path);
    while (!path.isEmpty()) {
      Map.Entry<String, Iterator<String>> last = path.peek();
      if (last.getValue().hasNext()) {
        enter(last.getValue().next(), visited, path);
      } else {
        sorted.add(path.pop().getKey());
      }
    }
  }

  private void enter(String service, Set<String> visited, Deque<Map.Entry<String, Iterator<String>>> path) {
    if (visited.add(service)) {
      path.push(Map.entry(service, waits.get(service).keySet().iterator()));
    }
  }
}
