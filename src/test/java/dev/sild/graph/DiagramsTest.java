package dev.sild.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.graph.Graph.Edge;
import dev.sild.graph.Graph.Group;
import dev.sild.graph.Graph.Health;
import dev.sild.graph.Graph.Kind;
import dev.sild.graph.Graph.Node;
import dev.sild.graph.Graph.Relation;
import dev.sild.graph.Graph.Status;
import dev.sild.graph.web.SvgDiagram;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiagramsTest {
    private static final Graph SHOP = new Graph(
            List.of(
                    new Node("outside", Kind.OUTSIDE, "outside", ""),
                    new Node("web", Kind.SERVICE, "web", "nginx:1.27"),
                    new Node("db", Kind.DATABASE, "db", "postgres:17"),
                    new Node("seed", Kind.JOB, "seed", ""),
                    new Node("data", Kind.VOLUME, "data", "")),
            List.of(
                    new Edge("outside", "web", Relation.CALLS, "80"),
                    new Edge("web", "db", Relation.REFUSED, ""),
                    new Edge("seed", "db", Relation.WAITS_FOR, ""),
                    new Edge("db", "data", Relation.STORES, "/data")),
            List.of(new Group("back", List.of("db", "seed"))));

    @Test
    void mermaidHasAShapeForEachKindAndAnArrowForEachRelation() {
        assertThat(MermaidDiagram.of(SHOP)).isEqualTo("""
                        flowchart LR
                          n0(["outside"])
                          n1["web<br>nginx:1.27"]
                          n4[("data")]
                          subgraph g0 ["back"]
                            n2[("db<br>postgres:17")]
                            n3{{"seed"}}
                          end
                          n0 -->|"80"| n1
                          n1 --x|"refused by the networks"| n2
                          n3 -.->|"starts after"| n2
                          n2 ---|"/data"| n4
                        """);
    }

    @Test
    void dotHasAShapeForEachKindAndAnArrowForEachRelation() {
        assertThat(DotDiagram.of(SHOP))
                .contains(
                        "  n1 [label=\"web\\nnginx:1.27\"];\n",
                        "  n2 [label=\"db\\npostgres:17\", shape=cylinder];\n",
                        "  n3 [label=\"seed\", shape=hexagon];\n",
                        "    label=\"back\";\n    n2;\n    n3;\n",
                        "  n0 -> n1 [label=\"80\"];\n",
                        "  n1 -> n2 [label=\"refused by the networks\", color=red, arrowhead=tee];\n",
                        "  n3 -> n2 [label=\"starts after\", style=dashed];\n",
                        "  n2 -> n4 [label=\"/data\", arrowhead=none];\n");
    }

    @Test
    void theStateOfWhatRunsIsAColourAndItsWords() {
        Graph live = SHOP.with(
                Map.of("web", new Status(Health.ILL, "exited (1)"), "db", new Status(Health.WELL, "running, healthy")));

        assertThat(MermaidDiagram.of(live))
                .contains(
                        "n1[\"web<br>nginx:1.27<br>exited #40;1#41;\"]",
                        "n2[(\"db<br>postgres:17<br>running, healthy\")]",
                        "n3{{\"seed<br>not running\"}}",
                        "  n4[(\"data\")]\n")
                .endsWith("""
                          classDef well stroke:#1a7f37,stroke-width:3px
                          class n2 well
                          classDef absent stroke:#8c959f,stroke-dasharray:4
                          class n3 absent
                          classDef ill stroke:#cf222e,stroke-width:4px
                          class n1 ill
                        """);
        assertThat(DotDiagram.of(live))
                .contains(
                        "  n1 [label=\"web\\nnginx:1.27\\nexited (1)\", color=red, fontcolor=red];\n",
                        "  n2 [label=\"db\\npostgres:17\\nrunning, healthy\", shape=cylinder, color=green4];\n");
        assertThat(SvgDiagram.of(live, "shop"))
                .contains(
                        "<g class=\"node service ill\" data-node=\"n1\"><title>web: nginx:1.27, exited (1)</title>",
                        "<g class=\"node database well\" data-node=\"n2\">",
                        ">not running</text>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"]; click n0 \"javascript:x\"",
                "<img src=x>",
                "a\nb",
                "`code`",
                "%%{init: {}}%%",
                "end",
                "\\N",
                "\u202e"
            })
    void aLabelEndsNeitherItsQuotesNorItsLine(String label) {
        Graph hostile = new Graph(List.of(new Node("a", Kind.SERVICE, label, "")), List.of(), List.of());

        String mermaid = MermaidDiagram.of(hostile);
        String dot = DotDiagram.of(hostile);

        assertThat(mermaid).hasLineCount(2);
        String quoted = mermaid.substring(mermaid.indexOf("[\"") + 2, mermaid.lastIndexOf("\"]"));
        assertThat(quoted).doesNotContain("\"", "<", "`", "\u202e");
        assertThat(dot.lines().filter(line -> line.startsWith("  n0")))
                .singleElement()
                .satisfies(line -> assertThat(line.replace("\\\\", "").replace("\\\"", ""))
                        .matches("  n0 \\[label=\"[^\"]*\"\\];")
                        .doesNotContain("\u202e"));
    }
}
