package dev.sild.graph.layout;

import dev.sild.graph.Graph;
import dev.sild.graph.Graph.Edge;
import dev.sild.graph.Graph.Group;
import dev.sild.graph.Graph.Kind;
import dev.sild.graph.Graph.Node;
import dev.sild.model.Lookup;
import dev.sild.syntax.XmlText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A graph as it is drawn, with less ink and the same meaning. In a large one, nodes with the same image and the same
 * edges share a box. A node outside of the application that has many edges is a line in the boxes at their other ends.
 */
public final class CondensedGraph {
    private static final int LARGE = 24;
    private static final int FEWEST_TWINS = 3;
    private static final int MOST_EDGES_OUTSIDE = 6;

    private CondensedGraph() {}

    /** Returns the graph to draw; a detail of one of its nodes can have several lines. */
    public static Graph of(Graph graph) {
        Graph without = withoutBusyOutside(graph);
        return graph.nodes().size() > LARGE ? withTwinsTogether(without) : without;
    }

    private static Graph withoutBusyOutside(Graph graph) {
        Map<String, Integer> degrees = new HashMap<>();
        graph.edges()
                .forEach(edge -> Stream.of(edge.from(), edge.to()).forEach(id -> degrees.merge(id, 1, Integer::sum)));
        Map<String, Node> busy = new HashMap<>();
        graph.nodes().stream()
                .filter(node -> node.kind() == Kind.OUTSIDE && degrees.getOrDefault(node.id(), 0) > MOST_EDGES_OUTSIDE)
                .forEach(node -> busy.put(node.id(), node));
        Map<String, StringBuilder> said = new HashMap<>();
        List<Edge> edges = new ArrayList<>();
        for (Edge edge : graph.edges()) {
            Node from = busy.get(edge.from());
            Node to = busy.get(edge.to());
            if (from != null && to == null) {
                say(said, edge.to(), "open to " + from.label() + (edge.label().isEmpty() ? "" : ": " + edge.label()));
            } else if (to != null && from == null) {
                say(said, edge.from(), "calls " + to.label() + (edge.label().isEmpty() ? "" : ": " + edge.label()));
            } else if (from == null) {
                edges.add(edge);
            }
        }
        List<Node> nodes = graph.nodes().stream()
                .filter(node -> !busy.containsKey(node.id()))
                .map(node -> new Node(
                        node.id(),
                        node.kind(),
                        node.label(),
                        XmlText.visible(node.detail()) + said.getOrDefault(node.id(), new StringBuilder()),
                        node.status()))
                .toList();
        return new Graph(nodes, edges, withoutAbsent(graph.groups(), nodes));
    }

    private static void say(Map<String, StringBuilder> said, String node, String line) {
        said.computeIfAbsent(node, any -> new StringBuilder()).append('\n').append(line);
    }

    private static Graph withTwinsTogether(Graph graph) {
        Map<String, String> frames = new HashMap<>();
        graph.groups().forEach(group -> group.nodes().forEach(id -> frames.put(id, group.label())));
        Map<String, Set<List<Object>>> edges = new HashMap<>();
        for (Edge edge : graph.edges()) {
            edges.computeIfAbsent(edge.from(), any -> new HashSet<>())
                    .add(List.of("to", edge.to(), edge.relation(), edge.label()));
            edges.computeIfAbsent(edge.to(), any -> new HashSet<>())
                    .add(List.of("from", edge.from(), edge.relation(), edge.label()));
        }
        Map<List<Object>, List<Node>> twins = new LinkedHashMap<>();
        for (Node node : graph.nodes()) {
            Set<List<Object>> own = edges.get(node.id());
            twins.computeIfAbsent(
                            own == null || node.kind() == Kind.OUTSIDE
                                    ? List.of(node.id())
                                    : List.of(
                                            node.kind(),
                                            node.detail(),
                                            node.status(),
                                            frames.getOrDefault(node.id(), ""),
                                            own),
                            any -> new ArrayList<>())
                    .add(node);
        }
        Map<String, Node> drawn = new HashMap<>();
        for (List<Node> alike : twins.values()) {
            if (alike.size() >= FEWEST_TWINS) {
                Node together = together(alike);
                alike.forEach(node -> drawn.put(node.id(), together));
            } else {
                alike.forEach(node -> drawn.put(node.id(), node));
            }
        }
        Collection<Node> nodes = graph.nodes().stream()
                .map(node -> drawn.get(node.id()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        Map<List<Object>, Edge> merged = new LinkedHashMap<>();
        for (Edge edge : graph.edges()) {
            String from = Lookup.required(drawn, edge.from()).id();
            String to = Lookup.required(drawn, edge.to()).id();
            merged.merge(
                    List.of(from, to, edge.relation(), edge.label()),
                    new Edge(from, to, edge.relation(), edge.label(), edge.reasons()),
                    CondensedGraph::both);
        }
        List<Node> all = List.copyOf(nodes);
        return new Graph(all, List.copyOf(merged.values()), withoutAbsent(graph.groups(), all));
    }

    private static Node together(List<Node> alike) {
        Node first = alike.get(0);
        return new Node(
                first.id(),
                first.kind(),
                alike.stream().map(Node::label).collect(Collectors.joining(", ")),
                first.detail(),
                first.status());
    }

    private static Edge both(Edge edge, Edge twin) {
        return new Edge(
                edge.from(),
                edge.to(),
                edge.relation(),
                edge.label(),
                Stream.concat(edge.reasons().stream(), twin.reasons().stream())
                        .distinct()
                        .toList());
    }

    private static List<Group> withoutAbsent(List<Group> groups, Collection<Node> nodes) {
        Set<String> ids = nodes.stream().map(Node::id).collect(Collectors.toSet());
        return groups.stream()
                .map(group -> new Group(
                        group.label(),
                        group.nodes().stream().filter(ids::contains).toList()))
                .filter(group -> !group.nodes().isEmpty())
                .toList();
    }
}
