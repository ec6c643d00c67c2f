package dev.sild.compose.load;

import dev.sild.yaml.Node.MapNode;
import dev.sild.yaml.Place;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Finds services that depend on each other in a circle. */
final class Cycles {
  private Cycles() {}

  /** Adds a problem that names the circle, if there is one. */
  static void check(MapNode services, Problems problems) {
    Map<String, Boolean> done = new HashMap<>();
    for (String start : services.entries().keySet()) {
      List<String> circle = done.containsKey(start) ? List.of() : circle(start, services, done);
      if (!circle.isEmpty()) {
        problems.error(services.entries().get(circle.get(0)).keyPosition(),
            Place.ROOT.key("services").key(circle.get(0)).key("depends_on"),
            "services depend on each other in a circle: " + String.join(" → ", circle),
            "take one of the dependencies out");
        return;
      }
    }
  }

  /** Walks depth first, with a stack of its own: a chain may be as long as there are services. */
  private static List<String> circle(String start, MapNode services, Map<String, Boolean> done) {
    List<String> path = new ArrayList<>();
    Deque<Iterator<String>> open = new ArrayDeque<>();
    path.add(start);
    done.put(start, false);
    open.push(dependencies(start, services));
    while (!open.isEmpty()) {
      if (!open.peek().hasNext()) {
        open.pop();
        done.put(path.remove(path.size() - 1), true);
        continue;
      }
      String next = open.peek().next();
      Boolean state = done.get(next);
      if (Boolean.FALSE.equals(state)) {
        List<String> circle = new ArrayList<>(path.subList(path.indexOf(next), path.size()));
        circle.add(next);
        return circle;
      }
      if (state == null && services.get(next) != null) {
        path.add(next);
        done.put(next, false);
        open.push(dependencies(next, services));
      }
    }
    return List.of();
  }

  private static Iterator<String> dependencies(String name, MapNode services) {
    return Nodes.map((MapNode) services.get(name), "depends_on").entries().keySet().iterator();
  }
}
