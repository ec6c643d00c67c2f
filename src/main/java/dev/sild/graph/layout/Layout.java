package dev.sild.graph.layout;

import dev.sild.graph.Graph.Edge;
import dev.sild.graph.Graph.Node;
import java.util.List;
import java.util.Optional;

/**
 * A graph whose parts have places. All lengths are in pixels, from the upper left corner, to the right and down.
 *
 * @param frames the groups, in order
 * @param boxes the nodes, in order
 * @param arrows the edges, in order
 */
public record Layout(double width, double height, List<Frame> frames, List<Box> boxes, List<Arrow> arrows) {

    public record Point(double x, double y) {}

    /** A rectangle from its upper left corner. */
    public record Area(double x, double y, double width, double height) {
        public double right() {
            return x + width;
        }

        public double bottom() {
            return y + height;
        }

        public double middle() {
            return x + width / 2;
        }
    }

    /** A line of text. */
    public record Line(String text, TextWidths.Style style) {}

    /**
     * A node.
     *
     * @param lines what it says, from top to bottom
     */
    public record Box(Node node, Area area, List<Line> lines) {
        public Box {
            lines = List.copyOf(lines);
        }
    }

    /**
     * A group.
     *
     * @param label the area of its label
     */
    public record Frame(Line line, Area area, Area label) {}

    /**
     * An edge.
     *
     * @param points where it begins, bends and ends; only horizontal and vertical between them
     * @param text what is written at it; empty for nothing
     * @param label the area of that; empty for nothing
     */
    public record Arrow(Edge edge, List<Point> points, String text, Optional<Area> label) {
        public Arrow {
            points = List.copyOf(points);
        }
    }

    public Layout {
        frames = List.copyOf(frames);
        boxes = List.copyOf(boxes);
        arrows = List.copyOf(arrows);
    }
}
