package dev.sild.syntax;

/**
 * Text in diagrams of Mermaid.
 *
 * @see <a href="https://mermaid.js.org/syntax/flowchart.html#entity-codes-to-escape-characters">Entity codes</a>
 */
public final class MermaidText {
    private MermaidText() {}

    /** Returns a text for between two double quotes: nothing in it ends them, or is Markdown or HTML. */
    public static String quoted(String text) {
        StringBuilder quoted = new StringBuilder();
        Visible.of(text).codePoints().forEach(c -> {
            if (c < 128 && "\"#&;<>`*_~\\|[]{}()$".indexOf(c) >= 0) {
                quoted.append('#').append(c).append(';');
            } else {
                quoted.appendCodePoint(c);
            }
        });
        return quoted.toString();
    }
}
