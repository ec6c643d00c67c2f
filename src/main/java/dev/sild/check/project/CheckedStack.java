package dev.sild.check.project;

import dev.sild.model.Application;
import dev.sild.model.Origin;
import dev.sild.yaml.Node;
import dev.sild.yaml.Node.Entry;
import dev.sild.yaml.Node.ListNode;
import dev.sild.yaml.Node.MapNode;
import dev.sild.yaml.Node.ScalarNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A custom resource such as a WebStack.
 *
 * @param application what it becomes
 * @param root the resource
 */
public record CheckedStack(Application application, MapNode root) {
    private static final String SPEC = "spec";

    /**
     * Returns where a component is described: {@code spec.api}, or {@code database} in the item {@code auth} of a list
     * for {@code auth-database}. One that the resource does not mention has the place of the spec.
     */
    public Origin place(String component) {
        Entry spec = root.entries().get(SPEC);
        return spec == null
                ? root.position().origin("")
                : place(spec.value(), SPEC, component).orElse(spec.keyPosition().origin(SPEC + "." + component));
    }

    private static Optional<Origin> place(Node node, String path, String component) {
        if (!(node instanceof MapNode map)) {
            return Optional.empty();
        }
        Entry own = map.entries().get(component);
        if (own != null && isWritten(own)) {
            return Optional.of(own.keyPosition().origin(path + "." + component));
        }
        for (Map.Entry<String, Entry> entry : map.entries().entrySet()) {
            if (entry.getValue().value() instanceof ListNode list) {
                String at = path + "." + entry.getKey();
                for (int i = 0; i < list.items().size(); i++) {
                    Optional<Origin> found = item(list.items().get(i), at + "[" + i + "]", component);
                    if (found.isPresent()) {
                        return found;
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** Whether a file has an attribute: one that is a default has no place of its own. */
    private static boolean isWritten(Entry entry) {
        return !entry.value().position().isSameAs(entry.keyPosition());
    }

    private static Optional<Origin> item(Node item, String path, String component) {
        if (!(item instanceof MapNode map) || !(map.get("name") instanceof ScalarNode name)) {
            return Optional.empty();
        }
        Origin origin = item.position().origin(path);
        if (component.equals(name.value())) {
            return Optional.of(origin);
        }
        return component.startsWith(name.value() + "-")
                ? place(map, path, component.substring(name.value().length() + 1))
                : Optional.empty();
    }

    /** Returns the images that the resource names, by their places. */
    public Map<Origin, String> images() {
        Map<Origin, String> images = new LinkedHashMap<>();
        Entry spec = root.entries().get(SPEC);
        if (spec != null) {
            addImages(spec.value(), SPEC, images);
        }
        return images;
    }

    /** Maps whose keys a user chooses. */
    private static final Set<String> FREE = Set.of("labels", "annotations", "env", "nodeSelector");

    private static void addImages(Node node, String path, Map<Origin, String> images) {
        if (node instanceof MapNode map) {
            map.entries().forEach((key, entry) -> {
                String at = path + "." + key;
                if (key.equals("image") && entry.value() instanceof ScalarNode image && isWritten(entry)) {
                    images.put(entry.keyPosition().origin(at), image.value());
                } else if (!FREE.contains(key)) {
                    addImages(entry.value(), at, images);
                }
            });
        } else if (node instanceof ListNode list) {
            for (int i = 0; i < list.items().size(); i++) {
                addImages(list.items().get(i), path + "[" + i + "]", images);
            }
        }
    }
}
