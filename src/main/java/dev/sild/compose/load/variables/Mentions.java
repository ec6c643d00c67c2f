package dev.sild.compose.load.variables;

import dev.sild.yaml.Node;
import dev.sild.yaml.Node.ListNode;
import dev.sild.yaml.Node.MapNode;
import dev.sild.yaml.Node.ScalarNode;
import java.util.HashSet;
import java.util.Set;

/**
 * The keys and values of a model, of which any may be the name of a variable: {@code environment} takes the value of a
 * name without one from there, and so do the arguments of builds and secrets.
 */
public final class Mentions {
    private final Set<String> words = new HashSet<>();

    private Mentions() {}

    /** Returns them. */
    public static Set<String> of(MapNode model) {
        Mentions mentions = new Mentions();
        mentions.add(model);
        return mentions.words;
    }

    private void add(Node node) {
        if (node instanceof MapNode map) {
            map.entries().forEach((key, entry) -> {
                words.add(key);
                add(entry.value());
            });
        } else if (node instanceof ListNode list) {
            list.items().forEach(this::add);
        } else if (node instanceof ScalarNode scalar) {
            words.add(scalar.value());
        }
    }
}
