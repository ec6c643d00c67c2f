package dev.sild.syntax;

/**
 * Text in Markdown.
 *
 * @see <a href="https://spec.commonmark.org/0.31.2/#code-spans">CommonMark, Code spans</a>
 */
public final class MarkdownText {
    private MarkdownText() {}

    /**
     * Returns {@code text} as code on one line; a backquote, or a bar that would end the cell of a table, is left out.
     */
    public static String code(String text) {
        return "`" + Visible.of(text).replace("`", "").replace("|", "") + "`";
    }

    /** Returns {@code text} on one line, without what has a meaning in Markdown or HTML. */
    public static String plain(String text) {
        return Visible.of(text).replaceAll("[\\\\`*_\\[\\]<>&|#!~{}]", "\\\\$0");
    }
}
