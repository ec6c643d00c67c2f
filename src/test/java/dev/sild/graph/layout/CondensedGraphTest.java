package dev.sild.graph.layout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.graph.Graph;
import dev.sild.graph.Graph.Edge;
import dev.sild.graph.Graph.Group;
import dev.sild.graph.Graph.Kind;
import dev.sild.graph.Graph.Node;
import dev.sild.graph.Graph.Relation;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CondensedGraphTest {
    private final List<Node> nodes = new ArrayList<>();
    private final List<Edge> edges = new ArrayList<>();

    @Test
    void inALargeGraphNodesWithTheSameImageAndEdgesShareABox() {
        node("broker", "redis:7");
        for (int i = 0; i < 30; i++) {
            node("worker" + i, i < 28 ? "worker:1" : "other:1");
            edges.add(new Edge("worker" + i, "broker", Relation.CALLS, "6379", List.of("REDIS_HOST in c.yaml:" + i)));
        }
        edges.add(new Edge("worker0", "worker1", Relation.WAITS_FOR, ""));

        Graph drawn = CondensedGraph.of(graph(List.of(new Group("back", List.of("worker2", "worker3", "worker4")))));

        assertThat(drawn.nodes().stream().map(Node::id))
                .containsExactly("broker", "worker0", "worker1", "worker2", "worker5", "worker28", "worker29");
        assertThat(label(drawn, "worker2")).isEqualTo("worker2, worker3, worker4");
        assertThat(label(drawn, "worker5")).startsWith("worker5, worker6, ").endsWith(", worker27");
        assertThat(drawn.groups()).containsExactly(new Group("back", List.of("worker2")));
        assertThat(drawn.edges())
                .hasSize(7)
                .contains(new Edge(
                        "worker2",
                        "broker",
                        Relation.CALLS,
                        "6379",
                        List.of("REDIS_HOST in c.yaml:2", "REDIS_HOST in c.yaml:3", "REDIS_HOST in c.yaml:4")));
    }

    @Test
    void inASmallGraphEachNodeHasItsBox() {
        node("broker", "redis:7");
        for (int i = 0; i < 9; i++) {
            node("worker" + i, "worker:1");
            edges.add(new Edge("worker" + i, "broker", Relation.CALLS, "6379"));
        }

        assertThat(CondensedGraph.of(graph(List.of()))).isEqualTo(graph(List.of()));
    }

    @Test
    void portsThatManyOpenToTheOutsideAreLinesOfTheirBoxes() {
        nodes.add(new Node("o", Kind.OUTSIDE, "outside", ""));
        nodes.add(new Node("i", Kind.OUTSIDE, "internet", ""));
        for (int i = 0; i < 7; i++) {
            node("web" + i, "nginx");
            edges.add(new Edge("o", "web" + i, Relation.CALLS, "808" + i));
        }
        edges.add(new Edge("web0", "i", Relation.CALLS, ""));

        Graph drawn = CondensedGraph.of(graph(List.of()));

        assertThat(drawn.nodes()).extracting(Node::id).doesNotContain("o").contains("i");
        assertThat(drawn.edges()).containsExactly(new Edge("web0", "i", Relation.CALLS, ""));
        assertThat(new Captions(drawn).lines(drawn.nodes().get(1)).stream().map(Layout.Line::text))
                .containsExactly("web0", "nginx", "open to outside: 8080");
    }

    private void node(String name, String image) {
        nodes.add(new Node(name, Kind.SERVICE, name, image));
    }

    private Graph graph(List<Group> groups) {
        return new Graph(nodes, edges, groups);
    }

    private static String label(Graph graph, String id) {
        return graph.nodes().stream()
                .filter(node -> node.id().equals(id))
                .findFirst()
                .orElseThrow()
                .label();
    }
}
