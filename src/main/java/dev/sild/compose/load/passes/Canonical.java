package dev.sild.compose.load.passes;

import dev.sild.compose.load.checks.ScalarForms;
import dev.sild.compose.load.checks.Validator;
import dev.sild.compose.load.forms.KeyValues;
import dev.sild.compose.load.forms.PortForms;
import dev.sild.compose.load.forms.PortForms.BadPortException;
import dev.sild.compose.load.forms.ShellWords;
import dev.sild.compose.load.forms.VolumeForms;
import dev.sild.compose.load.spec.AttributeSpec;
import dev.sild.compose.load.spec.Type;
import dev.sild.compose.load.tree.Budget;
import dev.sild.compose.load.tree.Nodes;
import dev.sild.compose.load.tree.Problems;
import dev.sild.compose.load.tree.Texts;
import dev.sild.model.Lookup;
import dev.sild.model.Text;
import dev.sild.report.Code;
import dev.sild.units.GoDuration;
import dev.sild.units.Sizes;
import dev.sild.yaml.Node;
import dev.sild.yaml.Node.Entry;
import dev.sild.yaml.Node.ListNode;
import dev.sild.yaml.Node.MapNode;
import dev.sild.yaml.Node.Position;
import dev.sild.yaml.Node.ScalarNode;
import dev.sild.yaml.Node.ScalarNode.Kind;
import dev.sild.yaml.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes long forms of short ones, file by file before merging, so that two files that say the same in two forms are
 * merged as one. Expects a tree that {@link Validator} has passed; leaves defaults to {@link Defaults}.
 */
public final class Canonical {
    private final Problems problems;
    private final boolean interpolated;

    /**
     * Makes a pass.
     *
     * @param interpolated whether variables were filled in; if not, a short form with a variable in it stays
     */
    public Canonical(Problems problems, boolean interpolated) {
        this.problems = problems;
        this.interpolated = interpolated;
    }

    public Node apply(Node node, Type type, Place place) {
        if (Nodes.isNull(node)) {
            return node;
        }
        switch (type.form()) {
            case OBJECT:
                return object(node, type, place);
            case MAP:
                return values(node, type.requiredItem(), place);
            case LIST:
            case STRINGS:
                ListNode items = list(node, type.requiredItem(), place);
                return place.segment().equals("dns") ? withoutEmpty(items) : items;
            case COMMAND:
                return command(node, place);
            case TEST:
                return test(node);
            case VARIABLES:
                return KeyValues.mapping(node);
            case LABELS:
                return KeyValues.labels(node);
            case HOSTS:
                return KeyValues.hosts(node, place, problems);
            case NAMED:
            case DEPENDS_ON:
                return named(node, type, place);
            case PORT:
            case VOLUME:
            case DEVICE:
            case ULIMIT:
                return node instanceof MapNode ? object(node, type, place) : node;
            case GPUS:
                return gpus(node, type, place);
            case EXTERNAL:
                return node;
            default:
                return node instanceof ScalarNode scalar ? scalar(scalar, type) : node;
        }
    }

    private Node object(Node node, Type type, Place place) {
        if (node instanceof ScalarNode scalar) {
            AttributeSpec attribute = Lookup.required(type.attributes(), type.shorthand());
            Node value = apply(scalar, attribute.type(), place.key(type.shorthand()));
            return new MapNode(Map.of(type.shorthand(), new Entry(scalar.position(), value)), scalar.position());
        }
        return Nodes.changed((MapNode) node, (key, value) -> apply(value, type.child(key), place.key(key)));
    }

    private MapNode values(Node node, Type item, Place place) {
        return Nodes.changed(
                (MapNode) node,
                (key, value) -> item.form() == Type.Form.TEXT && Nodes.isNull(value)
                        ? emptyWhereAllowed(value, item)
                        : apply(value, item, place.key(key)));
    }

    private static Node emptyWhereAllowed(Node node, Type type) {
        return type.nullable() ? Nodes.string("", node.position()) : node;
    }

    private ListNode list(Node node, Type item, Place place) {
        List<Node> items = node instanceof ListNode list ? list.items() : List.of(node);
        List<Node> result = new ArrayList<>(items.size());
        for (int i = 0; i < items.size(); i++) {
            Node entry = items.get(i);
            Place here = place.index(i);
            if (item.form() == Type.Form.PORT && entry instanceof ScalarNode scalar) {
                result.addAll(ports(scalar, here));
            } else if (item.form() == Type.Form.VOLUME && entry instanceof ScalarNode scalar) {
                result.add(shortForm(
                        scalar, VolumeForms.expand(scalar), here, "volume", "write SOURCE:TARGET or SOURCE:TARGET:ro"));
            } else if (item.form() == Type.Form.DEVICE && entry instanceof ScalarNode scalar) {
                result.add(
                        shortForm(scalar, VolumeForms.expandDevice(scalar), here, "device", "write SOURCE:TARGET:rwm"));
            } else {
                result.add(apply(entry, item, here));
            }
        }
        return node instanceof ListNode list ? Nodes.changed(list, result) : new ListNode(result, node.position());
    }

    private static ListNode withoutEmpty(ListNode list) {
        List<Node> items = new ArrayList<>(list.items().size());
        for (Node item : list.items()) {
            if (!"".equals(Nodes.text(item))) {
                items.add(item);
            }
        }
        return new ListNode(items, list.position());
    }

