package dev.sild.graph.web;

import dev.sild.graph.Graph.Kind;
import dev.sild.graph.layout.Layout.Area;
import dev.sild.graph.layout.Layout.Point;
import java.util.List;

/** The outlines of nodes, and the ways of edges, as paths of SVG. */
final class Shapes {
    private static final double CORNER = 6;
    private static final double CUT = 12;
    private static final double LID = 6;
    private static final double BEND = 6;

    private Shapes() {}

    /** Returns the elements that draw a node, without its text. */
    static String of(Kind kind, Area area) {
        return switch (kind) {
            case SERVICE -> rectangle(area, CORNER);
            case OUTSIDE -> rectangle(area, Math.min(area.height() / 2, 2 * CUT));
            case DATABASE -> cylinder(area);
            case JOB -> path(octagon(area));
            case VOLUME -> path(folder(area));
            case SECRET -> path(note(area)) + path(fold(area));
        };
    }

    private static String rectangle(Area area, double corner) {
        return "<rect x=\"" + Numbers.of(area.x()) + "\" y=\"" + Numbers.of(area.y()) + "\" width=\""
                + Numbers.of(area.width()) + "\" height=\"" + Numbers.of(area.height()) + "\" rx=\""
                + Numbers.of(corner) + "\"/>";
    }

    private static String path(String data) {
        return "<path d=\"" + data + "\"/>";
    }

    private static String cylinder(Area area) {
        String radii = "A" + Numbers.of(area.width() / 2) + " " + Numbers.of(LID) + " 0 0 ";
        String left = Numbers.of(area.x());
        String right = Numbers.of(area.right());
        String top = Numbers.of(area.y() + LID);
        String bottom = Numbers.of(area.bottom() - LID);
        return path("M" + left + " " + top + radii + "1 " + right + " " + top + "V" + bottom + radii + "1 " + left + " "
                        + bottom + "Z")
                + path("M" + left + " " + top + radii + "0 " + right + " " + top);
    }

    private static String octagon(Area area) {
        double cut = Math.min(CUT, area.height() / 3);
        return polygon(
                new Point(area.x() + cut, area.y()),
                new Point(area.right() - cut, area.y()),
                new Point(area.right(), area.y() + cut),
                new Point(area.right(), area.bottom() - cut),
                new Point(area.right() - cut, area.bottom()),
                new Point(area.x() + cut, area.bottom()),
                new Point(area.x(), area.bottom() - cut),
                new Point(area.x(), area.y() + cut));
    }

    private static String folder(Area area) {
        double tab = Math.min(2.5 * CUT, area.width() / 3);
        return polygon(
                new Point(area.x(), area.y()),
                new Point(area.x() + tab, area.y()),
                new Point(area.x() + tab + LID, area.y() + LID),
                new Point(area.right(), area.y() + LID),
                new Point(area.right(), area.bottom()),
                new Point(area.x(), area.bottom()));
    }

    private static String note(Area area) {
        return polygon(
                new Point(area.x(), area.y()),
                new Point(area.right() - CUT, area.y()),
                new Point(area.right(), area.y() + CUT),
                new Point(area.right(), area.bottom()),
                new Point(area.x(), area.bottom()));
    }

    private static String fold(Area area) {
        return polygon(
                new Point(area.right() - CUT, area.y()),
                new Point(area.right(), area.y() + CUT),
                new Point(area.right() - CUT, area.y() + CUT));
    }

    private static String polygon(Point... points) {
        StringBuilder data = new StringBuilder();
        for (Point point : points) {
            data.append(data.length() == 0 ? 'M' : 'L').append(at(point));
        }
        return data.append('Z').toString();
    }

    private static String at(Point point) {
        return Numbers.of(point.x()) + " " + Numbers.of(point.y());
    }

    /** Returns the data of a path through points, with round bends. */
    static String line(List<Point> points) {
        StringBuilder data = new StringBuilder("M").append(at(points.get(0)));
        for (int i = 1; i < points.size() - 1; i++) {
            Point bend = points.get(i);
            data.append('L').append(at(towards(bend, points.get(i - 1))));
            data.append('Q').append(at(bend)).append(' ').append(at(towards(bend, points.get(i + 1))));
        }
        return data.append('L').append(at(points.get(points.size() - 1))).toString();
    }

    private static Point towards(Point bend, Point other) {
        double length = Math.hypot(other.x() - bend.x(), other.y() - bend.y());
        double part = length == 0 ? 0 : Math.min(BEND, length / 2) / length;
        return new Point(bend.x() + (other.x() - bend.x()) * part, bend.y() + (other.y() - bend.y()) * part);
    }
}
