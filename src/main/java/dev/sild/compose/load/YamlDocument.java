package dev.sild.compose.load;

import dev.sild.compose.Node;
import java.util.List;

/**
 * One document of a YAML file.
 *
 * @param root its value
 * @param resets the paths that carry {@code !reset} or {@code !override}: what earlier files say there is forgotten
 */
record YamlDocument(Node root, List<List<String>> resets) {}
