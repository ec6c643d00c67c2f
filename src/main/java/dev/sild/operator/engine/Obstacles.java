package dev.sild.operator.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What stands in the way of an apply: it is merged with what others state and what the server fills in, and the API server
 * takes no object in which the two exclude each other.
 */
final class Obstacles {
  private final List<Map<String, Object>> removals = new ArrayList<>();

  private Obstacles() {}

  /** Returns the JSON patch that takes away from an object what must not stand beside what is stated; empty for nothing. */
  static List<Map<String, Object>> patch(Desired desired, Live live) {
    Obstacles obstacles = new Obstacles();
    obstacles.strategy(desired, live);
    obstacles.ports("/spec/ports", desired.field("spec", "ports"), live.field("spec", "ports").orElse(null));
    for (String containers : List.of("containers", "initContainers")) {
      obstacles.containers("/spec/template/spec/" + containers, desired.field("spec", "template", "spec", containers),
          live.field("spec", "template", "spec", containers).orElse(null));
    }
    if (obstacles.removals.isEmpty()) {
      return List.of();
    }
    List<Map<String, Object>> patch = new ArrayList<>();
    // Of an object that somebody has changed since, the places would be others.
    patch.add(Map.of("op", "test", "path", "/metadata/resourceVersion", "value", live.resourceVersion()));
    patch.addAll(obstacles.removals);
    return patch;
  }

  /** What a rolling update is filled in with must go before the strategy can be another. */
  private void strategy(Desired desired, Live live) {
    if ("Recreate".equals(desired.field("spec", "strategy", "type")) && live.field("spec", "strategy", "rollingUpdate").isPresent()) {
      Map<String, Object> replace = new LinkedHashMap<>();
      replace.put("op", "replace");
      replace.put("path", "/spec/strategy");
      replace.put("value", Map.of("type", "Recreate"));
      removals.add(replace);
    }
  }

  private void containers(String path, Object stated, Object live) {
    if (stated instanceof List<?> wanted && live instanceof List<?> there) {
      Map<Object, Object> ports = new HashMap<>();
      wanted.forEach(container -> ports.put(((Map<?, ?>) container).get("name"), ((Map<?, ?>) container).get("ports")));
      for (int i = 0; i < there.size(); i++) {
        Map<?, ?> container = (Map<?, ?>) there.get(i);
        ports(path + "/" + i + "/ports", ports.get(container.get("name")), container.get("ports"));
      }
    }
  }

  /** A port that was given another number is another port, and the one that is stated would have its name too. */
  private void ports(String path, Object stated, Object live) {
    if (!(stated instanceof List<?> wanted) || !(live instanceof List<?> there) || wanted.isEmpty()) {
      return;
    }
    List<String> keys = MergeKeys.of(FieldPath.of("ports"), wanted).orElseThrow();
    Map<Object, Map<String, Object>> named = new HashMap<>();
    wanted.forEach(port -> named.put(((Map<?, ?>) port).get("name"), MergeKeys.values(keys, port)));
    for (int i = there.size() - 1; i >= 0; i--) {
      Object name = ((Map<?, ?>) there.get(i)).get("name");
      if (name != null && named.containsKey(name) && !named.get(name).equals(MergeKeys.values(keys, there.get(i)))) {
        removals.add(Map.of("op", "remove", "path", path + "/" + i));
      }
    }
    if (removals.stream().filter(removal -> String.valueOf(removal.get("path")).startsWith(path + "/")).count() == there.size()) {
      // A Service without a port is none: its ports are set rather than taken away.
      removals.removeIf(removal -> String.valueOf(removal.get("path")).startsWith(path + "/"));
      removals.add(Map.of("op", "replace", "path", path, "value", wanted));
    }
  }
}
