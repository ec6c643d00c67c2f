package dev.sild.compose.load.checks;

import dev.sild.compose.load.spec.AttributeSpec;
import dev.sild.compose.load.spec.Hints;
import dev.sild.compose.load.spec.Suggestions;
import dev.sild.compose.load.spec.Type;
import dev.sild.compose.load.spec.Type.Form;
import dev.sild.compose.load.tree.Nodes;
import dev.sild.compose.load.tree.Problems;
import dev.sild.compose.load.variables.Interpolator;
import dev.sild.model.Text.Literal;
import dev.sild.yaml.Node;
import dev.sild.yaml.Node.Entry;
import dev.sild.yaml.Node.ListNode;
import dev.sild.yaml.Node.MapNode;
import dev.sild.yaml.Node.ScalarNode;
import dev.sild.yaml.Node.ScalarNode.Kind;
import dev.sild.yaml.Place;
import java.util.Map;

/**
 * Checks one file, variables filled in, against the table: unknown keys and wrong types, all of them. What may still
 * come from another file (a value where there is none yet, a required attribute) is checked by {@link Completeness}.
 */
public final class Validator {
    private static final Type OLD_EXTERNAL = Type.object(AttributeSpec.attr("name", Type.STRING));

    private final Problems problems;
    private final boolean interpolated;

    /**
     * Makes a check.
     *
     * @param interpolated whether variables were filled in; if not, a string with a variable in it may be of any type
     */
    public Validator(Problems problems, boolean interpolated) {
        this.problems = problems;
        this.interpolated = interpolated;
    }

    public void check(Node node, Type type, Place place) {
        if (Nodes.isNull(node) || type.form() == Form.ANY) {
            return;
        }
        if (node instanceof ScalarNode scalar) {
            scalar(scalar, type, place);
        } else if (node instanceof ListNode list) {
            list(list, type, place);
        } else {
            map((MapNode) node, type, place);
        }
    }

    private void list(ListNode list, Type type, Place place) {
        switch (type.form()) {
            case LIST:
            case GPUS:
            case STRINGS:
                items(list, type.requiredItem(), place);
                break;
            case COMMAND:
            case TEST:
            case NAMED:
            case DEPENDS_ON:
            case HOSTS:
            case VARIABLES:
            case LABELS:
                items(list, Type.STRING, place);
                break;
            default:
                wrong(list, type, place);
        }
    }

    private void items(ListNode list, Type item, Place place) {
        for (int i = 0; i < list.items().size(); i++) {
            Node node = list.items().get(i);
            if (Nodes.isNull(node) && !item.nullable()) {
                wrong(node, item, place.index(i));
            }
            check(node, item, place.index(i));
        }
    }

    private void map(MapNode map, Type type, Place place) {
        if (type.isStructured()) {
            attributes(map, type, place);
            return;
        }
        switch (type.form()) {
            case EXTERNAL:
                attributes(map, OLD_EXTERNAL, place);
                if (Nodes.isNull(map.get("name")) && map.get("name") != null) {
                    wrong(map.get("name"), Type.STRING, place.key("name"));
                }
                break;
            case MAP:
            case NAMED:
            case DEPENDS_ON:
                for (Map.Entry<String, Entry> entry : map.entries().entrySet()) {
                    name(entry, place);
                    check(entry.getValue().value(), type.requiredItem(), place.key(entry.getKey()));
                }
                break;
            case VARIABLES:
            case LABELS:
                for (Map.Entry<String, Entry> entry : map.entries().entrySet()) {
                    variable(entry, place);
                }
                break;
            case HOSTS:
                for (Map.Entry<String, Entry> entry : map.entries().entrySet()) {
                    check(entry.getValue().value(), Type.STRINGS, place.key(entry.getKey()));
                }
                break;
            default:
                wrong(map, type, place);
        }
    }

