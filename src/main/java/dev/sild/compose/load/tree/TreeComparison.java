package dev.sild.compose.load.tree;

import dev.sild.yaml.Node;
import dev.sild.yaml.Node.Entry;
import dev.sild.yaml.Node.ListNode;
import dev.sild.yaml.Node.MapNode;
import dev.sild.yaml.Node.ScalarNode;
import java.util.Map;

/** Compares trees by content, regardless of their positions. */
public final class TreeComparison {
    private TreeComparison() {}

    public static boolean value(Node one, Node other) {
        if (one instanceof MapNode left && other instanceof MapNode right) {
            if (left.entries().size() != right.entries().size()) {
                return false;
            }
            for (Map.Entry<String, Entry> entry : left.entries().entrySet()) {
                Node match = right.get(entry.getKey());
                if (match == null || !value(entry.getValue().value(), match)) {
                    return false;
                }
            }
            return true;
        }
        if (one instanceof ListNode left && other instanceof ListNode right) {
            boolean same = left.items().size() == right.items().size();
            for (int i = 0; same && i < left.items().size(); i++) {
                same = value(left.items().get(i), right.items().get(i));
            }
            return same;
        }
        return one instanceof ScalarNode left
                && other instanceof ScalarNode right
                && left.kind() == right.kind()
                && left.value().equals(right.value());
    }
}
