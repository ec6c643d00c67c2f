package dev.sild.compose.load.tree;

import dev.sild.model.Text;
import dev.sild.yaml.Node;
import dev.sild.yaml.Node.Entry;
import dev.sild.yaml.Node.ListNode;
import dev.sild.yaml.Node.MapNode;
import dev.sild.yaml.Node.Position;
import dev.sild.yaml.Node.ScalarNode;
import dev.sild.yaml.Node.ScalarNode.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Small steps on trees of nodes. Trees are immutable: each step returns a new one. */
public final class Nodes {
    private Nodes() {}

    public static ScalarNode string(String value, Position position) {
        return new ScalarNode(Text.of(value), Kind.STRING, position);
    }

    public static ScalarNode string(Text value, Position position) {
        return new ScalarNode(value, Kind.STRING, position);
    }

    public static ScalarNode bool(boolean value, Position position) {
        return new ScalarNode(Text.of(value ? "true" : "false"), Kind.BOOL, position);
    }

    public static MapNode emptyMap(Position position) {
        return new MapNode(Map.of(), position);
    }

    public static boolean isNull(@Nullable Node node) {
        return node == null || node instanceof ScalarNode scalar && scalar.isNull();
    }

    /** Returns the characters of a scalar that is not null; null for anything else. */
    public static @Nullable String text(@Nullable Node node) {
        return node instanceof ScalarNode scalar && !scalar.isNull() ? scalar.value() : null;
    }

    /** Returns the characters of what validation knows to be a scalar that is not null. */
    public static String requiredText(Node node) {
        return Objects.requireNonNull(text(node), "a value that is not a text");
    }

    public static boolean isTrue(@Nullable Node node) {
        return node instanceof ScalarNode scalar
                && scalar.kind() == Kind.BOOL
                && scalar.value().equals("true");
    }

    public static boolean isFalse(@Nullable Node node) {
        return node instanceof ScalarNode scalar
                && scalar.kind() == Kind.BOOL
                && scalar.value().equals("false");
    }

    /** Returns the mapping under {@code key}, or an empty one. */
    public static MapNode map(@Nullable MapNode parent, String key) {
        Node child = parent == null ? null : parent.get(key);
        return child instanceof MapNode map ? map : emptyMap(parent == null ? Position.NONE : parent.position());
    }

    /** Returns the items of the sequence under {@code key}, or none. */
    public static List<Node> items(@Nullable MapNode parent, String key) {
        Node child = parent == null ? null : parent.get(key);
        return child instanceof ListNode list ? list.items() : List.of();
    }

    /** What becomes of the value under a key. */
    public interface Change {
        Node of(String key, Node value);
    }

    /** Returns {@code map} with each value as {@code change} has it: itself where that is the same for all of them. */
    public static MapNode changed(MapNode map, Change change) {
        Map<String, Entry> changed = null;
        for (Map.Entry<String, Entry> entry : map.entries().entrySet()) {
            Node old = entry.getValue().value();
            Node value = change.of(entry.getKey(), old);
            if (value != old) {
                changed = changed == null ? new LinkedHashMap<>(map.entries()) : changed;
                changed.put(entry.getKey(), new Entry(entry.getValue().keyPosition(), value));
            }
        }
        return changed == null ? map : new MapNode(changed, map.position());
    }

    /** Returns {@code list} with each item as {@code change} has it: itself where that is the same for all of them. */
    public static ListNode each(ListNode list, UnaryOperator<Node> change) {
        List<Node> items = new ArrayList<>(list.items().size());
        for (Node item : list.items()) {
            items.add(change.apply(item));
        }
        return changed(list, items);
    }

    /** Returns a list of {@code items}: {@code list} itself where they are its own. */
    public static ListNode changed(ListNode list, List<Node> items) {
        boolean same = items.size() == list.items().size();
        for (int i = 0; same && i < items.size(); i++) {
            same = items.get(i) == list.items().get(i);
        }
        return same ? list : new ListNode(items, list.position());
    }

    /** Returns {@code map} with this value under {@code key}; the key keeps its place if it had one. */
    public static MapNode with(MapNode map, String key, Node value) {
        if (map.get(key) == value) {
            return map;
        }
        Map<String, Entry> entries = new LinkedHashMap<>(map.entries());
        put(entries, key, value);
        return new MapNode(entries, map.position());
    }

    /** Sets {@code key} and keeps the key's position if it had one. */
    static void put(Map<String, Entry> entries, String key, Node value) {
        Entry old = entries.get(key);
        entries.put(key, new Entry(old == null ? value.position() : old.keyPosition(), value));
    }

    public static MapNode without(MapNode map, String key) {
        if (!map.entries().containsKey(key)) {
            return map;
        }
        Map<String, Entry> entries = new LinkedHashMap<>(map.entries());
        entries.remove(key);
        return new MapNode(entries, map.position());
    }

    /** Returns {@code map} without the value at the end of {@code path}, if there is one. */
    public static MapNode withoutPath(MapNode map, List<String> path) {
        String key = path.get(0);
        if (path.size() == 1) {
            return without(map, key);
        }
        if (map.get(key) instanceof MapNode child) {
            MapNode smaller = withoutPath(child, path.subList(1, path.size()));
            return smaller == child ? map : with(map, key, smaller);
        }
        return map;
    }
}
