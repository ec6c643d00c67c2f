package dev.sild.explain;

import dev.sild.report.Finding;
import dev.sild.yaml.CommentedValue;
import java.util.List;
import java.util.Map;

/** Converts examples as {@code sild convert --explain} does. */
@FunctionalInterface
public interface ExampleConverter {
    /**
     * What became of an example.
     *
     * @param objects the trees of the objects, with {@link CommentedValue}; empty if it cannot be converted
     * @param findings what was found, in a file {@code compose.yaml}
     */
    record Converted(List<Map<String, Object>> objects, List<Finding> findings) {
        public Converted {
            objects = List.copyOf(objects);
            findings = List.copyOf(findings);
        }
    }

    /**
     * Converts a compose file.
     *
     * @param arguments options of {@code sild convert}
     */
    Converted convert(String compose, List<String> arguments);
}
