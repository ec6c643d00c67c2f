package dev.sild.graph.layout;

import dev.sild.graph.Graph;
import dev.sild.graph.Graph.Group;
import dev.sild.graph.layout.Layout.Area;
import dev.sild.graph.layout.Layout.Arrow;
import dev.sild.graph.layout.Layout.Box;
import dev.sild.graph.layout.Layout.Frame;
import dev.sild.graph.layout.Layout.Line;
import dev.sild.graph.layout.Layout.Point;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds what makes a picture hard to read. */
final class Geometry {
    /** Coordinates are rounded to half pixels. */
    private static final double SLACK = 1;

    private final Graph graph;
    private final Layout layout;
    private final Map<String, Area> boxes = new HashMap<>();
    private final Map<String, Area> frames = new HashMap<>();
    private final List<String> faults = new ArrayList<>();

    private record Segment(Arrow arrow, Area area) {
        boolean isHorizontal() {
            return area.height() == 0;
        }
    }

    private record Label(String text, Area area, Object owner) {}

    private Geometry(Graph graph, Layout layout) {
        this.graph = graph;
        this.layout = layout;
        layout.boxes().forEach(box -> boxes.put(box.node().id(), box.area()));
        for (int i = 0; i < graph.groups().size(); i++) {
            for (String id : graph.groups().get(i).nodes()) {
                frames.put(id, layout.frames().get(i).area());
            }
        }
    }

    /** Returns the faults of a layout; none if everything can be told apart. */
    static List<String> faults(Graph graph, Layout layout) {
        Geometry geometry = new Geometry(graph, layout);
        List<Segment> segments = geometry.segments();
        List<Label> labels = geometry.labels();
        geometry.boxesOverlap();
        geometry.textsOverflow();
        geometry.framesMislead();
        geometry.labelsOverlap(labels);
        geometry.arrowsMissTheirBoxes();
        geometry.arrowsCross(segments, labels);
        geometry.arrowsHideEachOther(segments);
        return geometry.faults;
    }

    private List<Segment> segments() {
        List<Segment> segments = new ArrayList<>();
        for (Arrow arrow : layout.arrows()) {
            for (int i = 1; i < arrow.points().size(); i++) {
                Point a = arrow.points().get(i - 1);
                Point b = arrow.points().get(i);
                Area area = new Area(
                        Math.min(a.x(), b.x()),
                        Math.min(a.y(), b.y()),
                        Math.abs(a.x() - b.x()),
                        Math.abs(a.y() - b.y()));
                if (area.width() > 0 && area.height() > 0) {
                    faults.add(name(arrow) + " is askew: " + a + " " + b);
                }
                segments.add(new Segment(arrow, area));
            }
        }
        return segments;
    }

    private List<Label> labels() {
        List<Label> labels = new ArrayList<>();
        layout.arrows()
                .forEach(arrow -> arrow.label().ifPresent(area -> labels.add(new Label(arrow.text(), area, arrow))));
        layout.frames().forEach(frame -> labels.add(new Label(frame.line().text(), frame.label(), frame)));
        return labels;
    }

    private void boxesOverlap() {
        Area picture = new Area(0, 0, layout.width(), layout.height());
        List<Box> all = layout.boxes();
        for (int i = 0; i < all.size(); i++) {
            if (!isInside(all.get(i).area(), picture)) {
                faults.add(all.get(i).node().id() + " is outside of the picture");
            }
            for (int j = 0; j < i; j++) {
                if (overlap(all.get(i).area(), all.get(j).area())) {
                    faults.add(all.get(i).node().id() + " overlaps "
                            + all.get(j).node().id());
                }
            }
        }
    }

    private void textsOverflow() {
        for (Box box : layout.boxes()) {
            double height = 0;
            for (Line line : box.lines()) {
                height += line.style().height();
                if (TextWidths.width(line.text(), line.style()) > box.area().width()) {
                    faults.add("no room for " + line.text());
                }
            }
            if (height > box.area().height()) {
                faults.add("no room for the lines of " + box.node().id());
            }
        }
        for (Frame frame : layout.frames()) {
            if (!isInside(frame.label(), frame.area())) {
                faults.add("no room for " + frame.line().text());
            }
        }
    }

