package dev.sild.graph.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.graph.Graph;
import dev.sild.graph.Graph.Edge;
import dev.sild.graph.Graph.Kind;
import dev.sild.graph.Graph.Node;
import dev.sild.graph.Graph.Relation;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class HtmlPageTest {
    private static final String PAGE = HtmlPage.of(
            new Graph(
                    List.of(new Node("a", Kind.SERVICE, "api", ""), new Node("d", Kind.DATABASE, "db", "")),
                    List.of(new Edge("a", "d", Relation.CALLS, "5432", List.of("DATABASE_URL in compose.yaml:12"))),
                    List.of()),
            "shop");

    @Test
    void theListSaysWhyAnArrowIsThere() {
        assertThat(PAGE)
                .contains("<tr><td>api calls db at port 5432</td><td>DATABASE_URL in compose.yaml:12</td></tr>")
                .contains("<title>api calls db at port 5432: DATABASE_URL in compose.yaml:12</title>");
    }

    @Test
    void onlyThePagesOwnStyleAndScriptAreAllowed() throws Exception {
        assertThat(PAGE)
                .contains("content=\"default-src 'none'; style-src 'sha256-" + hash("style") + "'; script-src 'sha256-"
                        + hash("script") + "'; base-uri 'none'; form-action 'none'\"")
                .doesNotContain("unsafe-", " style=", " onclick=", " src=", " href=")
                .containsOnlyOnce("<script")
                .containsOnlyOnce("<style");
    }

    /** The policy must come before what it is about. */
    @Test
    void thePolicyComesFirst() {
        assertThat(PAGE.indexOf("Content-Security-Policy")).isLessThan(PAGE.indexOf("<style"));
    }

    private static String hash(String element) throws Exception {
        String start = "<" + element + ">";
        String content = PAGE.substring(PAGE.indexOf(start) + start.length(), PAGE.indexOf("</" + element + ">"));
        return Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8)));
    }
}
