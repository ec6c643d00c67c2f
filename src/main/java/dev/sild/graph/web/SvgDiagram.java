package dev.sild.graph.web;

import dev.sild.graph.Graph;
import dev.sild.graph.Graph.Relation;
import dev.sild.graph.Graph.Status;
import dev.sild.graph.layout.CondensedGraph;
import dev.sild.graph.layout.ElkLayout;
import dev.sild.graph.layout.Layout;
import dev.sild.graph.layout.Layout.Area;
import dev.sild.graph.layout.Layout.Arrow;
import dev.sild.graph.layout.Layout.Box;
import dev.sild.graph.layout.Layout.Frame;
import dev.sild.graph.layout.Layout.Line;
import dev.sild.syntax.XmlText;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A graph as an image that contains all it needs, for light and dark surroundings.
 *
 * @see <a href="https://www.w3.org/TR/SVG2/">Scalable Vector Graphics 2</a>
 */
public final class SvgDiagram {
    private static final double MARGIN = 24;
    /** From the upper end of a line of text to its base line, as a part of its height. */
    private static final double BASE = 0.76;

    private final Graph graph;
    private final Layout layout;
    private final EdgeText sentences;
    private final Map<String, String> ids = new HashMap<>();
    private final StringBuilder text = new StringBuilder();

    private SvgDiagram(Graph graph) {
        this.graph = CondensedGraph.of(graph);
        this.layout = ElkLayout.of(this.graph);
        this.sentences = new EdgeText(this.graph);
        this.graph.nodes().forEach(node -> ids.put(node.id(), "n" + ids.size()));
    }

    /**
     * Returns the image as a document.
     *
     * @param title the name of what it shows
     */
    public static String of(Graph graph, String title) {
        SvgDiagram diagram = new SvgDiagram(graph);
        diagram.write(title, "<style>\n" + WebResource.text("svg.css") + "</style>\n");
        return diagram.text.toString();
    }

    /** Returns the image for a page that has its style. */
    static String withoutStyle(Graph graph, String title) {
        SvgDiagram diagram = new SvgDiagram(graph);
        diagram.write(title, "");
        return diagram.text.toString();
    }

    private void write(String title, String style) {
        Legend.Drawn legend = Legend.of(graph, MARGIN, layout.height(), Math.max(layout.width() - MARGIN, 36 * MARGIN));
        String width = Numbers.of(Math.ceil(Math.max(layout.width(), legend.right() + MARGIN)));
        String height = Numbers.of(legend.bottom() + MARGIN / 2);
        text.append("<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"sild-graph\" role=\"img\"");
        text.append(" aria-labelledby=\"sild-title sild-description\" width=\"").append(width);
        text.append("\" height=\"")
                .append(height)
                .append("\" viewBox=\"0 0 ")
                .append(width)
                .append(' ');
        text.append(height).append("\">\n<title id=\"sild-title\">").append(XmlText.escaped(title));
        text.append("</title>\n<desc id=\"sild-description\">").append(XmlText.escaped(description()));
        text.append("</desc>\n").append(style).append("<defs>\n");
        head("calls");
        head("refused");
        head("waits-for");
        text.append("</defs>\n<rect class=\"ground\" width=\"").append(width).append("\" height=\"");
        text.append(height).append("\"/>\n");
        layout.frames().forEach(this::frame);
        layout.arrows().forEach(this::arrow);
        layout.boxes().forEach(this::box);
        text.append("<g class=\"legend\">\n").append(legend.text()).append("</g>\n</svg>\n");
    }

    private String description() {
        long calls = graph.edges().stream()
                .filter(edge -> edge.relation() == Relation.CALLS)
                .count();
        return "Who talks to whom: " + graph.nodes().size() + (graph.nodes().size() == 1 ? " node, " : " nodes, ")
                + calls + (calls == 1 ? " connection" : " connections");
    }

