package dev.sild.output.chart;

import dev.sild.syntax.HelmText;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Where a value of a chart is.
 *
 * @param keys the keys that lead to it
 */
record ValuePath(List<String> keys) {
    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    ValuePath {
        keys = List.copyOf(keys);
    }

    static ValuePath of(String... keys) {
        return new ValuePath(List.of(keys));
    }

    ValuePath then(String... more) {
        List<String> all = new ArrayList<>(keys);
        all.addAll(List.of(more));
        return new ValuePath(all);
    }

    /** Returns the operand that yields the value in a template. */
    String expression() {
        String expression = ".Values";
        for (String key : keys) {
            expression = IDENTIFIER.matcher(key).matches()
                    ? expression + "." + key
                    : "(index " + expression + " " + HelmText.string(key) + ")";
        }
        return expression;
    }

    /** Returns the path as users write it, such as {@code web.image.tag}. */
    @Override
    public String toString() {
        return String.join(".", keys);
    }
}
