package dev.sild.yaml;

import java.util.List;

/**
 * One document of a YAML file.
 *
 * @param root its value
 * @param resets the paths whose tags {@link Dialect#resets put aside} what earlier documents say there; keys, and
 *     indexes such as {@code [0]}
 */
public record YamlDocument(Node root, List<List<String>> resets) {
    public YamlDocument {
        resets = List.copyOf(resets);
    }
}
