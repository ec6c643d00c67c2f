package dev.sild.graph.layout;

import dev.sild.graph.Graph;
import dev.sild.graph.Graph.Edge;
import dev.sild.graph.Graph.Kind;
import dev.sild.graph.Graph.Node;
import dev.sild.graph.Graph.Relation;
import dev.sild.graph.layout.Layout.Line;
import dev.sild.graph.layout.TextWidths.Style;
import dev.sild.syntax.XmlText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is written where in a picture. The ports at which a node is called stand in its box rather than at each of the
 * arrows that lead there, if they are the same for all.
 */
final class Captions {
    private static final double WIDEST = 330;
    private static final double WIDEST_LABEL = 180;
    private static final int MOST_NAMES = 40;

    private final Map<String, String> ports = new HashMap<>();

    Captions(Graph graph) {
        Set<String> outside = new HashSet<>();
        graph.nodes().stream()
                .filter(node -> node.kind() == Kind.OUTSIDE)
                .map(Node::id)
                .forEach(outside::add);
        Map<String, Set<String>> called = new HashMap<>();
        for (Edge edge : graph.edges()) {
            if (isCall(edge) && !outside.contains(edge.from()) && !outside.contains(edge.to())) {
                called.computeIfAbsent(edge.to(), any -> new LinkedHashSet<>()).add(edge.label());
            }
        }
        called.forEach((node, labels) -> {
            String label = labels.iterator().next();
            if (labels.size() == 1 && !label.isEmpty()) {
                ports.put(node, label);
            }
        });
    }

    private static boolean isCall(Edge edge) {
        return edge.relation() == Relation.CALLS || edge.relation() == Relation.REFUSED;
    }

    /** Returns the lines of a node's box. */
    List<Line> lines(Node node) {
        List<Line> lines = new ArrayList<>();
        List<String> names = names(node.label());
        for (int i = 0; i < names.size(); i++) {
            if (i == MOST_NAMES - 1 && names.size() > MOST_NAMES) {
                lines.add(new Line("and " + (names.size() - i) + " more", Style.DETAIL));
                break;
            }
            lines.add(line(names.get(i), Style.NAME, WIDEST));
        }
        int together = node.label().split(", ").length;
        if (together > 1) {
            lines.add(new Line(together + " with the same connections", Style.DETAIL));
        }
        node.detail()
                .lines()
                .filter(detail -> !detail.isEmpty() && !detail.equals(XmlText.visible(node.label())))
                .forEach(detail -> lines.add(line(detail, Style.DETAIL, WIDEST)));
        node.status().ifPresent(status -> lines.add(line(status.words(), Style.DETAIL, WIDEST)));
        String open = ports.get(node.id());
        if (open != null) {
            lines.add(line((open.contains(",") ? "ports " : "port ") + open, Style.DETAIL, WIDEST));
        }
        return lines;
    }

    /** Several containers of a pod have a line each, and so have several nodes in one box. */
    private static List<String> names(String label) {
        return List.of(label.split("(?<= \\+) |, "));
    }

    /** Returns what is written at an edge; empty for nothing. */
    String label(Edge edge) {
        return isCall(edge) && edge.label().equals(ports.get(edge.to()))
                ? ""
                : line(edge.label(), Style.LABEL, WIDEST_LABEL).text();
    }

    static Line frame(String label) {
        return line(label, Style.FRAME, 2 * WIDEST);
    }

    /** What the writer escapes is escaped before it is measured. */
    private static Line line(String text, Style style, double room) {
        return new Line(TextWidths.fitted(XmlText.visible(text), style, room), style);
    }
}
