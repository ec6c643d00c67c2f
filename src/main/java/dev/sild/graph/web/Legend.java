package dev.sild.graph.web;

import dev.sild.graph.Graph;
import dev.sild.graph.Graph.Edge;
import dev.sild.graph.Graph.Kind;
import dev.sild.graph.Graph.Node;
import dev.sild.graph.Graph.Relation;
import dev.sild.graph.layout.Layout.Area;
import dev.sild.graph.layout.TextWidths;
import dev.sild.graph.layout.TextWidths.Style;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The explanation below a picture: only of the shapes and arrows that it has. */
final class Legend {
    private static final double SIGN = 30;
    private static final double SIGN_HEIGHT = 16;
    private static final double GAP = 6;
    private static final double BETWEEN = 20;
    private static final double ROW = 26;

    private final double left;
    private final double right;
    private final StringBuilder text = new StringBuilder();
    private double x;
    private double y;
    private double widest;

    private Legend(double left, double top, double right) {
        this.left = left;
        this.right = right;
        this.x = left;
        this.y = top;
    }

    /**
     * The explanation of a picture.
     *
     * @param text elements of SVG
     * @param right how far it reaches to the right
     * @param bottom how far it reaches down
     */
    record Drawn(String text, double right, double bottom) {}

    /** Returns the explanation from the upper left corner on, with a new line for what goes beyond {@code right}. */
    static Drawn of(Graph graph, double left, double top, double right) {
        Legend legend = new Legend(left, top, right);
        Set<Kind> kinds = graph.nodes().stream().map(Node::kind).collect(Collectors.toCollection(TreeSet::new));
        Set<Relation> relations =
                graph.edges().stream().map(Edge::relation).collect(Collectors.toCollection(TreeSet::new));
        kinds.forEach(legend::kind);
        relations.forEach(legend::relation);
        return new Drawn(legend.text.toString(), legend.widest, legend.y + ROW);
    }

    private void kind(Kind kind) {
        String words = switch (kind) {
            case SERVICE -> "service";
            case DATABASE -> "database, cache or broker";
            case JOB -> "job";
            case VOLUME -> "volume";
            case SECRET -> "secret";
            case OUTSIDE -> "not part of the project";
        };
        place(words);
        Area sign = new Area(x, y, SIGN, SIGN_HEIGHT + 4);
        text.append("<g class=\"node ").append(SvgDiagram.name(kind)).append("\">");
        text.append(Shapes.of(kind, sign)).append("</g>");
        words(words);
    }

    private void relation(Relation relation) {
        String words = switch (relation) {
            case CALLS -> "connects to";
            case REFUSED -> "refused: no network has both";
            case WAITS_FOR -> "starts after";
            case STORES -> "keeps data in";
            case READS -> "reads";
        };
        place(words);
        double middle = y + (SIGN_HEIGHT + 4) / 2;
        text.append("<g class=\"edge ").append(SvgDiagram.name(relation)).append("\"><path class=\"line\" d=\"M");
        text.append(Numbers.of(x)).append(' ').append(Numbers.of(middle)).append('H');
        text.append(Numbers.of(x + SIGN))
                .append('"')
                .append(SvgDiagram.marker(relation))
                .append("/></g>");
        words(words);
    }

    private void place(String words) {
        if (x > left && x + SIGN + GAP + TextWidths.width(words, Style.LABEL) > right) {
            x = left;
            y += ROW;
        }
    }

    private void words(String words) {
        x += SIGN + GAP;
        text.append("<text class=\"detail\" x=\"").append(Numbers.of(x)).append("\" y=\"");
        text.append(Numbers.of(y + 14)).append("\">").append(words).append("</text>\n");
        x += TextWidths.width(words, Style.LABEL);
        widest = Math.max(widest, x);
        x += BETWEEN;
    }
}
