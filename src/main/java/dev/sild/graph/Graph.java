package dev.sild.graph;

import java.util.List;

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
        /** Whoever is not part of the application. */
        OUTSIDE
    }

    /**
     * Something in the picture.
     *
     * @param id what distinguishes it
     * @param label its name for the reader
     * @param detail a few words below the name; may be empty
     */
    public record Node(String id, Kind kind, String label, String detail) {}

    /** What an edge means. */
    public enum Relation {
        /** Opens connections, as its variables, its command or its files say. */
        CALLS,
        /** Would open connections, and no network that both are on allows it. */
        REFUSED,
        /** Starts after the other, and is not known to call it. */
        WAITS_FOR,
        /** Keeps data there. */
        STORES
    }

    /**
     * An arrow.
     *
     * @param from the id of the node where it begins
     * @param to the id of the node where it ends
     * @param label a few words; may be empty
     */
    public record Edge(String from, String to, Relation relation, String label) {}

    /** Nodes, by their ids, in a frame with a label. */
    public record Group(String label, List<String> nodes) {
        public Group {
            nodes = List.copyOf(nodes);
        }
    }

    public Graph {
        nodes = List.copyOf(nodes);
        edges = List.copyOf(edges);
        groups = List.copyOf(groups);
    }
}