    private void variable(Map.Entry<String, Entry> entry, Place place) {
        if (!(entry.getValue().value() instanceof ScalarNode)) {
            error(entry.getValue().value(), place.key(entry.getKey()), "a string, a number or a boolean");
        }
    }

    private void attributes(MapNode map, Type type, Place place) {
        for (Map.Entry<String, Entry> entry : map.entries().entrySet()) {
            String key = entry.getKey();
            AttributeSpec attribute = type.attributes().get(key);
            if (attribute != null) {
                check(entry.getValue().value(), attribute.type(), place.key(key));
            } else if (Hints.contain(place)) {
                problems.error(
                        entry.getValue().keyPosition(),
                        place.key(key),
                        "unknown hint `" + key + "` in " + place,
                        Suggestions.forHint(key, type.attributes().keySet()));
            } else if (key.equals(Hints.KEY)) {
                problems.error(
                        entry.getValue().keyPosition(),
                        place.key(key),
                        "`" + key + "` is not allowed in " + place,
                        "move it to the top level, or to a service, a top-level network or a top-level volume");
            } else if (!key.startsWith("x-")) {
                problems.error(
                        entry.getValue().keyPosition(),
                        place.key(key),
                        "unknown attribute `" + key + "` in " + owner(place),
                        Suggestions.forAttribute(key, type.attributes().keySet()));
            }
        }
    }

    private static String owner(Place place) {
        return place == Place.ROOT ? "a compose file" : place.toString();
    }

    /** Names of services and the like are restricted; keys of options are not. */
    private void name(Map.Entry<String, Entry> entry, Place place) {
        if (place.parent() != Place.ROOT) {
            return;
        }
        String name = entry.getKey();
        boolean legal = !name.isEmpty();
        for (int i = 0; i < name.length() && legal; i++) {
            char c = name.charAt(i);
            legal = c >= 'a' && c <= 'z'
                    || c >= 'A' && c <= 'Z'
                    || c >= '0' && c <= '9'
                    || c == '.'
                    || c == '_'
                    || c == '-';
        }
        if (!legal) {
            problems.error(
                    entry.getValue().keyPosition(),
                    place.key(name),
                    "`" + name + "` is not a valid name in " + place,
                    "use letters, digits, `.`, `_` and `-` only");
        }
    }

    private void scalar(ScalarNode scalar, Type type, Place place) {
        if (!interpolated && scalar.kind() == Kind.STRING && scalar.value().indexOf('$') >= 0) {
            return;
        }
        if (scalar.value().indexOf('\0') >= 0) {
            problems.error(scalar.position(), place, "the value contains a NUL character", "remove it");
            return;
        }
        ScalarNode meant = interpolated || scalar.kind() != Kind.STRING ? scalar : Interpolator.cast(scalar, type);
        if (!ScalarForms.accepts(meant, type)) {
            wrong(scalar, type, place);
        } else if (!type.values().isEmpty() && !type.values().contains(scalar.value())) {
            problems.error(
                    scalar.position(),
                    place,
                    "`" + scalar.value() + "` is not allowed here",
                    "use one of " + String.join(", ", type.values()));
        }
    }

    private void wrong(Node node, Type type, Place place) {
        error(
                node,
                place,
                (type.shorthand().isEmpty() ? "" : "a string or ") + type.form().expected());
    }

    private void error(Node node, Place place, String expected) {
        String found = node.described();
        if (node instanceof ScalarNode scalar
                && !scalar.isNull()
                && scalar.value().length() <= 40
                && !isVariable(scalar)) {
            found = "`" + scalar.value() + "`" + (found.equals("a string") ? "" : " (" + found + ")");
        }
        problems.error(
                node.position(),
                place,
                "expected " + expected + ", found " + found,
                expected.equals("a string") && node instanceof ScalarNode
                        ? "put the value in quotes"
                        : "write " + expected);
    }

    /** A variable's value may be a secret, and must not be shown. */
    private static boolean isVariable(ScalarNode scalar) {
        return !(scalar.text() instanceof Literal);
    }
}
