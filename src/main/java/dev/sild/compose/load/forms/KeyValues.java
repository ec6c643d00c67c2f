package dev.sild.compose.load.forms;

import dev.sild.compose.load.tree.Nodes;
import dev.sild.compose.load.tree.Problems;
import dev.sild.compose.load.tree.Texts;
import dev.sild.model.Text;
import dev.sild.yaml.Node;
import dev.sild.yaml.Node.Entry;
import dev.sild.yaml.Node.ListNode;
import dev.sild.yaml.Node.MapNode;
import dev.sild.yaml.Node.ScalarNode;
import dev.sild.yaml.Node.ScalarNode.Kind;
import dev.sild.yaml.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Long forms of {@code KEY=VALUE} lists and of lists of hosts. */
public final class KeyValues {
    private KeyValues() {}

    /** Returns a mapping of strings; a key without a value has null. */
    public static MapNode mapping(Node node) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        if (node instanceof MapNode map) {
            for (Map.Entry<String, Entry> entry : map.entries().entrySet()) {
                Entry old = entry.getValue();
                entries.put(entry.getKey(), new Entry(old.keyPosition(), string(old.value())));
            }
            return new MapNode(entries, map.position());
        }
        for (Node item : ((ListNode) node).items()) {
            ScalarNode scalar = (ScalarNode) item;
            String pair = scalar.value();
            int equals = pair.indexOf('=');
            String key = equals < 0 ? pair : pair.substring(0, equals);
            Node value = equals < 0
                    ? ScalarNode.nullAt(scalar.position())
                    : Nodes.string(Texts.slice(scalar.text(), equals + 1, pair.length()), scalar.position());
            entries.remove(key);
            entries.put(key, new Entry(scalar.position(), value));
        }
        return new MapNode(entries, node.position());
    }

    /** Returns a mapping of strings; a key without a value is empty. */
    public static MapNode labels(Node node) {
        MapNode mapping = mapping(node);
        Map<String, Entry> entries = new LinkedHashMap<>(mapping.entries());
        for (Map.Entry<String, Entry> entry : mapping.entries().entrySet()) {
            if (Nodes.isNull(entry.getValue().value())) {
                Node empty = Nodes.string("", entry.getValue().value().position());
                entries.put(entry.getKey(), new Entry(entry.getValue().keyPosition(), empty));
            }
        }
        return new MapNode(entries, mapping.position());
    }

    /** Returns a scalar as a string, a null as it is. */
    static Node string(Node value) {
        if (value instanceof ScalarNode scalar && scalar.kind() != Kind.STRING && !scalar.isNull()) {
            return new ScalarNode(scalar.text(), Kind.STRING, scalar.position());
        }
        return value;
    }

    /** Returns a list of {@code HOST=IP}. */
    public static ListNode hosts(Node node, Place place, Problems problems) {
        List<Node> result = new ArrayList<>();
        if (node instanceof MapNode map) {
            for (Map.Entry<String, Entry> entry : map.entries().entrySet()) {
                Node value = entry.getValue().value();
                List<Node> addresses = value instanceof ListNode list ? list.items() : List.of(value);
                for (Node address : addresses) {
                    add(result, Text.of(entry.getKey()), ((ScalarNode) address).text(), address);
                }
            }
            return new ListNode(result, node.position());
        }
        List<Node> items = ((ListNode) node).items();
        for (int i = 0; i < items.size(); i++) {
            ScalarNode scalar = (ScalarNode) items.get(i);
            String pair = scalar.value();
            int cut = pair.indexOf('=') >= 0 ? pair.indexOf('=') : pair.indexOf(':');
            if (cut <= 0) {
                problems.error(
                        scalar.position(),
                        place.index(i),
                        "`" + pair + "` is not a host and address",
                        "write \"host=address\", as in \"db=10.0.0.5\"");
                continue;
            }
            Text host = Texts.slice(scalar.text(), 0, cut);
            int start = cut + 1;
            for (int end = pair.indexOf(',', start); end >= 0; end = pair.indexOf(',', start)) {
                add(result, host, Texts.slice(scalar.text(), start, end), scalar);
                start = end + 1;
            }
            add(result, host, Texts.slice(scalar.text(), start, pair.length()), scalar);
        }
        return new ListNode(result, node.position());
    }

    private static void add(List<Node> result, Text host, Text address, Node at) {
        String value = address.value();
        boolean brackets = value.length() > 2 && value.startsWith("[") && value.endsWith("]");
        Text plain = brackets ? Texts.slice(address, 1, value.length() - 1) : address;
        result.add(Nodes.string(Texts.join(List.of(host, Text.of("="), plain)), at.position()));
    }
}
