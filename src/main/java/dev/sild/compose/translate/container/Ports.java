package dev.sild.compose.translate.container;

import dev.sild.compose.translate.source.Attribute;
import dev.sild.compose.translate.source.MetadataKeys;
import dev.sild.compose.translate.source.PortRange;
import dev.sild.model.Exposure;
import dev.sild.model.Port;
import dev.sild.model.Port.Protocol;
import dev.sild.model.Port.Source;
import dev.sild.report.Code;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The ports of one service: those it publishes and exposes, and those that were found. */
public final class Ports {
    /**
     * A published port.
     *
     * @param published where it leads
     * @param address the host's address it is bound to; empty for all
     * @param hostMode where it says that it is a port of the very machine that the container runs on
     */
    public record Publication(Exposure.Published published, String address, Optional<Attribute> hostMode) {
        public boolean loopback() {
            return isLoopback(address);
        }
    }

    /** Whether a host address is a loopback address, which only the machine itself can reach. */
    static boolean isLoopback(String address) {
        return address.startsWith("127.") || address.equals("::1") || address.equals("localhost");
    }

    /** How many ports an object names: a range of thousands fits into no Service, nor does a node forward so many. */
    static final int MAX_LISTED = 250;

    private static final int MAX_PORT = PortRange.MAX_PORT;

    /** The names that the renderer gives to ports without one. */
    private static final Pattern GENERATED = Pattern.compile("(port|udp|sctp)-[0-9]+");

    private final Map<String, Port> ports;
    private final List<Publication> publications;

    private Ports(Map<String, Port> ports, List<Publication> publications) {
        this.ports = ports;
        this.publications = publications;
    }

    /** Reads {@code ports} and {@code expose}. */
    public static Ports of(Attribute service) {
        Ports ports = new Ports(new LinkedHashMap<>(), new ArrayList<>());
        service.get("ports").items().forEach(ports::readPublished);
        service.get("expose").items().forEach(ports::readExposed);
        if (ports.tooMany()) {
            service.get(service.get("ports").present() ? "ports" : "expose")
                    .noteApproximated(
                            ports.ports.size() + " ports are too many for a Service; siblings reach them at the"
                                    + " pod's address under the same name");
        }
        return ports;
    }

    private void readPublished(Attribute attribute) {
        Optional<Long> target = attribute.get("target").number();
        if (target.isEmpty() || target.get() < 1 || target.get() > MAX_PORT) {
            attribute.found(
                    Code.INPUT_INVALID,
                    "the container port must be a number from 1 to " + MAX_PORT,
                    "set the container port, as in `target: 80`");
            return;
        }
        Port port = add(new Port(
                target.get().intValue(),
                protocol(attribute.get("protocol")),
                portName(attribute.get("name")),
                appProtocol(attribute.get("app_protocol")),
                Source.DECLARED));
        String address = attribute.get("host_ip").string();
        Attribute mode = attribute.get("mode");
        boolean ofTheHost = mode.string().equals("host");
        // Without a number compose takes any free one: the container's own is as good. Of a range it takes a free one.
        int number = PortRange.of(attribute.get("published"), 0)
                .map(PortRange::first)
                .orElse(0);
        publications.add(new Publication(
                new Exposure.Published(number == 0 ? port.number() : number, port),
                address.equals("0.0.0.0") ? "" : address,
                ofTheHost ? Optional.of(mode) : Optional.empty()));
    }

    private void readExposed(Attribute attribute) {
        PortRange.ofExposed(attribute).ifPresent(range -> {
            for (int number = range.first(); number <= range.last(); number++) {
                add(Port.of(number, range.protocol(), Source.DECLARED));
            }
        });
    }

    /** Adds a port unless it is there, and returns the one that is; of two with one name the first keeps it. */
    private Port add(Port port) {
        Port known = ports.get(key(port));
        if (known != null) {
            return known;
        }
        boolean taken = !port.name().isEmpty()
                && ports.values().stream().anyMatch(other -> other.name().equals(port.name()));
        Port added = taken ? port.unnamed() : port;
        ports.put(key(port), added);
        return added;
    }

    private static String key(Port port) {
        return port.number() + "/" + port.protocol();
    }

