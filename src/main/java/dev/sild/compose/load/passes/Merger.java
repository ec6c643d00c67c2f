package dev.sild.compose.load.passes;

import dev.sild.compose.load.spec.AttributeSpec;
import dev.sild.compose.load.spec.AttributeSpec.Key;
import dev.sild.compose.load.spec.AttributeSpec.Merge;
import dev.sild.compose.load.spec.ServiceSpec;
import dev.sild.compose.load.spec.Spec;
import dev.sild.compose.load.spec.Type;
import dev.sild.compose.load.tree.Nodes;
import dev.sild.yaml.Node;
import dev.sild.yaml.Node.Entry;
import dev.sild.yaml.Node.ListNode;
import dev.sild.yaml.Node.MapNode;
import dev.sild.yaml.Node.ScalarNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Merges what two files say, in their long forms, as the Compose Specification's <a
 * href="https://github.com/compose-spec/compose-spec/blob/main/13-merge.md">Merge and override</a> says.
 */
public final class Merger {
    private static final AttributeSpec UNKNOWN = AttributeSpec.attr("", Type.ANY);

    private Merger() {}

    /** Returns a file and the one that overrides it as one. */
    public static MapNode files(MapNode base, MapNode over) {
        return maps(base, over, Spec.FILE);
    }

    /** Returns a service and the one that extends it as one. */
    public static MapNode services(MapNode base, MapNode over) {
        return maps(base, over, ServiceSpec.SERVICE);
    }

    private static MapNode maps(MapNode base, MapNode over, Type type) {
        Map<String, Entry> entries = new LinkedHashMap<>(base.entries());
        for (Map.Entry<String, Entry> entry : over.entries().entrySet()) {
            String key = entry.getKey();
            Entry old = entries.get(key);
            AttributeSpec attribute = type.isStructured() ? type.attributes().get(key) : null;
            boolean extension = attribute == null && key.startsWith("x-") && type.isStructured();
            if (old == null || extension) {
                entries.put(key, entry.getValue());
                continue;
            }
            Node merged = attribute == null
                    ? values(old.value(), entry.getValue().value(), type.child(key), UNKNOWN)
                    : values(old.value(), entry.getValue().value(), attribute.type(), attribute);
            boolean replaced = merged == entry.getValue().value();
            entries.put(key, new Entry(replaced ? entry.getValue().keyPosition() : old.keyPosition(), merged));
        }
        return new MapNode(entries, base.position());
    }

    private static Node values(Node base, Node over, Type type, AttributeSpec attribute) {
        if (attribute.merge() == Merge.REPLACE) {
            return over;
        }
        boolean variables = type.form() == Type.Form.VARIABLES || type.form() == Type.Form.LABELS;
        if (Nodes.isNull(over) && attribute != UNKNOWN || Nodes.isNull(over) && type.form() != Type.Form.ANY) {
            return base;
        }
        if (type.form() == Type.Form.ULIMIT) {
            return over;
        }
        if (base instanceof MapNode left && over instanceof MapNode right) {
            if (attribute.merge() == Merge.LOGGING && differ(left.get("driver"), right.get("driver"))) {
                return over;
            }
            return variables ? variables(left, right) : maps(left, right, type);
        }
        if (base instanceof ListNode left && over instanceof ListNode right) {
            return lists(left, right, attribute);
        }
        return over;
    }

    /** A key without a value replaces one with a value here: the variable is then taken from the environment. */
    private static MapNode variables(MapNode base, MapNode over) {
        Map<String, Entry> entries = new LinkedHashMap<>(base.entries());
        entries.putAll(over.entries());
        return new MapNode(entries, base.position());
    }

    private static boolean differ(@Nullable Node base, @Nullable Node over) {
        return base != null && over != null && !Objects.equals(Nodes.text(base), Nodes.text(over));
    }

    private static ListNode lists(ListNode base, ListNode over, AttributeSpec attribute) {
        if (attribute.merge() == Merge.IPAM) {
            return pools(base, over, attribute.type().requiredItem());
        }
        List<Node> items = new ArrayList<>(base.items());
        for (Node item : over.items()) {
            if (attribute.merge() != Merge.APPEND_NEW || !contains(base, item)) {
                items.add(item);
            }
        }
        return new ListNode(items, base.position());
    }