    private List<Node> ports(ScalarNode scalar, Place place) {
        if (problems.budget().isOutOfPorts()) {
            return List.of();
        }
        try {
            return PortForms.expand(scalar, problems.budget());
        } catch (BadPortException bad) {
            if (keeps(scalar)) {
                return List.of(scalar);
            }
            if (problems.budget().isOutOfPorts()) {
                problems.error(scalar.position(), place, bad.getMessage(), Budget.FEWER_PORTS);
                return List.of();
            }
            problems.error(
                    scalar.position(),
                    place,
                    "`" + scalar.value() + "` is not a valid port: " + bad.getMessage(),
                    "write [IP:][HOST:]CONTAINER[/PROTOCOL], as in \"8080:80\"");
            return List.of();
        }
    }

    private Node shortForm(ScalarNode scalar, @Nullable MapNode expanded, Place place, String what, String remedy) {
        if (expanded == null && !keeps(scalar)) {
            problems.error(scalar.position(), place, "`" + scalar.value() + "` is not a valid " + what, remedy);
        }
        return expanded == null ? scalar : expanded;
    }

    private boolean keeps(ScalarNode scalar) {
        return !interpolated && scalar.value().indexOf('$') >= 0;
    }

    private Node command(Node node, Place place) {
        if (!(node instanceof ScalarNode scalar)) {
            return node;
        }
        List<Text> words = ShellWords.split(scalar.text());
        if (words == null) {
            problems.error(
                    scalar.position(),
                    place,
                    "unbalanced quote or bracket in the command",
                    "close it, or write the command as a list");
            return node;
        }
        if (ShellWords.dropsTheEnd(scalar.text())) {
            problems.add(
                    Code.COMMAND_CUT,
                    scalar.position(),
                    place,
                    "compose runs no shell and drops the command from the first `;`, `&`, `|`, `<` or `>`",
                    "write [\"sh\", \"-c\", \"...\"], or quote the character");
        }
        return strings(words, scalar.position());
    }

    private Node test(Node node) {
        return node instanceof ScalarNode scalar
                ? strings(List.of(Text.of("CMD-SHELL"), scalar.text()), scalar.position())
                : node;
    }

    private static ListNode strings(List<Text> texts, Position position) {
        List<Node> items = new ArrayList<>(texts.size());
        for (Text text : texts) {
            items.add(Nodes.string(text, position));
        }
        return new ListNode(items, position);
    }

    private Node named(Node node, Type type, Place place) {
        if (!(node instanceof ListNode list)) {
            return values(node, type.requiredItem(), place);
        }
        Map<String, Entry> entries = new LinkedHashMap<>();
        for (Node item : list.items()) {
            Position position = item.position();
            Node value = type.form() == Type.Form.DEPENDS_ON ? started(position) : ScalarNode.nullAt(position);
            String name = ((ScalarNode) item).value();
            if (entries.put(name, new Entry(position, value)) != null) {
                problems.error(position, place, "duplicate item `" + name + "`", "keep one of them");
            }
        }
        return new MapNode(entries, list.position());
    }

    private static MapNode started(Position position) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        entries.put("condition", new Entry(position, Nodes.string("service_started", position)));
        entries.put("required", new Entry(position, Nodes.bool(true, position)));
        return new MapNode(entries, position);
    }

    private Node gpus(Node node, Type type, Place place) {
        if (node instanceof ScalarNode scalar) {
            MapNode all = new MapNode(
                    Map.of(
                            "count",
                            new Entry(scalar.position(), new ScalarNode(Text.of("-1"), Kind.INT, scalar.position()))),
                    scalar.position());
            return new ListNode(List.of(all), scalar.position());
        }
        return list(node, type.requiredItem(), place);
    }

    private Node scalar(ScalarNode scalar, Type type) {
        if (keeps(scalar)) {
            return scalar;
        }
        switch (type.form()) {
            case INT:
            case UNSIGNED:
                return as(scalar, Kind.INT);
            case TEXT:
                return as(scalar, Kind.STRING);
            case BYTES:
            case SIZE:
                Long bytes = scalar.kind() == Kind.INT
                        ? null
                        : scalar.kind() == Kind.FLOAT
                                ? Long.valueOf((long) Double.parseDouble(scalar.value()))
                                : Sizes.bytes(scalar.value());
                return revalued(scalar, bytes == null ? scalar.value() : bytes.toString(), Kind.STRING);
            case DURATION:
                return revalued(
                        scalar,
                        GoDuration.nanos(scalar.value()).map(GoDuration::text).orElse(scalar.value()),
                        Kind.STRING);
            case COUNT:
                return scalar.kind() == Kind.INT ? scalar : revalued(scalar, "-1", Kind.INT);
            case MODE:
                return scalar.kind() == Kind.INT
                        ? scalar
                        : revalued(scalar, Integer.toString(ScalarForms.mode(scalar.value())), Kind.INT);
            default:
                return scalar;
        }
    }

    private static ScalarNode as(ScalarNode scalar, Kind kind) {
        return scalar.kind() == kind ? scalar : new ScalarNode(scalar.text(), kind, scalar.position());
    }

    private static ScalarNode revalued(ScalarNode scalar, String value, Kind kind) {
        return new ScalarNode(Texts.revalue(scalar.text(), value), kind, scalar.position());
    }
}
