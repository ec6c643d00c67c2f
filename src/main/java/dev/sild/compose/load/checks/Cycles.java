package dev.sild.compose.load.checks;

import dev.sild.compose.load.tree.Nodes;
import dev.sild.compose.load.tree.Problems;
import dev.sild.model.Lookup;
import dev.sild.yaml.Node.MapNode;
import dev.sild.yaml.Place;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Follows the dependencies of services: none may lead back to where it began, or through too many services. */
final class Cycles {
    private final MapNode services;
    /** How many services depend on each other below a service, itself included; 0 while it is looked at. */
    private final Map<String, Integer> lengths = new HashMap<>();

    private Cycles(MapNode services) {
        this.services = services;
    }

    /**
     * Adds a problem if services depend on each other in a circle, or if more than the limit do one after the other.
     */
    static void check(MapNode services, Problems problems) {
        Cycles cycles = new Cycles(services);
        int limit = problems.budget().limits().dependencies();
        for (String start : services.entries().keySet()) {
            List<String> circle = cycles.lengths.containsKey(start) ? List.of() : cycles.circle(start);
            if (!circle.isEmpty()) {
                error(
                        services,
                        circle.get(0),
                        "services depend on each other in a circle: " + String.join(" → ", circle),
                        "remove one of the dependencies",
                        problems);
                return;
            }
            if (Lookup.required(cycles.lengths, start) > limit) {
                error(
                        services,
                        start,
                        "a chain of dependencies has more than " + limit + " services (limit: dependencies)",
                        "split the project",
                        problems);
                return;
            }
        }
    }

    private static void error(MapNode services, String name, String message, String remedy, Problems problems) {
        problems.error(
                Lookup.required(services.entries(), name).keyPosition(),
                Place.ROOT.key("services").key(name).key("depends_on"),
                message,
                remedy);
    }

    /** Walks depth first, with a stack of its own: a chain may be as long as there are services. */
    private List<String> circle(String start) {
        List<String> path = new ArrayList<>();
        Deque<Iterator<String>> open = new ArrayDeque<>();
        enter(start, path, open);
        while (!open.isEmpty()) {
            if (!open.peek().hasNext()) {
                open.pop();
                String left = path.remove(path.size() - 1);
                lengths.put(
                        left,
                        1
                                + dependencies(left).stream()
                                        .mapToInt(name -> lengths.getOrDefault(name, 0))
                                        .max()
                                        .orElse(0));
                continue;
            }
            String next = open.peek().next();
            Integer length = lengths.get(next);
            if (length != null && length == 0) {
                List<String> circle = new ArrayList<>(path.subList(path.indexOf(next), path.size()));
                circle.add(next);
                return circle;
            }
            if (length == null && services.get(next) != null) {
                enter(next, path, open);
            }
        }
        return List.of();
    }

    private void enter(String name, List<String> path, Deque<Iterator<String>> open) {
        path.add(name);
        lengths.put(name, 0);
        open.push(dependencies(name).iterator());
    }

    private Set<String> dependencies(String name) {
        return Nodes.map((MapNode) services.required(name), "depends_on")
                .entries()
                .keySet();
    }
}
