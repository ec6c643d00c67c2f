package dev.sild.graph.web;

import dev.sild.graph.Graph;
import dev.sild.graph.Graph.Edge;
import dev.sild.syntax.XmlText;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * A graph as a page that contains all it needs: the image, which can be moved and enlarged, and a list of all edges
 * with the reasons for them. A content security policy allows the page's own style and script, by their hashes, and
 * nothing else.
 *
 * @see <a href="https://www.w3.org/TR/CSP3/">Content Security Policy</a>
 */
public final class HtmlPage {
    private HtmlPage() {}

    /**
     * Returns the page.
     *
     * @param title the name of what it shows
     */
    public static String of(Graph graph, String title) {
        String style = "\n" + WebResource.text("svg.css") + WebResource.text("page.css");
        String script = "\n" + WebResource.text("page.js");
        String name = XmlText.escaped(title);
        return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                + "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-"
                + hash(style) + "'; script-src 'sha256-" + hash(script)
                + "'; base-uri 'none'; form-action 'none'\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                + "<meta name=\"color-scheme\" content=\"light dark\">\n"
                + "<title>" + name + "</title>\n<style>" + style + "</style>\n</head>\n<body>\n"
                + "<header><h1>" + name + "</h1>\n"
                + "<p>Drag to move, turn the wheel to zoom. Keys: arrows, <kbd>+</kbd>, <kbd>-</kbd>, <kbd>0</kbd> shows all,"
                + " <kbd>Tab</kbd> goes through the arrows.</p></header>\n"
                + "<main id=\"picture\">\n" + SvgDiagram.withoutStyle(graph, title) + "</main>\n"
                + "<p id=\"reason\" role=\"status\">Point at an arrow to see why it is there.</p>\n"
                + list(graph) + "<script>" + script + "</script>\n</body>\n</html>\n";
    }

    private static String list(Graph graph) {
        if (graph.edges().isEmpty()) {
            return "";
        }
        EdgeText sentences = new EdgeText(graph);
        StringBuilder list = new StringBuilder("<details>\n<summary>All arrows as a list</summary>\n<table>\n");
        list.append("<tr><th>arrow</th><th>because of</th></tr>\n");
        for (Edge edge : graph.edges()) {
            list.append("<tr><td>")
                    .append(XmlText.escaped(sentences.fact(edge)))
                    .append("</td><td>");
            list.append(XmlText.escaped(String.join(", ", edge.reasons()))).append("</td></tr>\n");
        }
        return list.append("</table>\n</details>\n").toString();
    }

    private static String hash(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
