package dev.sild.graph;

import dev.sild.graph.Graph.Edge;
import dev.sild.graph.Graph.Group;
import dev.sild.graph.Graph.Node;
import dev.sild.syntax.DotText;
import java.util.HashMap;
import java.util.Map;

/**
 * A graph in the language of Graphviz.
 *
 * @see <a href="https://graphviz.org/doc/info/lang.html">DOT Language</a>
 */
public final class DotDiagram {
    private final Graph graph;
    private final StringBuilder text = new StringBuilder();
    private final Map<String, String> ids = new HashMap<>();

    private DotDiagram(Graph graph) {
        this.graph = graph;
        graph.nodes().forEach(node -> ids.put(node.id(), "n" + ids.size()));
    }

    /** Returns the text of the diagram. */
    public static String of(Graph graph) {
        DotDiagram diagram = new DotDiagram(graph);
        diagram.write();
        return diagram.text.toString();
    }

    private void write() {
        text.append("digraph application {\n  rankdir=LR;\n  node [shape=box, fontname=\"sans-serif\"];\n");
        text.append("  edge [fontname=\"sans-serif\", fontsize=10];\n");
        graph.nodes().forEach(this::node);
        int number = 0;
        for (Group group : graph.groups()) {
            text.append("  subgraph cluster_")
                    .append(number++)
                    .append(" {\n    label=")
                    .append(DotText.quoted(group.label()));
            text.append(";\n");
            group.nodes().forEach(id -> text.append("    ").append(ids.get(id)).append(";\n"));
            text.append("  }\n");
        }
        graph.edges().forEach(this::edge);
        text.append("}\n");
    }

    private void node(Node node) {
        String label = node.detail().isEmpty() || node.detail().equals(node.label())
                ? node.label()
                : node.label() + "\n" + node.detail();
        label += node.status().map(status -> "\n" + status.words()).orElse("");
        text.append("  ").append(ids.get(node.id())).append(" [label=").append(DotText.quoted(label));
        switch (node.kind()) {
            case SERVICE -> {}
            case DATABASE, VOLUME -> text.append(", shape=cylinder");
            case JOB -> text.append(", shape=hexagon");
            case SECRET -> text.append(", shape=note");
            case OUTSIDE -> text.append(", shape=oval");
        }
        node.status()
                .ifPresent(status -> text.append(
                        switch (status.health()) {
                            case WELL -> ", color=green4";
                            case STARTING -> ", color=orange";
                            case ABSENT -> ", color=gray, fontcolor=gray, style=dashed";
                            case ILL -> ", color=red, fontcolor=red";
                        }));
        text.append("];\n");
    }

    private void edge(Edge edge) {
        text.append("  ").append(ids.get(edge.from())).append(" -> ").append(ids.get(edge.to()));
        text.append(" [label=");
        switch (edge.relation()) {
            case CALLS -> text.append(DotText.quoted(edge.label()));
            case STORES, READS -> text.append(DotText.quoted(edge.label())).append(", arrowhead=none");
            case WAITS_FOR -> text.append("\"starts after\", style=dashed");
            case REFUSED -> text.append("\"refused by the networks\", color=red, arrowhead=tee");
        }
        text.append("];\n");
    }
}
