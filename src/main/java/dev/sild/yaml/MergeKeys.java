package dev.sild.yaml;

import dev.sild.report.Code;
import dev.sild.report.InputException;
import dev.sild.yaml.Node.Entry;
import dev.sild.yaml.Node.ListNode;
import dev.sild.yaml.Node.MapNode;
import java.util.Map;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.ScalarEvent;

/** Merge keys: {@code <<} adds the entries of other mappings that a mapping does not have itself. */
final class MergeKeys {
    static final String KEY = "<<";

    private MergeKeys() {}

    static boolean is(Event event) {
        return event instanceof ScalarEvent scalar
                && scalar.isPlain()
                && scalar.getValue().equals(KEY);
    }

    /**
     * Adds the entries of a mapping, or of each mapping of a list.
     *
     * @param path where the merge key is
     */
    static void merge(Map<String, Entry> entries, Node from, String path) throws InputException {
        if (from instanceof MapNode map) {
            map.entries().forEach(entries::putIfAbsent);
        } else if (from instanceof ListNode list) {
            for (Node item : list.items()) {
                if (!(item instanceof MapNode)) {
                    throw wrong(item, path);
                }
                merge(entries, item, path);
            }
        } else {
            throw wrong(from, path);
        }
    }

    private static InputException wrong(Node from, String path) {
        return YamlErrors.fatal(
                Code.INPUT_INVALID,
                from.position(),
                path,
                "`<<` needs a mapping or a list of mappings, found " + from.described(),
                "use an alias of a mapping, as in `<<: *name`");
    }
}
