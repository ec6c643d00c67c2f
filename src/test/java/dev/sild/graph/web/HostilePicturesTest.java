package dev.sild.graph.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.graph.Graph;
import dev.sild.graph.Graph.Edge;
import dev.sild.graph.Graph.Group;
import dev.sild.graph.Graph.Kind;
import dev.sild.graph.Graph.Node;
import dev.sild.graph.Graph.Relation;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;

/** Text of a project is text in a picture, wherever it stands. */
class HostilePicturesTest {
    private static final String HARMLESS = "harmless";
    private static final Pattern TAG = Pattern.compile("<(/?)([a-zA-Z!][a-zA-Z0-9-]*)([^>]*)>");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "</script><img src=x onerror=alert(1)>",
                "<script>alert(1)</script>",
                "</title><script>alert(1)</script>",
                "</style><img src=x>",
                "</svg><iframe>",
                "\" onload=\"alert(1)",
                "' onload='alert(1)",
                "<!--",
                "-->",
                "]]>",
                "<![CDATA[",
                "&lt;b&gt; &amp;amp; &#60;",
                "&unknown;",
                "a\u0000b\u0001\u001b[31m",
                "\ud800",
                "\uffff",
                "\u202egnp.exe",
                "a\n</text>\n<text>b",
                "javascript:alert(1)",
                "url(#x)",
                "\ud83d\ude00\u4e2d\u6587"
            })
    void aNameIsNoMarkup(String hostile) {
        String image = SvgDiagram.of(graph(hostile), hostile);
        String page = HtmlPage.of(graph(hostile), hostile);

        Document parsed = Xml.parse(image);
        assertThat(Xml.all(parsed, "*").map(element -> element.getTagName()).distinct())
                .isSubsetOf("svg", "title", "desc", "style", "defs", "marker", "path", "rect", "g", "text");
        assertThat(tags(image)).isEqualTo(tags(SvgDiagram.of(graph(HARMLESS), HARMLESS)));
        assertThat(tags(page)).isEqualTo(tags(HtmlPage.of(graph(HARMLESS), HARMLESS)));
        assertThat(page.chars()
                        .filter(c -> c < ' ' && c != '\n' || c == 0x202e || c >= 0xd800 && c < 0xdc00)
                        .filter(c -> !hostile.startsWith("\ud83d")))
                .isEmpty();
    }

    /** How often each tag occurs, with the names of its attributes. */
    private static TreeMap<String, Integer> tags(String text) {
        TreeMap<String, Integer> tags = new TreeMap<>();
        Matcher tag = TAG.matcher(text.replaceAll("(?s)(<script>|<style>).*?(</script>|</style>)", "$1$2"));
        while (tag.find()) {
            String attributes = tag.group(3).replaceAll("\"[^\"]*\"", "");
            tags.merge(tag.group(1) + tag.group(2) + attributes, 1, Integer::sum);
        }
        return tags;
    }

    private static Graph graph(String text) {
        return new Graph(
                List.of(
                        new Node("the outside", Kind.OUTSIDE, text, ""),
                        new Node(text, Kind.SERVICE, text, text),
                        new Node("b", Kind.JOB, text, text)),
                List.of(
                        new Edge("the outside", text, Relation.CALLS, text, List.of(text)),
                        new Edge(text, "b", Relation.REFUSED, text, List.of(text, text))),
                List.of(new Group(text, List.of("b"))));
    }
}
