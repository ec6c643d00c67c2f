package dev.sild.yaml;

import java.util.List;

/**
 * A value of a map or list that {@link YamlWriter} writes with a comment above it, and above its key.
 *
 * @param lines the lines of the comment without their line breaks; each begins with {@code #}
 */
public record CommentedValue(List<String> lines, Object value) {
    public CommentedValue {
        lines = List.copyOf(lines);
        if (!lines.stream().allMatch(CommentedValue::isComment)) {
            throw new IllegalArgumentException("not a comment: " + lines);
        }
    }

    private static boolean isComment(String line) {
        return line.startsWith("#")
                && line.chars().noneMatch(c -> c == '\n' || c == '\r' || c == 0x85 || c == 0x2028 || c == 0x2029);
    }
}