    private void head(String name) {
        boolean cross = name.equals("refused");
        text.append("<marker id=\"sild-")
                .append(name)
                .append("\" class=\"head ")
                .append(name);
        text.append("\" viewBox=\"0 0 10 10\" refX=\"").append(cross ? 12 : 9);
        text.append(
                "\" refY=\"5\" markerWidth=\"8\" markerHeight=\"8\" markerUnits=\"userSpaceOnUse\" orient=\"auto\">");
        text.append("<path d=\"")
                .append(cross ? "M1 1L9 9M9 1L1 9" : "M0 1L9 5L0 9Z")
                .append("\"/></marker>\n");
    }

    /** Returns the attribute that gives an edge its head; nothing for one without. */
    static String marker(Relation relation) {
        return switch (relation) {
            case CALLS, REFUSED, WAITS_FOR -> " marker-end=\"url(#sild-" + name(relation) + ")\"";
            case STORES, READS -> "";
        };
    }

    /** Returns the class of an element, which the style knows. */
    static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private void frame(Frame frame) {
        Area area = frame.area();
        text.append("<g class=\"frame\"><rect x=\"")
                .append(Numbers.of(area.x()))
                .append("\" y=\"");
        text.append(Numbers.of(area.y())).append("\" width=\"").append(Numbers.of(area.width()));
        text.append("\" height=\"").append(Numbers.of(area.height())).append("\" rx=\"8\"/>");
        line(frame.line(), "frame-name", frame.label().x(), frame.label().y());
        text.append("</g>\n");
    }

    private void box(Box box) {
        Area area = box.area();
        text.append("<g class=\"node ").append(name(box.node().kind()));
        box.node().status().ifPresent(status -> text.append(' ').append(name(status.health())));
        text.append("\" data-node=\"");
        text.append(ids.get(box.node().id())).append("\"><title>");
        String detail = Stream.concat(box.node().detail().lines(), box.node().status().map(Status::words).stream())
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining(", "));
        text.append(XmlText.escaped(box.node().label() + (detail.isEmpty() ? "" : ": " + detail)));
        text.append("</title>").append(Shapes.of(box.node().kind(), area));
        double y = area.y() + (area.height() - height(box)) / 2;
        // The lid of a cylinder and the tab of a folder take room at the top.
        y += switch (box.node().kind()) {
            case DATABASE, VOLUME -> 4;
            default -> 0;
        };
        for (Line line : box.lines()) {
            line(line, name(line.style()), area.middle(), y);
            y += line.style().height();
        }
        text.append("</g>\n");
    }

    private static double height(Box box) {
        return box.lines().stream().mapToDouble(line -> line.style().height()).sum();
    }

    private void line(Line line, String style, double x, double y) {
        text.append("<text class=\"")
                .append(style)
                .append("\" x=\"")
                .append(Numbers.of(x))
                .append("\" y=\"");
        text.append(Numbers.of(y + line.style().height() * BASE)).append("\">");
        text.append(XmlText.escaped(line.text())).append("</text>");
    }

    private void arrow(Arrow arrow) {
        Relation relation = arrow.edge().relation();
        String way = Shapes.line(arrow.points());
        text.append("<g class=\"edge ").append(name(relation)).append("\" data-from=\"");
        text.append(ids.get(arrow.edge().from()))
                .append("\" data-to=\"")
                .append(ids.get(arrow.edge().to()));
        text.append("\"><title>")
                .append(XmlText.escaped(sentences.of(arrow.edge())))
                .append("</title>");
        text.append("<path class=\"reach\" d=\"")
                .append(way)
                .append("\"/><path class=\"line\" d=\"")
                .append(way);
        text.append('"').append(marker(relation)).append("/>");
        arrow.label().ifPresent(area -> {
            text.append("<text class=\"label\" x=\"")
                    .append(Numbers.of(area.middle()))
                    .append("\" y=\"");
            text.append(Numbers.of(area.y() + area.height() * BASE)).append("\">");
            text.append(XmlText.escaped(arrow.text())).append("</text>");
        });
        text.append("</g>\n");
    }
}
