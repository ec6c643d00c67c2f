package dev.sild.explain;

import dev.sild.model.Origin;
import dev.sild.yaml.Node;
import dev.sild.yaml.Node.Entry;
import dev.sild.yaml.Node.ListNode;
import dev.sild.yaml.Node.MapNode;
import dev.sild.yaml.Node.Position;
import dev.sild.yaml.Node.ScalarNode;
import dev.sild.yaml.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An attribute of a project.
 *
 * @param key its key in the map that it is in; its index in a list, as {@code [0]}
 * @param path its path, such as {@code services.web.ports[0]}
 * @param node its value
 * @param position where its key is, or the item of a list; {@link Position#NONE} for a default
 * @param written what the files of the project contain
 */
record SourceAttribute(String key, String path, Node node, Position position, WrittenPaths written) {

    /** Returns the whole project. */
    static SourceAttribute root(MapNode root, List<Origin> attributes) {
        return new SourceAttribute("", "", root, root.position(), new WrittenPaths(attributes));
    }

    /** Whether a file contains it, and it is not null. */
    boolean isWritten() {
        return position.line() > 0 && written.has(path) && !(node instanceof ScalarNode scalar && scalar.isNull());
    }

    /** Returns its characters; empty if it is not a scalar. */
    String scalar() {
        return node instanceof ScalarNode scalar ? scalar.value() : "";
    }

    Optional<SourceAttribute> get(String name) {
        Entry entry = node instanceof MapNode map ? map.entries().get(name) : null;
        return Optional.ofNullable(entry).map(found -> child(name, found));
    }

    /** Returns what a map contains, in order. */
    List<SourceAttribute> entries() {
        List<SourceAttribute> entries = new ArrayList<>();
        if (node instanceof MapNode map) {
            map.entries().forEach((name, entry) -> entries.add(child(name, entry)));
        }
        return entries;
    }

    /** Returns the items of a list, in order. */
    List<SourceAttribute> items() {
        List<SourceAttribute> items = new ArrayList<>();
        if (node instanceof ListNode list) {
            for (Node item : list.items()) {
                String index = Place.segment(items.size());
                items.add(new SourceAttribute(index, path + index, item, item.position(), written));
            }
        }
        return items;
    }

    /** Returns the attribute with this path below this one; the names of services may have dots in them. */
    Optional<SourceAttribute> at(String below) {
        if (below.isEmpty()) {
            return Optional.of(this);
        }
        for (SourceAttribute item : items()) {
            if (below.startsWith(item.key())) {
                return item.at(withoutDot(below.substring(item.key().length())));
            }
        }
        return entries().stream()
                .filter(entry -> below.startsWith(entry.key())
                        && isEnd(below, entry.key().length()))
                .flatMap(
                        entry -> entry.at(withoutDot(below.substring(entry.key().length()))).stream())
                .findFirst();
    }

    private SourceAttribute child(String name, Entry entry) {
        return new SourceAttribute(
                name, path.isEmpty() ? name : path + "." + name, entry.value(), entry.keyPosition(), written);
    }

    private static boolean isEnd(String text, int at) {
        return at == text.length() || text.charAt(at) == '.' || text.charAt(at) == '[';
    }

    private static String withoutDot(String text) {
        return text.startsWith(".") ? text.substring(1) : text;
    }
}
