package dev.sild.graph.web;

import dev.sild.graph.Graph;
import dev.sild.graph.Graph.Edge;
import dev.sild.graph.Graph.Kind;
import dev.sild.graph.Graph.Node;
import dev.sild.model.Lookup;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Edges as sentences that say why they are there. */
final class EdgeText {
    private static final int MOST = 6;

    private final Map<String, Node> nodes = new HashMap<>();

    EdgeText(Graph graph) {
        graph.nodes().forEach(node -> nodes.put(node.id(), node));
    }

    /** Returns {@code api calls db at port 5432: DATABASE_URL in compose.yaml:12}. */
    String of(Edge edge) {
        String reasons = few(edge.reasons());
        return fact(edge) + (reasons.isEmpty() ? "" : ": " + reasons);
    }

    /** Returns what an edge says without the reasons. */
    String fact(Edge edge) {
        String from = name(edge.from());
        String to = name(edge.to());
        return switch (edge.relation()) {
            case CALLS -> from + " " + verb(edge) + " " + to + ports(edge);
            case REFUSED -> from + " cannot call " + to + ", no network has both";
            case WAITS_FOR -> from + " starts after " + to;
            case STORES -> from + " keeps data in the volume " + to;
            case READS -> from + " reads the secret " + to;
        };
    }

    /** Returns what a node is called; of many in one box only some are named. */
    private String name(String id) {
        return few(List.of(Lookup.required(nodes, id).label().split(", ")));
    }

    private static String few(List<String> texts) {
        return texts.size() > MOST
                ? String.join(", ", texts.subList(0, MOST)) + " and " + (texts.size() - MOST) + " more"
                : String.join(", ", texts);
    }

    private String verb(Edge edge) {
        return Lookup.required(nodes, edge.from()).kind() == Kind.OUTSIDE ? "reaches" : "calls";
    }

    private static String ports(Edge edge) {
        return edge.label().isEmpty() ? "" : (edge.label().contains(",") ? " at ports " : " at port ") + edge.label();
    }
}
