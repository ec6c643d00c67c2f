package dev.sild.syntax;

/**
 * Comments of YAML, and of everything else where a comment goes from {@code #} to the end of its line.
 *
 * @see <a href="https://yaml.org/spec/1.2.2/#66-comments">YAML, Comments</a>
 */
public final class YamlComment {
    private YamlComment() {}

    /** Returns {@code text} as one comment line with a trailing line break, regardless of any line breaks in it. */
    public static String line(String text) {
        return text.isEmpty() ? "#\n" : "# " + part(text) + "\n";
    }

    /** Returns {@code text} as a part of one comment line. */
    public static String part(String text) {
        return Visible.of(text);
    }

    /** Returns lines of YAML as comments, which are YAML again without the {@code #} that each begins with. */
    public static String out(String yaml) {
        StringBuilder out = new StringBuilder();
        for (String line : yaml.split("\\R")) {
            out.append('#').append(Visible.of(line)).append('\n');
        }
        return out.toString();
    }
}