    private static boolean contains(ListNode list, Node wanted) {
        for (Node item : list.items()) {
            if (Objects.equals(Nodes.text(item), Nodes.text(wanted))) {
                return true;
            }
        }
        return false;
    }

    private static ListNode pools(ListNode base, ListNode over, Type type) {
        Map<String, Node> bySubnet = new LinkedHashMap<>();
        for (ListNode list : List.of(base, over)) {
            for (Node item : list.items()) {
                String subnet = item instanceof MapNode map ? Nodes.text(map.get("subnet")) : null;
                Node old = bySubnet.get(subnet);
                bySubnet.put(
                        subnet,
                        old instanceof MapNode left && item instanceof MapNode right ? maps(left, right, type) : item);
            }
        }
        return new ListNode(new ArrayList<>(bySubnet.values()), base.position());
    }

    /** Returns the tree with only the last of the entries that are the same by their attribute's key. */
    public static Node unique(Node node, Type type) {
        if (!(node instanceof MapNode map) || map.entries().isEmpty()) {
            return node instanceof ListNode list
                            && type.item() != null
                            && type.item().isStructured()
                    ? each(list, type)
                    : node;
        }
        Map<String, Entry> changed = null;
        for (Map.Entry<String, Entry> entry : map.entries().entrySet()) {
            AttributeSpec attribute = type.isStructured() ? type.attributes().get(entry.getKey()) : null;
            Type child = type.child(entry.getKey());
            if (child == Type.ANY) {
                continue;
            }
            Node old = entry.getValue().value();
            Node value = attribute != null && old instanceof ListNode list
                    ? unique(list, attribute.key())
                    : unique(old, child);
            if (value != old) {
                changed = changed == null ? new LinkedHashMap<>(map.entries()) : changed;
                changed.put(entry.getKey(), new Entry(entry.getValue().keyPosition(), value));
            }
        }
        return changed == null ? node : new MapNode(changed, map.position());
    }

    private static Node each(ListNode list, Type type) {
        List<Node> items = new ArrayList<>(list.items().size());
        for (Node item : list.items()) {
            items.add(unique(item, type.requiredItem()));
        }
        return new ListNode(items, list.position());
    }

    private static ListNode unique(ListNode list, Key key) {
        if (key == Key.NONE || key == Key.DISTINCT || list.items().size() < 2) {
            return list;
        }
        List<Node> items = new ArrayList<>(list.items().size());
        Map<String, Integer> seen = new HashMap<>();
        for (Node item : list.items()) {
            String name = Keys.of(item, key);
            Integer at = seen.get(name);
            if (at == null) {
                seen.put(name, items.size());
                items.add(item);
            } else {
                items.set(at, item);
            }
        }
        return items.size() == list.items().size() ? list : new ListNode(items, list.position());
    }

    /** What an entry of a list is known by. */
    private static final class Keys {
        static String of(Node item, Key key) {
            if (item instanceof ScalarNode scalar) {
                int equals = key == Key.BEFORE_EQUALS ? scalar.value().indexOf('=') : -1;
                return equals < 0 ? scalar.value() : scalar.value().substring(0, equals);
            }
            MapNode map = (MapNode) item;
            switch (key) {
                case TARGET:
                    return text(map, "target", "");
                case PATH:
                    return text(map, "path", "");
                case SECRET_TARGET:
                    return text(map, "target", "/run/secrets/" + text(map, "source", ""));
                case CONFIG_TARGET:
                    return text(map, "target", "/" + text(map, "source", ""));
                default:
                    return text(map, "host_ip", "0.0.0.0")
                            + ':'
                            + text(map, "published", "-")
                            + ':'
                            + text(map, "target", "")
                            + '/'
                            + text(map, "protocol", "tcp");
            }
        }

        private static String text(MapNode map, String key, String otherwise) {
            String text = Nodes.text(map.get(key));
            return text == null ? otherwise : text;
        }
    }
}
