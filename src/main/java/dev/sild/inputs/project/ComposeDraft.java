package dev.sild.inputs.project;

import dev.sild.model.Lookup;
import dev.sild.model.Text;
import dev.sild.yaml.Node;
import dev.sild.yaml.Node.Entry;
import dev.sild.yaml.Node.ListNode;
import dev.sild.yaml.Node.MapNode;
import dev.sild.yaml.Node.Position;
import dev.sild.yaml.Node.ScalarNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A mapping in the making: a compose file, a service of it or a part of one. Values are texts as a compose file writes
 * them, so that its variables are filled in later. Keeps the order in which parts are added.
 */
public final class ComposeDraft {
    private final Position position;
    private final Map<String, Position> keys = new LinkedHashMap<>();
    private final Map<String, Object> values = new LinkedHashMap<>();

    /** Makes an empty mapping that begins at a place. */
    public ComposeDraft(Position position) {
        this.position = position;
    }

    /** Returns a name that a compose file allows as a key, such as that of a volume. */
    public static String legalKey(String name) {
        String plain = name.replaceAll("[^A-Za-z0-9._-]", "-");
        return plain.isEmpty() ? "unnamed" : plain;
    }

    /** Sets a text, in place of what was there. */
    public void set(String key, String text, Position where) {
        put(key, new ScalarNode(Text.of(text), ScalarNode.Kind.STRING, where), where);
    }

    /** Sets a boolean, in place of what was there. */
    public void set(String key, boolean value, Position where) {
        put(key, new ScalarNode(Text.of(String.valueOf(value)), ScalarNode.Kind.BOOL, where), where);
    }

    /** Sets a mapping, in place of what was there. */
    public void set(String key, ComposeDraft mapping, Position where) {
        put(key, mapping, where);
    }

    /** Adds a text to a list, which is made where there is none. */
    public void add(String key, String text, Position where) {
        items(key, where).add(new ScalarNode(Text.of(text), ScalarNode.Kind.STRING, where));
    }

    /** Adds a mapping to a list, which is made where there is none, and returns it. */
    public ComposeDraft addMap(String key, Position where) {
        ComposeDraft item = new ComposeDraft(where);
        items(key, where).add(item);
        return item;
    }

    /** Returns the mapping under a key, which is made where there is none. */
    public ComposeDraft map(String key, Position where) {
        if (!(values.get(key) instanceof ComposeDraft)) {
            put(key, new ComposeDraft(where), where);
        }
        return (ComposeDraft) Lookup.required(values, key);
    }

    /** Removes a key. */
    public void remove(String key) {
        keys.remove(key);
        values.remove(key);
    }

    public boolean has(String key) {
        return values.containsKey(key);
    }

    /** Returns its keys in order. */
    public List<String> keys() {
        return List.copyOf(keys.keySet());
    }

    /** Returns the text under a key; empty where there is none. */
    public String text(String key) {
        return values.get(key) instanceof ScalarNode scalar ? scalar.value() : "";
    }

    public Position position() {
        return position;
    }

    /** Returns it as it is now. */
    public MapNode tree() {
        Map<String, Entry> entries = new LinkedHashMap<>();
        values.forEach((key, value) -> {
            Position where = Lookup.required(keys, key);
            entries.put(key, new Entry(where, node(value, where)));
        });
        return new MapNode(entries, position);
    }

    private static Node node(Object value, Position where) {
        if (value instanceof ComposeDraft draft) {
            return draft.tree();
        }
        if (value instanceof List<?> items) {
            return new ListNode(items.stream().map(item -> node(item, where)).toList(), where);
        }
        return (Node) value;
    }

    private void put(String key, Object value, Position where) {
        keys.put(key, where);
        values.put(key, value);
    }

    @SuppressWarnings("unchecked")
    private List<Object> items(String key, Position where) {
        if (!(values.get(key) instanceof List<?>)) {
            put(key, new ArrayList<>(), where);
        }
        return (List<Object>) Lookup.required(values, key);
    }
}
