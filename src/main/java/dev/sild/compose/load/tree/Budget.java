package dev.sild.compose.load.tree;

import dev.sild.compose.InputLimits;
import dev.sild.report.Code;
import dev.sild.report.InputException;
import dev.sild.yaml.Node;
import dev.sild.yaml.Node.Entry;
import dev.sild.yaml.Node.ListNode;
import dev.sild.yaml.Node.MapNode;
import dev.sild.yaml.Node.Position;
import dev.sild.yaml.Place;

/** What one project has used up of its {@link InputLimits}. It is charged before memory is taken, not after. */
public final class Budget {
    public static final String FEWER_PORTS = "publish and expose fewer ports or smaller ranges";

    private final InputLimits limits;
    private long text;
    private long values;
    private long ports;
    private long mergedPorts;
    private long bytes;

    public Budget(InputLimits limits) {
        this.limits = limits;
    }

    public InputLimits limits() {
        return limits;
    }

    /** Charges the characters that a variable expands to; false if there are too many. */
    public boolean takesText(int characters) {
        text += characters;
        return text <= limits.text();
    }

    /** Charges all values of a tree. */
    public void values(Node node, Position position, Place place) throws InputException {
        values(count(node, limits.values()), position, place);
    }

    /** Charges values. */
    public void values(int more, Position position, Place place) throws InputException {
        values += more;
        if (values > limits.values()) {
            throw Problems.fatal(
                    Code.INPUT_UNREADABLE,
                    position,
                    place.toString(),
                    "the project has more than " + limits.values() + " values after merging (limit: values)",
                    "use fewer `extends`, `include` and aliases, or split the project");
        }
    }

    /** Whether there were too many characters, which is reported once. */
    public boolean isOutOfText() {
        return text > limits.text();
    }

    /** Whether there were too many ports, which is reported once. */
    public boolean isOutOfPorts() {
        return ports > limits.ports();
    }

    /** Charges ports of one entry; false where there are too many. */
    public boolean takesPorts(int more) {
        ports += more;
        return ports <= limits.ports();
    }

    /** Charges ports of a service after merging; false where there are too many. */
    public boolean takesMergedPorts(int more) {
        mergedPorts += more;
        return mergedPorts <= limits.ports();
    }

    public static String tooManyPorts(InputLimits limits) {
        return "the project has more than " + limits.ports() + " ports (limit: ports)";
    }

    /** Charges the bytes of a file; false where there are too many. */
    public boolean takesBytes(long more) {
        bytes += more;
        return bytes <= limits.bytes();
    }

    /** Counts the values of a tree, to {@code most} and not much further. */
    private static int count(Node node, int most) {
        int count = 1;
        if (node instanceof MapNode map) {
            for (Entry entry : map.entries().values()) {
                count += count(entry.value(), most - count);
                if (count > most) {
                    return count;
                }
            }
        } else if (node instanceof ListNode list) {
            for (Node item : list.items()) {
                count += count(item, most - count);
                if (count > most) {
                    return count;
                }
            }
        }
        return count;
    }
}
