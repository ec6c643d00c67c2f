package dev.sild.graph;

import dev.sild.graph.Graph.Edge;
import dev.sild.graph.Graph.Group;
import dev.sild.graph.Graph.Health;
import dev.sild.graph.Graph.Node;
import dev.sild.model.Lookup;
import dev.sild.syntax.MermaidText;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A graph as a flowchart of Mermaid, which GitHub and GitLab show in Markdown.
 *
 * @see <a href="https://mermaid.js.org/syntax/flowchart.html">Flowcharts</a>
 */
public final class MermaidDiagram {
    private final Graph graph;
    private final StringBuilder text = new StringBuilder("flowchart LR\n");
    private final Map<String, String> ids = new HashMap<>();
    private final Map<String, Node> nodes = new HashMap<>();

    private MermaidDiagram(Graph graph) {
        this.graph = graph;
        for (Node node : graph.nodes()) {
            ids.put(node.id(), "n" + ids.size());
            nodes.put(node.id(), node);
        }
    }

    /** Returns the text of the diagram. */
    public static String of(Graph graph) {
        MermaidDiagram diagram = new MermaidDiagram(graph);
        diagram.write();
        return diagram.text.toString();
    }

    private void write() {
        Set<String> grouped = new HashSet<>();
        graph.groups().forEach(group -> grouped.addAll(group.nodes()));
        graph.nodes().stream().filter(node -> !grouped.contains(node.id())).forEach(node -> node("  ", node));
        int number = 0;
        for (Group group : graph.groups()) {
            text.append("  subgraph g").append(number++).append(" [\"").append(MermaidText.quoted(group.label()));
            text.append("\"]\n");
            group.nodes().forEach(id -> node("    ", Lookup.required(nodes, id)));
            text.append("  end\n");
        }
        graph.edges().forEach(this::edge);
        for (Health health : Health.values()) {
            states(health);
        }
    }

    private void states(Health health) {
        String like = graph.nodes().stream()
                .filter(node -> node.status()
                        .filter(status -> status.health() == health)
                        .isPresent())
                .map(node -> ids.get(node.id()))
                .collect(Collectors.joining(","));
        if (!like.isEmpty()) {
            String name = health.name().toLowerCase(Locale.ROOT);
            String style = switch (health) {
                case WELL -> "stroke:#1a7f37,stroke-width:3px";
                case STARTING -> "stroke:#bf8700,stroke-width:3px";
                case ABSENT -> "stroke:#8c959f,stroke-dasharray:4";
                case ILL -> "stroke:#cf222e,stroke-width:4px";
            };
            text.append("  classDef ").append(name).append(' ').append(style).append('\n');
            text.append("  class ").append(like).append(' ').append(name).append('\n');
        }
    }

    private void node(String indent, Node node) {
        String label = MermaidText.quoted(node.label())
                + (node.detail().isEmpty() || node.detail().equals(node.label())
                        ? ""
                        : "<br>" + MermaidText.quoted(node.detail()))
                + node.status()
                        .map(status -> "<br>" + MermaidText.quoted(status.words()))
                        .orElse("");
        text.append(indent).append(ids.get(node.id()));
        switch (node.kind()) {
            case SERVICE -> text.append("[\"").append(label).append("\"]");
            case DATABASE, VOLUME -> text.append("[(\"").append(label).append("\")]");
            case JOB -> text.append("{{\"").append(label).append("\"}}");
            case SECRET -> text.append("[/\"").append(label).append("\"/]");
            case OUTSIDE -> text.append("([\"").append(label).append("\"])");
        }
        text.append('\n');
    }

    private void edge(Edge edge) {
        String label = MermaidText.quoted(
                switch (edge.relation()) {
                    case CALLS, STORES, READS -> edge.label();
                    case WAITS_FOR -> "starts after";
                    case REFUSED -> "refused by the networks";
                });
        text.append("  ").append(ids.get(edge.from())).append(' ').append(arrow(edge));
        if (!label.isEmpty()) {
            text.append("|\"").append(label).append("\"|");
        }
        text.append(' ').append(ids.get(edge.to())).append('\n');
    }

    private static String arrow(Edge edge) {
        return switch (edge.relation()) {
            case CALLS -> "-->";
            case REFUSED -> "--x";
            case WAITS_FOR -> "-.->";
            case STORES, READS -> "---";
        };
    }
}
