package dev.sild.compose.load;

import dev.sild.compose.load.spec.AttributeSpec;
import dev.sild.compose.load.spec.ServiceSpec;
import dev.sild.compose.load.spec.Spec;
import dev.sild.compose.load.spec.Type;
import dev.sild.compose.load.tree.Nodes;
import dev.sild.model.Origin;
import dev.sild.yaml.Node.Entry;
import dev.sild.yaml.Node.ListNode;
import dev.sild.yaml.Node.MapNode;
import dev.sild.yaml.Node.Position;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The attributes that the user wrote, each once; attributes that loading adds are excluded.
 *
 * <p>An attribute is the deepest key of the table {@link Spec} that a file contains: {@code services.web.environment},
 * {@code services.web.healthcheck.test}. Names that users choose belong to its path where more of the table stands
 * below them ({@code networks.back.internal}), and a name alone is an attribute ({@code volumes.data}). The items of a
 * list are none: it is {@code services.web.ports} however many ports there are in the short form, while the long form
 * has keys of its own ({@code services.web.ports[0].target}). What comes by an anchor, a merge key, an override or
 * {@code extends} counts where it ends up.
 */
final class Inventory {
    private final Map<String, Origin> attributes = new LinkedHashMap<>();

    /** Adds what loading consumes and leaves out of the model: {@code version}, {@code include} and {@code extends}. */
    void addConsumed(MapNode file) {
        for (String key : List.of("version", "include")) {
            if (file.entries().containsKey(key)) {
                attribute(file.entries().get(key), Spec.FILE.child(key), key);
            }
        }
        for (Map.Entry<String, Entry> entry :
                Nodes.map(file, "services").entries().entrySet()) {
            if (entry.getValue().value() instanceof MapNode service
                    && service.entries().containsKey("extends")) {
                attribute(
                        service.entries().get("extends"),
                        ServiceSpec.SERVICE.child("extends"),
                        "services." + entry.getKey() + ".extends");
            }
        }
    }

    /** Returns what was written of {@code model}, in its order, after what was consumed of the same services. */
    List<Origin> of(MapNode model) {
        MapNode services = Nodes.map(model, "services");
        attributes
                .keySet()
                .removeIf(path -> path.startsWith("services.")
                        && !services.entries()
                                .containsKey(path.substring("services.".length(), path.lastIndexOf(".extends"))));
        object(model, Spec.FILE, "");
        return new ArrayList<>(attributes.values());
    }

    private void object(MapNode map, Type type, String path) {
        for (Map.Entry<String, Entry> entry : map.entries().entrySet()) {
            AttributeSpec attribute = type.attributes().get(entry.getKey());
            if (attribute != null && isWritten(entry.getValue())) {
                attribute(
                        entry.getValue(),
                        attribute.type(),
                        path.isEmpty() ? entry.getKey() : path + "." + entry.getKey());
            }
        }
    }

    private void attribute(Entry entry, Type type, String path) {
        int before = attributes.size();
        boolean shortForm = false;
        Type item = type.item();
        if (entry.value() instanceof MapNode map && type.isStructured()) {
            object(map, type, path);
        } else if (entry.value() instanceof MapNode map && item != null && item.isStructured()) {
            named(map, item, path);
        } else if (entry.value() instanceof ListNode list && item != null && item.isStructured()) {
            for (int i = 0; i < list.items().size(); i++) {
                int beforeItem = attributes.size();
                if (list.items().get(i) instanceof MapNode map) {
                    object(map, item, path + "[" + i + "]");
                }
                shortForm |= attributes.size() == beforeItem;
            }
        }
        if (shortForm || attributes.size() == before) {
            add(entry.keyPosition(), path);
        }
    }

    private void named(MapNode map, Type item, String path) {
        for (Map.Entry<String, Entry> entry : map.entries().entrySet()) {
            if (isWritten(entry.getValue())) {
                attribute(entry.getValue(), item, path + "." + entry.getKey());
            }
        }
    }

    private void add(Position position, String path) {
        attributes.putIfAbsent(path, new Origin(position.file(), position.line(), position.column(), path));
    }

    /** Whether a file contains the key. One that loading adds has the place of the value it was made from. */
    private static boolean isWritten(Entry entry) {
        return !entry.keyPosition().isSameAs(Position.NONE)
                && !entry.keyPosition().isSameAs(entry.value().position());
    }
}
