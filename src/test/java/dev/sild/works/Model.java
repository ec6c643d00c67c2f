package dev.sild.works;

import dev.sild.yaml.Node;
import dev.sild.yaml.Node.ListNode;
import dev.sild.yaml.Node.MapNode;
import dev.sild.yaml.Node.ScalarNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Short ways to look into a compose project's canonical model: what is not there is empty. */
final class Model {
    private Model() {}

    /** Returns what stands at a path of keys; null where there is nothing, or an explicit null. */
    static Node at(Node node, String... path) {
        Node at = node;
        for (String key : path) {
            at = at instanceof MapNode map ? map.get(key) : null;
        }
        return at instanceof ScalarNode scalar && scalar.isNull() ? null : at;
    }

    static String text(Node node, String... path) {
        return at(node, path) instanceof ScalarNode scalar ? scalar.value() : "";
    }

    static boolean isTrue(Node node, String... path) {
        return text(node, path).equals("true");
    }

    static List<Node> items(Node node, String... path) {
        return at(node, path) instanceof ListNode list ? list.items() : List.of();
    }

    static List<String> texts(Node node, String... path) {
        return items(node, path).stream().map(item -> text(item)).toList();
    }

    /** Returns a mapping's values by key, in order; a null stays one. */
    static Map<String, Node> entries(Node node, String... path) {
        Map<String, Node> entries = new LinkedHashMap<>();
        if (at(node, path) instanceof MapNode map) {
            map.entries().forEach((key, entry) -> entries.put(key, at(entry.value())));
        }
        return entries;
    }

    /** Whether a value has a word, in capitals or small letters. */
    static boolean hasWord(Node node, String word) {
        if (node instanceof MapNode map) {
            return map.entries().values().stream().anyMatch(entry -> hasWord(entry.value(), word));
        }
        if (node instanceof ListNode list) {
            return list.items().stream().anyMatch(item -> hasWord(item, word));
        }
        return List.of(text(node).toLowerCase(Locale.ROOT).split("[^a-z0-9_-]+"))
                .contains(word.toLowerCase(Locale.ROOT));
    }

    /** Whether a service or another one of the same image is built: its Dockerfile may say where it starts. */
    static boolean isBuilt(Node root, Node service) {
        String image = text(service, "image");
        return at(service, "build") != null
                || entries(root, "services").keySet().stream()
                        .map(other -> at(root, "services", other))
                        .anyMatch(other -> !image.isEmpty()
                                && at(other, "build") != null
                                && text(other, "image").equals(image));
    }
}
