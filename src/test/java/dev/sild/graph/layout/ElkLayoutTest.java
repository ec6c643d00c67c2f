package dev.sild.graph.layout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.graph.Graph;
import dev.sild.graph.Graph.Edge;
import dev.sild.graph.Graph.Kind;
import dev.sild.graph.Graph.Node;
import dev.sild.graph.Graph.Relation;
import dev.sild.graph.Graphs;
import dev.sild.graph.layout.Layout.Area;
import dev.sild.graph.layout.Layout.Arrow;
import dev.sild.graph.layout.Layout.Box;
import dev.sild.graph.layout.Layout.Line;
import dev.sild.graph.layout.Layout.Point;
import dev.sild.graph.layout.TextWidths.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** No label overlaps another, no arrow runs through a box, and no arrow hides one that leads elsewhere. */
class ElkLayoutTest {
    private static final int FEWEST_PROJECTS = 190;

    @TestFactory
    List<DynamicTest> everythingInThePictureOfAProjectCanBeToldApart() {
        Map<String, Graph> graphs = Graphs.ofProjects();
        assertThat(graphs).hasSizeGreaterThan(FEWEST_PROJECTS);
        List<DynamicTest> tests = new ArrayList<>();
        graphs.forEach((name, graph) -> tests.add(DynamicTest.dynamicTest(name, () -> check(graph))));
        return tests;
    }

    @TestFactory
    List<DynamicTest> everythingInThePictureOfARandomGraphCanBeToldApart() {
        List<DynamicTest> tests = new ArrayList<>();
        for (int services = 5; services <= 60; services++) {
            Graph graph = Graphs.random(services, services);
            tests.add(DynamicTest.dynamicTest(services + " services", () -> check(graph)));
        }
        return tests;
    }

    private static void check(Graph graph) {
        Graph drawn = CondensedGraph.of(graph);
        assertThat(Geometry.faults(drawn, ElkLayout.of(drawn))).isEmpty();
        assertThat(Geometry.faults(graph, ElkLayout.of(graph))).isEmpty();
    }

    @Test
    void whatCannotBeToldApartIsFound() {
        Node web = new Node("web", Kind.SERVICE, "web", "");
        Node api = new Node("api", Kind.SERVICE, "api", "");
        Node db = new Node("db", Kind.SERVICE, "db", "");
        Edge first = new Edge("web", "api", Relation.CALLS, "80");
        Edge second = new Edge("web", "db", Relation.CALLS, "90");
        Graph graph = new Graph(List.of(web, api, db), List.of(first, second), List.of());
        List<Point> line = List.of(new Point(20, 15), new Point(100, 15));
        Area label = new Area(110, 2, 10, 10);
        Layout bad = new Layout(
                200,
                100,
                List.of(),
                List.of(
                        new Box(web, new Area(0, 0, 20, 20), List.of(new Line("a long name", Style.NAME))),
                        new Box(api, new Area(10, 10, 20, 20), List.of()),
                        new Box(db, new Area(100, 0, 50, 30), List.of())),
                List.of(
                        new Arrow(first, line, "80", Optional.of(label)),
                        new Arrow(second, line, "", Optional.empty())));

        assertThat(Geometry.faults(graph, bad))
                .contains(
                        "api overlaps web",
                        "no room for a long name",
                        "label 80 on db",
                        "web -> db runs through api",
                        "web -> api does not touch its boxes",
                        "web -> db hides web -> api");
    }

    @Test
    void theSameGraphHasTheSameLayout() {
        Graph graph = Graphs.random(40, 7);

        assertThat(ElkLayout.of(graph)).isEqualTo(ElkLayout.of(graph));
    }
}
