package dev.sild.compose.load.forms;

import dev.sild.compose.load.tree.Budget;
import dev.sild.compose.load.tree.Nodes;
import dev.sild.compose.load.tree.Texts;
import dev.sild.compose.load.variables.Interpolator;
import dev.sild.model.Text;
import dev.sild.units.ExposedPort;
import dev.sild.yaml.Node;
import dev.sild.yaml.Node.Entry;
import dev.sild.yaml.Node.MapNode;
import dev.sild.yaml.Node.Position;
import dev.sild.yaml.Node.ScalarNode;
import dev.sild.yaml.Node.ScalarNode.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Short forms of ports: {@code [[IP:][HOST]:]CONTAINER[/PROTOCOL]}, where HOST and CONTAINER may be ranges. */
public final class PortForms {
    /** An invalid port. */
    public static final class BadPortException extends Exception {
        private static final long serialVersionUID = 1L;

        BadPortException(String reason) {
            super(reason, null, false, false);
        }

        @Override
        public String getMessage() {
            return Objects.requireNonNull(super.getMessage(), "a failure without a message");
        }
    }

    private record Range(int first, int last) {
        int size() {
            return last - first + 1;
        }
    }

    private PortForms() {}

    /** Returns the long forms of a short one: several for a range. Every part has the position of the whole. */
    public static List<Node> expand(ScalarNode port, Budget budget) throws BadPortException {
        Text text = port.text();
        String spec = text.value();
        int slash = spec.lastIndexOf('/');
        String protocol = slash < 0 || slash == spec.length() - 1
                ? "tcp"
                : spec.substring(slash + 1).toLowerCase(Locale.ROOT);
        if (!protocol.equals("tcp") && !protocol.equals("udp") && !protocol.equals("sctp")) {
            throw new BadPortException("`" + protocol + "` is not a valid protocol; use tcp, udp or sctp");
        }
        int end = slash < 0 ? spec.length() : slash;
        int container = spec.lastIndexOf(':', end - 1) + 1;
        int host = container == 0 ? 0 : spec.lastIndexOf(':', container - 2) + 1;
        Text hostIp = host == 0 ? Text.EMPTY : address(text, spec, host - 1);
        String published = container == 0 ? "" : spec.substring(host, container - 1);
        Range targets = range(spec.substring(container, end), "container");
        if (targets.first() == 0) {
            throw new BadPortException("the container port is missing");
        }
        Range hosts = published.isEmpty() ? null : range(published, "host");
        if (hosts != null && hosts.size() != targets.size() && targets.size() != 1) {
            throw new BadPortException(
                    "the ranges " + published + " and " + spec.substring(container, end) + " differ in length");
        }
        if (!budget.takesPorts(targets.size())) {
            throw new BadPortException(Budget.tooManyPorts(budget.limits()));
        }
        Position position = port.position();
        List<Node> ports = new ArrayList<>();
        for (int i : byName(targets)) {
            Text target =
                    targets.size() == 1 ? digits(text, container, end) : Text.of(Integer.toString(targets.first() + i));
            Text public_ = hosts == null
                    ? Text.EMPTY
                    : targets.size() == 1
                            ? published(text, host, container - 1, hosts)
                            : Text.of(Integer.toString(hosts.first() + i));
            ports.add(longForm(hostIp, target, public_, protocol, position));
        }
        return ports;
    }

    /** Returns how many ports an entry of {@code expose} contains; 1 if it is not a range. */
    public static int sizeOfRange(@Nullable String exposed) {
        String text = exposed == null ? null : ExposedPort.ofContainer(exposed);
        int slash = text == null ? -1 : text.indexOf('/');
        try {
            return text == null
                    ? 1
                    : range(slash < 0 ? text : text.substring(0, slash), "container")
                            .size();
        } catch (BadPortException wrong) {
            return 1;
        }
    }

    private static MapNode longForm(Text hostIp, Text target, Text published, String protocol, Position position) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        put(entries, "mode", Nodes.string("ingress", position));
        if (!hostIp.value().isEmpty()) {
            put(entries, "host_ip", Nodes.string(hostIp, position));
        }
        put(entries, "target", new ScalarNode(target, Kind.INT, position));
        if (!published.value().isEmpty()) {
            put(entries, "published", Nodes.string(published, position));
        }
        put(entries, "protocol", Nodes.string(protocol, position));
        return new MapNode(entries, position);
    }

    private static void put(Map<String, Entry> entries, String key, Node value) {
        entries.put(key, new Entry(value.position(), value));
    }

    /** Returns the offsets of a range in the order of the ports' digits as text: docker compose sorts them so. */
    private static List<Integer> byName(Range range) {
        List<Integer> offsets = new ArrayList<>(range.size());
        List<String> names = new ArrayList<>(range.size());
        for (int i = 0; i < range.size(); i++) {
            names.add(Integer.toString(range.first() + i));
        }
        Collections.sort(names);
        for (String name : names) {
            offsets.add(Integer.parseInt(name) - range.first());
        }
        return offsets;
    }

    private static Text digits(Text text, int start, int end) {
        Text part = Texts.slice(text, start, end);
        return Texts.revalue(
                part, Integer.toString(Integer.parseInt(part.value().split("-")[0])));
    }

    private static Text published(Text text, int start, int end, Range hosts) {
        String value = hosts.size() == 1 ? Integer.toString(hosts.first()) : hosts.first() + "-" + hosts.last();
        return Texts.revalue(Texts.slice(text, start, end), value);
    }

    private static Range range(String text, String side) throws BadPortException {
        int dash = text.indexOf('-');
        int first = number(dash < 0 ? text : text.substring(0, dash), text, side);
        int last = dash < 0 ? first : number(text.substring(dash + 1), text, side);
        if (last < first) {
            throw new BadPortException("the " + side + " range " + text + " ends before it starts");
        }
        return new Range(first, last);
    }

    private static int number(String digits, String whole, String side) throws BadPortException {
        String integer = Interpolator.integer(digits);
        if (integer == null || digits.startsWith("-") || digits.startsWith("+") || Long.parseLong(integer) > 65535) {
            throw new BadPortException(
                    whole.isEmpty()
                            ? "the " + side + " port is missing"
                            : "`" + whole + "` is not a valid " + side + " port");
        }
        return Integer.parseInt(integer);
    }

    private static Text address(Text text, String spec, int end) throws BadPortException {
        boolean brackets = spec.startsWith("[") && spec.charAt(end - 1) == ']';
        Text address = brackets ? Texts.slice(text, 1, end - 1) : Texts.slice(text, 0, end);
        if (end > 0
                && (!isAddress(address.value()) || !brackets && address.value().indexOf(':') >= 0)) {
            throw new BadPortException("`" + address.value() + "` is not a valid IP address");
        }
        return address;
    }

    private static boolean isAddress(String text) {
        if (text.indexOf(':') >= 0) {
            for (int i = 0; i < text.length(); i++) {
                if (Character.digit(text.charAt(i), 16) < 0 && text.charAt(i) != ':' && text.charAt(i) != '.') {
                    return false;
                }
            }
            return text.indexOf(':') != text.lastIndexOf(':');
        }
        String[] parts = text.split("\\.", -1);
        for (String part : parts) {
            String integer = Interpolator.integer(part);
            if (integer == null || !integer.equals(part) || part.startsWith("-") || Long.parseLong(part) > 255) {
                return false;
            }
        }
        return parts.length == 4;
    }
}
