package dev.sild.graph.layout;

import dev.sild.graph.Graph.Kind;
import dev.sild.graph.Graph.Node;
import dev.sild.graph.layout.Layout.Area;
import dev.sild.graph.layout.Layout.Line;
import dev.sild.graph.layout.TextWidths.Style;
import java.util.EnumSet;
import java.util.List;
import org.eclipse.elk.alg.layered.options.EdgeLabelSideSelection;
import org.eclipse.elk.alg.layered.options.LayeredMetaDataProvider;
import org.eclipse.elk.alg.layered.options.LayeredOptions;
import org.eclipse.elk.core.data.LayoutMetaDataService;
import org.eclipse.elk.core.math.ElkMargin;
import org.eclipse.elk.core.math.ElkPadding;
import org.eclipse.elk.core.math.KVector;
import org.eclipse.elk.core.options.Direction;
import org.eclipse.elk.core.options.EdgeRouting;
import org.eclipse.elk.core.options.HierarchyHandling;
import org.eclipse.elk.core.options.SizeConstraint;
import org.eclipse.elk.graph.ElkLabel;
import org.eclipse.elk.graph.ElkNode;

/** Sizes and distances, in pixels, and how ELK is to lay out. */
final class ElkSettings {
    private static final double BESIDE_TEXT = 14;
    private static final double ABOVE_TEXT = 9;
    /** A cylinder has its lid above the text, other shapes their corners beside it. */
    private static final double LID = 12;

    private static final double POINTS = 12;
    /** No arrow begins or ends at a corner, which a shape may lack. */
    private static final double CORNERS = 12;

    private static final double AROUND = 24;
    private static final double FRAME_TITLE = 10;
    private static final double BETWEEN_NODES = 28;
    private static final double BETWEEN_LAYERS = 36;
    private static final double BETWEEN_EDGES = 10;
    private static final double BESIDE_NODES = 16;
    private static final double BETWEEN_PARTS = 32;
    private static final double LABEL_MARGIN = 3;
    private static final double SHAPE = 1.6;

    static {
        // By name, and not as a service of the class path: of the services in a jar of several libraries one is kept.
        LayoutMetaDataService.getInstance().registerLayoutMetaDataProviders(new LayeredMetaDataProvider());
    }

    private ElkSettings() {}

    static void ofPicture(ElkNode root) {
        ofContainer(root);
        root.setProperty(LayeredOptions.PADDING, new ElkPadding(AROUND));
        root.setProperty(LayeredOptions.ASPECT_RATIO, SHAPE);
    }

    private static void ofContainer(ElkNode node) {
        node.setProperty(org.eclipse.elk.core.options.CoreOptions.ALGORITHM, LayeredOptions.ALGORITHM_ID);
        node.setProperty(LayeredOptions.DIRECTION, Direction.RIGHT);
        node.setProperty(LayeredOptions.EDGE_ROUTING, EdgeRouting.ORTHOGONAL);
        node.setProperty(LayeredOptions.HIERARCHY_HANDLING, HierarchyHandling.INCLUDE_CHILDREN);
        node.setProperty(LayeredOptions.RANDOM_SEED, 1);
        node.setProperty(LayeredOptions.EDGE_LABELS_SIDE_SELECTION, EdgeLabelSideSelection.ALWAYS_UP);
        node.setProperty(LayeredOptions.SPACING_PORTS_SURROUNDING, new ElkMargin(CORNERS, 0));
        node.setProperty(LayeredOptions.SPACING_NODE_NODE, BETWEEN_NODES);
        node.setProperty(LayeredOptions.SPACING_NODE_NODE_BETWEEN_LAYERS, BETWEEN_LAYERS);
        node.setProperty(LayeredOptions.SPACING_EDGE_EDGE, BETWEEN_EDGES);
        node.setProperty(LayeredOptions.SPACING_EDGE_EDGE_BETWEEN_LAYERS, BETWEEN_EDGES);
        node.setProperty(LayeredOptions.SPACING_EDGE_NODE, BESIDE_NODES);
        node.setProperty(LayeredOptions.SPACING_EDGE_NODE_BETWEEN_LAYERS, BESIDE_NODES);
        node.setProperty(LayeredOptions.SPACING_COMPONENT_COMPONENT, BETWEEN_PARTS);
        node.setProperty(LayeredOptions.SPACING_PORT_PORT, BETWEEN_EDGES);
    }

    /** The title of a frame has its place in the padding, where no edge runs. */
    static void ofFrame(ElkNode frame, Line line) {
        ofContainer(frame);
        ElkPadding padding = new ElkPadding(AROUND);
        padding.setTop(FRAME_TITLE + line.style().height() + FRAME_TITLE);
        frame.setProperty(LayeredOptions.PADDING, padding);
        frame.setProperty(LayeredOptions.NODE_SIZE_CONSTRAINTS, EnumSet.of(SizeConstraint.MINIMUM_SIZE));
        double width = TextWidths.width(line.text(), line.style());
        frame.setProperty(LayeredOptions.NODE_SIZE_MINIMUM, new KVector(width + 2 * FRAME_TITLE, 0));
    }

    /** Returns the area of a frame's title. */
    static Area title(Area frame, Line line) {
        return new Area(
                frame.x() + FRAME_TITLE,
                frame.y() + FRAME_TITLE,
                Math.ceil(TextWidths.width(line.text(), line.style())),
                line.style().height());
    }

    static void ofBox(ElkNode box, Node node, List<Line> lines) {
        Kind kind = node.kind();
        double width = ElkLayout.width(lines)
                + 2 * (kind == Kind.SERVICE || kind == Kind.DATABASE ? BESIDE_TEXT : BESIDE_TEXT + POINTS);
        double height =
                ElkLayout.height(lines) + 2 * ABOVE_TEXT + (kind == Kind.DATABASE || kind == Kind.VOLUME ? LID : 0);
        box.setDimensions(width, height);
        // As high as the arrows at it need.
        box.setProperty(
                LayeredOptions.NODE_SIZE_CONSTRAINTS, EnumSet.of(SizeConstraint.PORTS, SizeConstraint.MINIMUM_SIZE));
        box.setProperty(LayeredOptions.NODE_SIZE_MINIMUM, new KVector(width, height));
    }

    static void ofLabel(ElkLabel label, String text) {
        label.setDimensions(TextWidths.width(text, Style.LABEL) + 2 * LABEL_MARGIN, Style.LABEL.height());
    }
}
