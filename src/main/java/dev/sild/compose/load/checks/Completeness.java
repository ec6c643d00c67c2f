package dev.sild.compose.load.checks;

import dev.sild.compose.load.spec.AttributeSpec;
import dev.sild.compose.load.spec.AttributeSpec.Key;
import dev.sild.compose.load.spec.Type;
import dev.sild.compose.load.spec.Type.Form;
import dev.sild.compose.load.tree.Nodes;
import dev.sild.compose.load.tree.Problems;
import dev.sild.yaml.Node;
import dev.sild.yaml.Node.Entry;
import dev.sild.yaml.Node.ListNode;
import dev.sild.yaml.Node.MapNode;
import dev.sild.yaml.Node.ScalarNode;
import dev.sild.yaml.Place;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Checks merged files, in their long form, for what only the whole can show: missing and empty values, repetitions. */
public final class Completeness {
    private final Problems problems;

    public Completeness(Problems problems) {
        this.problems = problems;
    }

    public void check(Node node, Type type, Place place) {
        if (Nodes.isNull(node)) {
            if (!type.nullable() && type.form() != Form.ANY) {
                problems.error(
                        node.position(),
                        place,
                        "expected " + type.form().expected() + ", found no value",
                        "set a value, or remove the key");
            }
            return;
        }
        if (node instanceof MapNode map) {
            map(map, type, place);
        } else if (node instanceof ListNode list && type.item() != null) {
            for (int i = 0; i < list.items().size(); i++) {
                check(list.items().get(i), type.item(), place.index(i));
            }
        }
    }

    private void map(MapNode map, Type type, Place place) {
        if (type.isStructured()) {
            attributes(map, type, place);
            return;
        }
        if (type.item() != null && !map.entries().isEmpty()) {
            for (Map.Entry<String, Entry> entry : map.entries().entrySet()) {
                check(entry.getValue().value(), type.item(), place.key(entry.getKey()));
            }
        }
    }

    private void attributes(MapNode map, Type type, Place place) {
        for (Map.Entry<String, Entry> entry : map.entries().entrySet()) {
            AttributeSpec attribute = type.attributes().get(entry.getKey());
            if (attribute != null) {
                Place here = place.key(entry.getKey());
                check(entry.getValue().value(), attribute.type(), here);
                if (attribute.key() == Key.DISTINCT && entry.getValue().value() instanceof ListNode list) {
                    distinct(list, here);
                }
            }
        }
        for (AttributeSpec attribute : type.attributes().values()) {
            if (attribute.required() && map.get(attribute.name()) == null) {
                problems.error(
                        map.position(),
                        place,
                        "`" + attribute.name() + "` is missing",
                        "add `" + attribute.name() + "`: "
                                + attribute.type().form().expected());
            }
        }
    }

    private void distinct(ListNode list, Place place) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < list.items().size(); i++) {
            if (list.items().get(i) instanceof ScalarNode scalar && !seen.add(scalar.value())) {
                problems.error(
                        scalar.position(),
                        place.index(i),
                        "duplicate item `" + scalar.value() + "`",
                        "keep one of them");
            }
        }
    }
}
