package dev.sild.yaml;

import java.util.List;

/**
 * Lines of a template in place of an entry of a map or an item of a list that {@link YamlWriter} writes; the key of the
 * entry is not written. Never the first entry of a map that is an item of a list.
 *
 * @param lines the lines without their line breaks, none of which holds text of the input; in place of
 *     {@link #INDENTATION} each gets the number of spaces before it
 */
public record TemplateLines(List<String> lines) {
    /** Stands for the number of spaces before the entry or item. */
    public static final String INDENTATION = "\0";

    public TemplateLines {
        lines = List.copyOf(lines);
    }

    /** Returns these lines. */
    public static TemplateLines of(String... lines) {
        return new TemplateLines(List.of(lines));
    }

    void write(StringBuilder out, int indent) {
        for (String line : lines) {
            int spaces = line.length() - line.stripLeading().length();
            out.append(" ".repeat(indent))
                    .append(line.replace(INDENTATION, Integer.toString(indent + spaces)))
                    .append('\n');
        }
    }
}
