package dev.sild.inputs.project;

import dev.sild.yaml.Node;
import dev.sild.yaml.Node.ListNode;
import dev.sild.yaml.Node.MapNode;
import dev.sild.yaml.Node.Position;
import dev.sild.yaml.Node.ScalarNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A value of a JSON or YAML document, or the lack of one: what is missing is empty, however deep.
 *
 * @param node the value; null where there is none
 * @param path where it is for the user, such as {@code container web: Config.Env[3]}
 * @param position its place, or the nearest one above it
 */
public record Value(@Nullable Node node, String path, Position position) {

    /** Returns the root of a document, or a part of it that has a name of its own. */
    public static Value of(Node node, String path) {
        return new Value(node, path, node.position());
    }

    /** Returns the same value under a name of its own. */
    public Value named(String path) {
        return new Value(node, path, position);
    }

    /** Returns the value below keys. */
    public Value get(String... keys) {
        Value found = this;
        for (String key : keys) {
            Node next = found.node instanceof MapNode map ? map.get(key) : null;
            String name = found.path.isEmpty() || found.path.endsWith(": ") ? key : "." + key;
            found = new Value(next, found.path + name, next == null ? found.position : next.position());
        }
        return found;
    }

    /** Returns the first of several keys' values that is not empty; engines write the same in different ways. */
    public Value any(String... keys) {
        for (String key : keys) {
            if (!get(key).isEmpty()) {
                return get(key);
            }
        }
        return get(keys[0]);
    }

    /** Returns the items of a list; none of anything else. */
    public List<Value> items() {
        List<Value> items = new ArrayList<>();
        if (node instanceof ListNode list) {
            for (Node item : list.items()) {
                items.add(new Value(item, path + "[" + items.size() + "]", item.position()));
            }
        }
        return items;
    }

    /** Whether a key is there, with whatever value. */
    public boolean has(String key) {
        return node instanceof MapNode map && map.get(key) != null;
    }

    /** Whether both are lists of the same texts; reads no more of the other than of this. */
    public boolean hasTextsOf(Value other) {
        int own = node instanceof ListNode list ? list.items().size() : 0;
        int others = other.node instanceof ListNode list ? list.items().size() : 0;
        return own == others && texts().equals(other.texts());
    }

    /** Returns the texts of a list's items. */
    public List<String> texts() {
        return items().stream().map(Value::text).toList();
    }

    /** Returns the values of a mapping by their keys; none of anything else. */
    public Map<String, Value> entries() {
        Map<String, Value> entries = new LinkedHashMap<>();
        if (node instanceof MapNode map) {
            map.entries().keySet().forEach(key -> entries.put(key, get(key)));
        }
        return entries;
    }

    /** Returns the characters of a scalar; empty for anything else. */
    public String text() {
        return node instanceof ScalarNode scalar ? scalar.value() : "";
    }

    public boolean isTrue() {
        return text().equals("true");
    }

    /** Returns a whole number; 0 for anything else. */
    public long number() {
        return text().matches("-?\\d{1,18}") ? Long.parseLong(text()) : 0;
    }

    /** Whether it says nothing: it is missing, null, false, zero, or without content. */
    public boolean isEmpty() {
        if (node instanceof MapNode map) {
            return map.entries().isEmpty();
        }
        if (node instanceof ListNode list) {
            return list.items().isEmpty();
        }
        return node == null || List.of("", "0", "false").contains(text());
    }
}
