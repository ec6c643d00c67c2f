package dev.sild.yaml;

import dev.sild.report.Code;
import dev.sild.report.InputException;
import dev.sild.yaml.Node.Position;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** The anchors of a document, and the aliases that refer to them. */
final class Anchors {

    /**
     * A value that aliases refer to.
     *
     * @param weight how many values it has
     */
    record Anchor(Node node, int weight) {}

    private final Map<String, Anchor> defined = new HashMap<>();
    private final Deque<String> open = new ArrayDeque<>();

    /** Starts the value of an anchor, which may not refer to itself. */
    void open(String name) {
        open.push(name);
    }

    /** Ends the value of the anchor that was opened last. */
    void close(Node node, int weight) {
        defined.put(open.pop(), new Anchor(node, weight));
    }

    void clear() {
        defined.clear();
    }

    /**
     * Returns the value that an alias refers to.
     *
     * @param path where the alias is
     */
    Anchor get(String name, Position position, String path) throws InputException {
        if (open.contains(name)) {
            throw YamlErrors.fatal(
                    Code.INPUT_INVALID,
                    position,
                    path,
                    "the anchor `&" + name + "` refers to itself",
                    "remove the alias `*" + name + "` from the anchor's value");
        }
        if (!defined.containsKey(name)) {
            throw YamlErrors.fatal(
                    Code.INPUT_INVALID,
                    position,
                    path,
                    "unknown alias: no anchor `&" + name + "` is defined above",
                    "define the anchor above, or correct its name");
        }
        return defined.get(name);
    }
}