    private void framesMislead() {
        for (int i = 0; i < layout.frames().size(); i++) {
            Frame frame = layout.frames().get(i);
            Group group = graph.groups().get(i);
            for (Box box : layout.boxes()) {
                boolean member = group.nodes().contains(box.node().id());
                if (member ? !isInside(box.area(), frame.area()) : overlap(box.area(), frame.area())) {
                    faults.add(box.node().id() + " and the frame " + group.label());
                }
            }
            for (int j = 0; j < i; j++) {
                if (overlap(frame.area(), layout.frames().get(j).area())) {
                    faults.add("frames " + i + " and " + j + " overlap");
                }
            }
        }
    }

    private void labelsOverlap(List<Label> labels) {
        for (int i = 0; i < labels.size(); i++) {
            Label label = labels.get(i);
            for (int j = 0; j < i; j++) {
                if (overlap(label.area(), labels.get(j).area())) {
                    faults.add(
                            "labels " + label.text() + " and " + labels.get(j).text());
                }
            }
            boxes.forEach((id, area) -> {
                if (overlap(label.area(), area)) {
                    faults.add("label " + label.text() + " on " + id);
                }
            });
        }
    }

    private void arrowsMissTheirBoxes() {
        for (Arrow arrow : layout.arrows()) {
            Point start = arrow.points().get(0);
            Point end = arrow.points().get(arrow.points().size() - 1);
            if (!isAtBorder(start, boxes.get(arrow.edge().from()))
                    || !isAtBorder(end, boxes.get(arrow.edge().to()))) {
                faults.add(name(arrow) + " does not touch its boxes");
            }
        }
    }

    private void arrowsCross(List<Segment> segments, List<Label> labels) {
        for (Segment segment : segments) {
            boxes.forEach((id, area) -> {
                if (overlap(segment.area(), area)) {
                    faults.add(name(segment.arrow()) + " runs through " + id);
                }
            });
            for (Label label : labels) {
                if (label.owner() != segment.arrow() && overlap(segment.area(), label.area())) {
                    faults.add(name(segment.arrow()) + " runs through the label " + label.text());
                }
            }
        }
    }

    /** Arrows that lead to the same box in the same way may share their last part; others share nothing. */
    private void arrowsHideEachOther(List<Segment> segments) {
        for (int i = 0; i < segments.size(); i++) {
            Segment one = segments.get(i);
            for (int j = 0; j < i; j++) {
                Segment other = segments.get(j);
                boolean mayShare = one.arrow() == other.arrow()
                        || one.arrow().edge().to().equals(other.arrow().edge().to())
                                && one.arrow().edge().relation()
                                        == other.arrow().edge().relation();
                if (!mayShare && one.isHorizontal() == other.isHorizontal() && isShared(one, other)) {
                    faults.add(name(one.arrow()) + " hides " + name(other.arrow()));
                }
            }
        }
    }

    private static boolean isShared(Segment one, Segment other) {
        double width = Math.min(one.area().right(), other.area().right())
                - Math.max(one.area().x(), other.area().x());
        double height = Math.min(one.area().bottom(), other.area().bottom())
                - Math.max(one.area().y(), other.area().y());
        return one.isHorizontal() ? height >= -SLACK && width > SLACK : width >= -SLACK && height > SLACK;
    }

    private static String name(Arrow arrow) {
        return arrow.edge().from() + " -> " + arrow.edge().to();
    }

    private static boolean overlap(Area one, Area other) {
        return one.x() < other.right() - SLACK
                        && other.x() < one.right() - SLACK
                        && one.y() < other.bottom() - SLACK
                        && other.y() < one.bottom() - SLACK
                || one.width() == 0 && crosses(one.x(), one.y(), one.bottom(), other.x(), other.right(), other)
                || one.height() == 0
                        && isWithin(one.y(), other.y(), other.bottom())
                        && one.x() < other.right() - SLACK
                        && other.x() < one.right() - SLACK;
    }

    private static boolean crosses(double x, double top, double bottom, double left, double right, Area other) {
        return isWithin(x, left, right) && top < other.bottom() - SLACK && other.y() < bottom - SLACK;
    }

    private static boolean isWithin(double value, double from, double to) {
        return value > from + SLACK && value < to - SLACK;
    }

    private static boolean isInside(Area inner, Area outer) {
        return inner.x() >= outer.x() - SLACK
                && inner.y() >= outer.y() - SLACK
                && inner.right() <= outer.right() + SLACK
                && inner.bottom() <= outer.bottom() + SLACK;
    }

    private static boolean isAtBorder(Point point, Area area) {
        boolean beside = Math.abs(point.x() - area.x()) <= SLACK || Math.abs(point.x() - area.right()) <= SLACK;
        return beside && point.y() >= area.y() - SLACK && point.y() <= area.bottom() + SLACK;
    }
}
