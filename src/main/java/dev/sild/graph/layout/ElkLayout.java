package dev.sild.graph.layout;

import dev.sild.graph.Graph;
import dev.sild.graph.Graph.Edge;
import dev.sild.graph.Graph.Group;
import dev.sild.graph.Graph.Kind;
import dev.sild.graph.Graph.Node;
import dev.sild.graph.layout.Layout.Area;
import dev.sild.graph.layout.Layout.Arrow;
import dev.sild.graph.layout.Layout.Box;
import dev.sild.graph.layout.Layout.Frame;
import dev.sild.graph.layout.Layout.Line;
import dev.sild.graph.layout.Layout.Point;
import dev.sild.graph.layout.TextWidths.Style;
import dev.sild.model.Lookup;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.elk.core.RecursiveGraphLayoutEngine;
import org.eclipse.elk.core.util.BasicProgressMonitor;
import org.eclipse.elk.graph.ElkEdge;
import org.eclipse.elk.graph.ElkEdgeSection;
import org.eclipse.elk.graph.ElkLabel;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.ElkPort;
import org.eclipse.elk.graph.util.ElkGraphUtil;

/**
 * Lays out graphs with the layered algorithm of the Eclipse Layout Kernel: edges run from left to right, and go around
 * boxes. The same graph gives the same layout.
 *
 * @see <a href="https://eclipse.dev/elk/reference/algorithms/org-eclipse-elk-layered.html">ELK Layered</a>
 */
public final class ElkLayout {
    private final Graph graph;
    private final Captions captions;
    private final ElkNode root = ElkGraphUtil.createGraph();
    private final List<ElkNode> frames = new ArrayList<>();
    private final Map<String, ElkNode> boxes = new LinkedHashMap<>();
    private final Map<String, List<Line>> lines = new HashMap<>();
    private final List<ElkEdge> arrows = new ArrayList<>();
    /**
     * Edges of one relation that lead to the same node end at the same point, so that their last part is one line; but
     * not those from outside, which are easier to tell apart.
     */
    private final Map<List<Object>, ElkPort> ends = new HashMap<>();

    private final Set<String> outside;

    private ElkLayout(Graph graph) {
        this.graph = graph;
        this.outside = graph.nodes().stream()
                .filter(node -> node.kind() == Kind.OUTSIDE)
                .map(Node::id)
                .collect(Collectors.toSet());
        this.captions = new Captions(graph);
    }

    /** Returns where everything in a graph is. */
    public static Layout of(Graph graph) {
        ElkLayout layout = new ElkLayout(graph);
        layout.build();
        new RecursiveGraphLayoutEngine().layout(layout.root, new BasicProgressMonitor());
        return layout.result();
    }

    private void build() {
        ElkSettings.ofPicture(root);
        Map<String, ElkNode> parents = new HashMap<>();
        for (Group group : graph.groups()) {
            ElkNode frame = ElkGraphUtil.createNode(root);
            ElkSettings.ofFrame(frame, Captions.frame(group.label()));
            frames.add(frame);
            group.nodes().forEach(id -> parents.put(id, frame));
        }
        for (Node node : graph.nodes()) {
            ElkNode box = ElkGraphUtil.createNode(parents.getOrDefault(node.id(), root));
            List<Line> text = captions.lines(node);
            lines.put(node.id(), text);
            ElkSettings.ofBox(box, node, text);
            boxes.put(node.id(), box);
        }
        graph.edges().forEach(this::edge);
    }

    private void edge(Edge edge) {
        ElkEdge arrow = ElkGraphUtil.createSimpleEdge(boxes.get(edge.from()), end(edge));
        String text = captions.label(edge);
        if (!text.isEmpty()) {
            ElkSettings.ofLabel(ElkGraphUtil.createLabel(text, arrow), text);
        }
        arrows.add(arrow);
    }

    private ElkPort end(Edge edge) {
        return ends.computeIfAbsent(
                List.of(edge.to(), edge.relation(), outside.contains(edge.from())),
                any -> ElkGraphUtil.createPort(boxes.get(edge.to())));
    }

    private Layout result() {
        List<Frame> placedFrames = new ArrayList<>();
        for (int i = 0; i < frames.size(); i++) {
            Area area = area(frames.get(i));
            Line line = Captions.frame(graph.groups().get(i).label());
            placedFrames.add(new Frame(line, area, ElkSettings.title(area, line)));
        }
        List<Box> placedBoxes = graph.nodes().stream()
                .map(node -> new Box(node, area(Lookup.required(boxes, node.id())), Lookup.required(lines, node.id())))
                .toList();
        List<Arrow> placedArrows = new ArrayList<>();
        for (int i = 0; i < arrows.size(); i++) {
            placedArrows.add(arrow(graph.edges().get(i), arrows.get(i)));
        }
        return new Layout(
                Math.ceil(root.getWidth()), Math.ceil(root.getHeight()), placedFrames, placedBoxes, placedArrows);
    }

    private static Arrow arrow(Edge edge, ElkEdge placed) {
        Point origin = origin(placed.getContainingNode());
        List<Point> points = new ArrayList<>();
        for (ElkEdgeSection section : placed.getSections()) {
            points.add(rounded(origin, section.getStartX(), section.getStartY()));
            section.getBendPoints().forEach(bend -> add(points, rounded(origin, bend.getX(), bend.getY())));
            add(points, rounded(origin, section.getEndX(), section.getEndY()));
        }
        Optional<ElkLabel> label = placed.getLabels().stream().findFirst();
        return new Arrow(
                edge,
                points,
                label.map(ElkLabel::getText).orElse(""),
                label.map(text -> rounded(
                        origin.x() + text.getX(), origin.y() + text.getY(), text.getWidth(), text.getHeight())));
    }

    /** Adds a point at the height, or below, of the one before: rounding may have moved them apart by a step. */
    private static void add(List<Point> points, Point point) {
        Point before = points.get(points.size() - 1);
        boolean level = Math.abs(point.y() - before.y()) <= Math.abs(point.x() - before.x());
        points.add(level ? new Point(point.x(), before.y()) : new Point(before.x(), point.y()));
    }

    /** ELK's coordinates are relative to the node that contains something. */
    private static Point origin(ElkNode container) {
        double x = 0;
        double y = 0;
        for (ElkNode node = container; node != null; node = node.getParent()) {
            x += node.getX();
            y += node.getY();
        }
        return new Point(x, y);
    }

    private static Area area(ElkNode node) {
        Point origin = origin(node);
        return rounded(origin.x(), origin.y(), node.getWidth(), node.getHeight());
    }

    private static Area rounded(double x, double y, double width, double height) {
        return new Area(rounded(x), rounded(y), rounded(width), rounded(height));
    }

    private static Point rounded(Point origin, double x, double y) {
        return new Point(rounded(origin.x() + x), rounded(origin.y() + y));
    }

    /** To half pixels: fewer digits, and lines that are as sharp as a screen shows them. */
    private static double rounded(double length) {
        return Math.round(length * 2) / 2.0;
    }

    static double width(List<Line> text) {
        return text.stream()
                .mapToDouble(line -> TextWidths.width(line.text(), line.style()))
                .max()
                .orElse(0);
    }

    static double height(List<Line> text) {
        return text.stream().map(Line::style).mapToInt(Style::height).sum();
    }
}
