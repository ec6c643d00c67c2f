package dev.sild.compose.config;

import dev.sild.compose.ComposeProject;
import dev.sild.compose.load.spec.AttributeSpec;
import dev.sild.compose.load.spec.Hints;
import dev.sild.compose.load.spec.Spec;
import dev.sild.compose.load.spec.Type;
import dev.sild.compose.load.spec.Type.Form;
import dev.sild.compose.load.tree.NaturalOrder;
import dev.sild.compose.load.tree.Nodes;
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
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Prints a project as {@code docker compose config} does: unset and empty attributes are omitted, env files are merged
 * into the environment, and dollar signs are doubled so that the output can be read again.
 */
public final class ConfigPrinter {
    /** Objects that docker compose's JSON contains even if they are not specified. */
    private static final List<String> ALWAYS_IN_JSON = List.of("ipam", "placement", "resources", "exec");

    private static final List<String> NEVER_PRINTED = List.of("env_file", "label_file");

    private final boolean json;
    private final boolean interpolated;

    private ConfigPrinter(boolean json, boolean interpolated) {
        this.json = json;
        this.interpolated = interpolated;
    }

    /**
     * Returns a project as JSON, indented by two spaces.
     *
     * @param interpolated whether variables were filled in when it was loaded; else dollar signs are printed as they
     *     are
     */
    public static String json(ComposeProject project, boolean interpolated) {
        ConfigPrinter printer = new ConfigPrinter(true, interpolated);
        return JsonWriter.write(printer.object(project.root(), Spec.FILE, true), interpolated);
    }

    /**
     * Returns a project as YAML.
     *
     * @param interpolated whether variables were filled in when it was loaded; else dollar signs are printed as they
     *     are
     */
    public static String yaml(ComposeProject project, boolean interpolated) {
        ConfigPrinter printer = new ConfigPrinter(false, interpolated);
        return ConfigYamlWriter.write(printer.object(project.root(), Spec.FILE, true), interpolated);
    }

