package dev.sild.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A picture of an application.
 *
 * @param nodes what there is, in order; no id twice
 * @param edges how it is connected, in order
 * @param groups nodes that belong together; no node is in two
 */
public record Graph(List<Node> nodes, List<Edge> edges, List<Group> groups) {

    /** What a node is. */
    public enum Kind {
        SERVICE,
        DATABASE,
        /** Runs to its end, once or on a schedule. */
        JOB,
        VOLUME,
        /** Secret values, by the name of the Secret. */
        SECRET,
        /** Whoever is not part of the application. */
        OUTSIDE
    }

    /**
     * Something in the picture.
     *
     * @param id what distinguishes it
     * @param label its name for the reader
     * @param detail a few words below the name; may be empty
     * @param status how it is; empty if that is not known
     */
    public record Node(String id, Kind kind, String label, String detail, Optional<Status> status) {
        /** Makes a node of which is not known how it is. */
        public Node(String id, Kind kind, String label, String detail) {
            this(id, kind, label, detail, Optional.empty());
        }
    }

    /** How something that runs is, from well to worst. */
    public enum Health {
        WELL,
        STARTING,
        ABSENT,
        ILL
    }

    /**
     * How something that runs is.
     *
     * @param words the same for the reader
     */
    public record Status(Health health, String words) {}

    /** What an edge means. */
    public enum Relation {
        /** Opens connections, as its variables, its command or its files say. */
        CALLS,
        /** Would open connections, and no network that both are on allows it. */
        REFUSED,
        /** Starts after the other, and is not known to call it. */
        WAITS_FOR,
        /** Keeps data there. */
        STORES,
        /** Is given what is there. */
        READS
    }

    /**
     * An arrow.
     *
     * @param from the id of the node where it begins
     * @param to the id of the node where it ends
     * @param label a few words; may be empty
     * @param reasons why it is there: the places that say so; may be empty
     */
    public record Edge(String from, String to, Relation relation, String label, List<String> reasons) {
        public Edge {
            reasons = List.copyOf(reasons);
        }

        /** Makes an arrow that nothing says more about. */
        public Edge(String from, String to, Relation relation, String label) {
            this(from, to, relation, label, List.of());
        }
    }

    /** Nodes, by their ids, in a frame with a label. */
    public record Group(String label, List<String> nodes) {
        public Group {
            nodes = List.copyOf(nodes);
        }
    }

    /** Returns the picture with how its services and jobs are, by id; those that are not named do not run. */
    public Graph with(Map<String, Status> states) {
        Status absent = new Status(Health.ABSENT, "not running");
        return new Graph(
                nodes.stream()
                        .map(node -> switch (node.kind()) {
                            case SERVICE, DATABASE, JOB ->
                                new Node(
                                        node.id(),
                                        node.kind(),
                                        node.label(),
                                        node.detail(),
                                        Optional.of(states.getOrDefault(node.id(), absent)));
                            default -> node;
                        })
                        .toList(),
                edges,
                groups);
    }

    /** Returns several pictures in one, each in the frame that is its key unless it has frames of its own. */
    public static Graph of(Map<String, Graph> pictures) {
        List<Node> nodes = new ArrayList<>();
        List<Edge> edges = new ArrayList<>();
        List<Group> groups = new ArrayList<>();
        int number = 0;
        for (Map.Entry<String, Graph> picture : pictures.entrySet()) {
            String prefix = number++ + " ";
            Graph graph = picture.getValue();
            graph.nodes.forEach(node ->
                    nodes.add(new Node(prefix + node.id(), node.kind(), node.label(), node.detail(), node.status())));
            graph.edges.forEach(edge -> edges.add(
                    new Edge(prefix + edge.from(), prefix + edge.to(), edge.relation(), edge.label(), edge.reasons())));
            List<Group> own = graph.groups.isEmpty()
                    ? List.of(new Group(
                            picture.getKey(), graph.nodes.stream().map(Node::id).toList()))
                    : graph.groups;
            own.forEach(group -> groups.add(new Group(
                    group.label(), group.nodes().stream().map(prefix::concat).toList())));
        }
        return new Graph(nodes, edges, groups);
    }

    public Graph {
        nodes = List.copyOf(nodes);
        edges = List.copyOf(edges);
        groups = List.copyOf(groups);
    }
}