    /**
     * Returns these ports plus undeclared ones, and reports the undeclared ones immediately; {@code from} names what
     * they were found in.
     */
    public Ports with(Attribute service, List<Port> some, String from) {
        Ports all = new Ports(new LinkedHashMap<>(ports), publications);
        List<String> found = new ArrayList<>();
        for (Port port : some) {
            if (!all.ports.containsKey(key(port)) && !all.tooMany()) {
                all.add(port);
                found.add(port.number()
                        + (port.protocol() == Protocol.TCP
                                ? ""
                                : "/" + port.protocol().name().toLowerCase(Locale.ROOT)));
            }
        }
        if (found.size() == 1) {
            service.note(
                    Code.PORT_FOUND, "port " + found.get(0) + " is not in the compose file; it is known from " + from);
        } else if (!found.isEmpty()) {
            service.note(
                    Code.PORT_FOUND,
                    "the ports " + String.join(", ", found) + " are not in the compose file; they are known from "
                            + from);
        }
        return found.isEmpty() ? this : all;
    }

    /** Returns these ports plus TCP ports at which something else is configured to connect to the service. */
    public Ports guessed(Attribute service, Collection<Integer> numbers, String from) {
        return with(
                service,
                numbers.stream()
                        .map(number -> Port.of(number, Protocol.TCP, Source.GUESSED))
                        .toList(),
                from);
    }

    public List<Port> all() {
        return List.copyOf(ports.values());
    }

    /** Returns the ports as objects of a cluster name them: none where they are too many. */
    public List<Port> listed() {
        return tooMany() ? List.of() : all();
    }

    /** Returns those that the compose file names, or those that are known from elsewhere where it names none. */
    public List<Port> listened() {
        List<Port> declared =
                all().stream().filter(port -> port.source() == Source.DECLARED).toList();
        return declared.isEmpty() ? all() : declared;
    }

    /** Whether there are more ports than an object can name. */
    public boolean tooMany() {
        return ports.size() > MAX_LISTED;
    }

    public List<Publication> publications() {
        return List.copyOf(publications);
    }

    /** Returns the published ports that are not bound to the loopback address, by the address they are bound to. */
    public Map<String, List<Exposure.Published>> byAddress() {
        Map<String, List<Exposure.Published>> byAddress = new LinkedHashMap<>();
        for (Publication publication : publications) {
            byAddress
                    .computeIfAbsent(publication.address(), address -> new ArrayList<>())
                    .add(publication.published());
        }
        return byAddress;
    }

    private static Protocol protocol(Attribute attribute) {
        Optional<Protocol> protocol = PortRange.protocol(attribute.string());
        if (protocol.isEmpty()) {
            PortRange.wrongProtocol(attribute);
        }
        return protocol.orElse(Protocol.TCP);
    }

    private static String appProtocol(Attribute attribute) {
        String name = attribute.string();
        if (!name.isEmpty() && !MetadataKeys.isKey(name)) {
            attribute.lost(
                    "not a valid application protocol in Kubernetes",
                    "use an IANA service name such as http, or a name with a domain prefix");
            return "";
        }
        return name;
    }

    /**
     * Returns a port's name as Kubernetes allows it: at most 15 of a-z, 0-9 and '-', with a letter; none where that is
     * not possible, or where another port without a name could get it.
     */
    private static String portName(Attribute attribute) {
        String name = attribute.string();
        StringBuilder legal = new StringBuilder();
        boolean letter = false;
        for (char c : name.toLowerCase(Locale.ROOT).toCharArray()) {
            boolean isLetter = c >= 'a' && c <= 'z';
            letter |= isLetter;
            boolean good = isLetter || (c >= '0' && c <= '9');
            if (good || (legal.length() > 0 && legal.charAt(legal.length() - 1) != '-')) {
                legal.append(good ? c : '-');
            }
        }
        legal.setLength(Math.min(legal.length(), 15));
        while (legal.length() > 0 && legal.charAt(legal.length() - 1) == '-') {
            legal.setLength(legal.length() - 1);
        }
        return letter && !GENERATED.matcher(legal).matches() ? legal.toString() : "";
    }
}