    private MapNode object(MapNode map, Type type, boolean top) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        for (AttributeSpec attribute : type.attributes().values()) {
            Node value = map.get(attribute.name());
            if (json && type.form() == Form.ULIMIT && "0".equals(Nodes.text(value))) {
                continue;
            }
            if (!NEVER_PRINTED.contains(attribute.name()) && !attribute.name().equals(Hints.KEY)) {
                Node printed = value == null ? null : printed(value, attribute);
                printed = printed == null && json && interpolated ? absent(attribute) : printed;
                if (printed != null) {
                    entries.put(attribute.name(), new Entry(Position.NONE, printed));
                }
            }
        }
        if (!json || top) {
            for (Map.Entry<String, Entry> entry : map.entries().entrySet()) {
                // Our hints are an extension to docker compose, and printed as it prints those.
                if (!type.attributes().containsKey(entry.getKey())
                        || entry.getKey().equals(Hints.KEY)) {
                    entries.put(
                            entry.getKey(),
                            new Entry(Position.NONE, plain(entry.getValue().value())));
                }
            }
        }
        return new MapNode(entries, map.position());
    }

    private static @Nullable Node absent(AttributeSpec attribute) {
        if (attribute.type().form() == Form.COMMAND) {
            return ScalarNode.nullAt(Position.NONE);
        }
        if (!ALWAYS_IN_JSON.contains(attribute.name())) {
            return null;
        }
        return attribute.name().equals("exec")
                ? new MapNode(
                        Map.of("command", new Entry(Position.NONE, ScalarNode.nullAt(Position.NONE))), Position.NONE)
                : Nodes.emptyMap(Position.NONE);
    }

    /** Returns what is printed for an attribute; null for nothing. */
    private @Nullable Node printed(Node value, AttributeSpec attribute) {
        Type type = attribute.type();
        if (attribute.name().equals("services")) {
            return values((MapNode) value, type);
        }
        if (value instanceof ScalarNode scalar) {
            return isNothing(scalar, attribute) ? null : scalar;
        }
        if (value instanceof ListNode list) {
            return list.items().isEmpty() && !attribute.explicit() ? null : list(list, type);
        }
        MapNode map = (MapNode) value;
        if (attribute.name().equals("ssh")) {
            return keys(map);
        }
        if (type.isStructured()) {
            MapNode object = object(map, type, false);
            boolean dropped = !json
                    && ALWAYS_IN_JSON.contains(attribute.name())
                    && object.entries().isEmpty();
            return dropped ? null : object;
        }
        return map.entries().isEmpty() && type.form() != Form.ANY ? null : values(map, type);
    }

    private static boolean isNothing(ScalarNode scalar, AttributeSpec attribute) {
        if (scalar.isNull()) {
            return true;
        }
        String value = scalar.value();
        if (attribute.explicit()) {
            return false;
        }
        switch (scalar.kind()) {
            case BOOL:
                return value.equals("false");
            case INT:
            case FLOAT:
                return value.equals("0");
            default:
                Form form = attribute.type().form();
                return value.isEmpty()
                        || (form == Form.BYTES || form == Form.SIZE) && value.equals("0")
                        || form == Form.DURATION && value.equals("0s");
        }
    }

    private ListNode list(ListNode list, Type type) {
        List<Node> items = new ArrayList<>(list.items().size());
        for (Node item : list.items()) {
            items.add(
                    item instanceof MapNode map
                                    && type.item() != null
                                    && type.item().isStructured()
                            ? object(map, type.item(), false)
                            : plain(item));
        }
        return new ListNode(type.form() == Form.HOSTS ? sorted(items) : items, list.position());
    }

    private static List<Node> sorted(List<Node> strings) {
        TreeMap<String, List<Node>> byText = new TreeMap<>();
        for (Node string : strings) {
            List<Node> same = byText.get(Nodes.text(string));
            if (same == null) {
                same = new ArrayList<>();
                byText.put(Nodes.text(string), same);
            }
            same.add(string);
        }
        List<Node> sorted = new ArrayList<>(strings.size());
        for (List<Node> same : byText.values()) {
            sorted.addAll(same);
        }
        return sorted;
    }

    private MapNode values(MapNode map, Type type) {
        Map<String, Entry> entries = json ? new TreeMap<>() : new TreeMap<>(new NaturalOrder());
        for (Map.Entry<String, Entry> entry : map.entries().entrySet()) {
            Node value = entry.getValue().value();
            if (type.item() != null && type.item().form() == Form.ULIMIT && "0".equals(Nodes.text(value))) {
                value = noLimit(value.position());
            }
            boolean structured = value instanceof MapNode
                    && type.item() != null
                    && type.item().isStructured();
            entries.put(
                    entry.getKey(),
                    new Entry(
                            Position.NONE,
                            structured ? object((MapNode) value, type.requiredItem(), false) : plain(value)));
        }
        return new MapNode(new LinkedHashMap<>(entries), map.position());
    }

    /**
     * A single limit of 0 is printed as if soft and hard were given; in JSON, where a 0 is nothing, nothing remains.
     */
    private MapNode noLimit(Position position) {
        Node zero = new ScalarNode(Text.of("0"), Kind.INT, position);
        MapNode none = Nodes.emptyMap(position);
        return json ? none : Nodes.with(Nodes.with(none, "soft", zero), "hard", zero);
    }

    private Node plain(Node node) {
        if (node instanceof MapNode map) {
            return values(map, Type.ANY);
        }
        return node instanceof ListNode list ? list(list, Type.ANY) : node;
    }

    private static ListNode keys(MapNode ssh) {
        List<Node> items = new ArrayList<>();
        for (Map.Entry<String, Entry> entry : ssh.entries().entrySet()) {
            String path = Nodes.text(entry.getValue().value());
            items.add(Nodes.string(
                    path == null || path.isEmpty() ? entry.getKey() : entry.getKey() + "=" + path, Position.NONE));
        }
        return new ListNode(items, ssh.position());
    }

    static String characters(ScalarNode scalar, boolean doubleDollars) {
        return scalar.kind() == Kind.STRING ? characters(scalar.value(), doubleDollars) : scalar.value();
    }

    static String characters(String value, boolean doubleDollars) {
        return doubleDollars && value.indexOf('$') >= 0 ? value.replace("$", "$$") : value;
    }
}
