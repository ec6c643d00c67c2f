package dev.sild.syntax;

import java.util.stream.Collectors;

/**
 * Text in the language of Graphviz.
 *
 * @see <a href="https://graphviz.org/doc/info/lang.html#ids">IDs</a>
 */
public final class DotText {
    private DotText() {}

    /** Returns a text in double quotes; its lines stay lines, and nothing in it is a sequence such as {@code \\N}. */
    public static String quoted(String text) {
        return text.lines()
                .map(line -> Visible.of(line).replace("\\", "\\\\").replace("\"", "\\\""))
                .collect(Collectors.joining("\\n", "\"", "\""));
    }
}
