package dev.sild.graph.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.graph.Graph;
import dev.sild.graph.Graph.Edge;
import dev.sild.graph.Graph.Group;
import dev.sild.graph.Graph.Kind;
import dev.sild.graph.Graph.Node;
import dev.sild.graph.Graph.Relation;
import dev.sild.graph.Graphs;
import dev.sild.graph.layout.CondensedGraph;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class SvgDiagramTest {
    private static final Graph SHOP = new Graph(
            List.of(
                    new Node("o", Kind.OUTSIDE, "outside", ""),
                    new Node("web", Kind.SERVICE, "web", "nginx:1.27"),
                    new Node("db", Kind.DATABASE, "db", "postgres:17"),
                    new Node("seed", Kind.JOB, "seed", ""),
                    new Node("data", Kind.VOLUME, "data", ""),
                    new Node("key", Kind.SECRET, "db-env", "PASSWORD")),
            List.of(
                    new Edge("o", "web", Relation.CALLS, "80", List.of("ports in compose.yaml:4")),
                    new Edge("web", "db", Relation.REFUSED, "5432", List.of("DB_HOST in compose.yaml:9")),
                    new Edge("seed", "db", Relation.WAITS_FOR, "", List.of("depends_on in compose.yaml:20")),
                    new Edge("db", "data", Relation.STORES, "/data", List.of("mounted at /data")),
                    new Edge("db", "key", Relation.READS, "", List.of("PASSWORD"))),
            List.of(new Group("back", List.of("db", "seed"))));

    @TestFactory
    List<DynamicTest> theImageOfAProjectIsWellFormedAndHasEachNodeAndEdge() {
        List<DynamicTest> tests = new ArrayList<>();
        Graphs.ofProjects()
                .forEach((name, graph) -> tests.add(DynamicTest.dynamicTest(name, () -> {
                    Graph drawn = CondensedGraph.of(graph);
                    Document image = Xml.parse(SvgDiagram.of(graph, name));

                    assertThat(Xml.all(image, "g").filter(Xml.has("data-node")))
                            .hasSize(drawn.nodes().size());
                    assertThat(ends(image))
                            .isEqualTo(new TreeSet<>(drawn.edges().stream()
                                    .map(edge -> place(drawn, edge.from()) + " " + place(drawn, edge.to()))
                                    .toList()));
                })));
        assertThat(tests).isNotEmpty();
        return tests;
    }

    private static Set<String> ends(Document image) {
        return new TreeSet<>(Xml.all(image, "g")
                .filter(Xml.has("data-from"))
                .map(edge -> edge.getAttribute("data-from") + " " + edge.getAttribute("data-to"))
                .toList());
    }

    private static String place(Graph graph, String id) {
        return "n" + graph.nodes().stream().map(Node::id).toList().indexOf(id);
    }

    @Test
    void eachEdgeSaysWhyItIsThere() {
        Document image = Xml.parse(SvgDiagram.of(SHOP, "shop"));

        assertThat(Xml.all(image, "g").filter(Xml.has("data-from")).map(SvgDiagramTest::title))
                .containsExactly(
                        "outside reaches web at port 80: ports in compose.yaml:4",
                        "web cannot call db, no network has both: DB_HOST in compose.yaml:9",
                        "seed starts after db: depends_on in compose.yaml:20",
                        "db keeps data in the volume data: mounted at /data",
                        "db reads the secret db-env: PASSWORD");
    }

    private static String title(Element group) {
        return group.getElementsByTagName("title").item(0).getTextContent();
    }

    @Test
    void theImageHasANameForReadersWhoDoNotSeeIt() {
        Element svg = Xml.parse(SvgDiagram.of(SHOP, "shop & co")).getDocumentElement();

        assertThat(svg.getAttribute("role")).isEqualTo("img");
        assertThat(title(svg)).isEqualTo("shop & co");
        assertThat(svg.getElementsByTagName("desc").item(0).getTextContent())
                .isEqualTo("Who talks to whom: 6 nodes, 1 connection");
        assertThat(svg.getAttribute("aria-labelledby")).isEqualTo("sild-title sild-description");
    }

    /** An image in a README has no scripts, and nothing is fetched for it. */
    @Test
    void theImageNeedsNothingElse() {
        String image = SvgDiagram.of(SHOP, "shop");

        assertThat(image)
                .doesNotContain("<script", "foreignObject", "@import", "href", "<image", " on")
                .contains("prefers-color-scheme: dark");
        assertThat(image.replace("xmlns=\"http://www.w3.org/2000/svg\"", "")).doesNotContain("http");
        assertThat(image.replace("url(#sild-", "")).doesNotContain("url(");
    }

    @Test
    void theSameGraphIsTheSameBytes() {
        for (Map.Entry<String, Graph> project : Graphs.ofProjects().entrySet()) {
            if (project.getKey().startsWith("examples")) {
                assertThat(SvgDiagram.of(project.getValue(), "x")).isEqualTo(SvgDiagram.of(project.getValue(), "x"));
            }
        }
    }

    @Test
    void theLegendExplainsOnlyWhatIsThere() {
        Graph small = new Graph(
                List.of(new Node("a", Kind.SERVICE, "a", ""), new Node("b", Kind.SERVICE, "b", "")),
                List.of(new Edge("a", "b", Relation.CALLS, "")),
                List.of());

        assertThat(Xml.all(Xml.parse(SvgDiagram.of(small, "x")), "g")
                        .filter(group -> group.getAttribute("class").equals("legend"))
                        .findFirst()
                        .orElseThrow()
                        .getTextContent()
                        .strip()
                        .lines())
                .containsExactly("service", "connects to");
    }
}
