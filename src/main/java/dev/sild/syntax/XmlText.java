package dev.sild.syntax;

/**
 * Text in XML and HTML, as the content of an element or in an attribute's quotes. Not for the content of
 * {@code <script>} and {@code <style>}, where HTML knows no escapes.
 *
 * @see <a href="https://www.w3.org/TR/xml/#syntax">Character Data and Markup</a>
 */
public final class XmlText {
    private XmlText() {}

    /**
     * Returns a text on one line, with escapes for characters that XML lacks or nobody sees: what a reader will see.
     */
    public static String visible(String text) {
        return Visible.of(text);
    }

    /** Returns a text as {@link #visible} does, in which nothing is markup. */
    public static String escaped(String text) {
        String visible = visible(text);
        StringBuilder escaped = new StringBuilder(visible.length() + 16);
        for (int i = 0; i < visible.length(); i++) {
            char c = visible.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }
}
