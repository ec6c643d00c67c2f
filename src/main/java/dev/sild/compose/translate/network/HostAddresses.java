package dev.sild.compose.translate.network;

import dev.sild.compose.translate.source.Attribute;
import dev.sild.report.Code;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Addresses in variables that are the machine on which compose publishes ports: nothing is published there in a
 * cluster. They are gateways of the engine's networks, and private addresses that ports show to be the machine's; other
 * private addresses are the user's own hosts, which pods reach as containers do.
 */
public final class HostAddresses {
    /** Private networks by <a href="https://www.rfc-editor.org/rfc/rfc1918#section-3">RFC 1918</a>, and a port. */
    private static final Pattern ADDRESS = Pattern.compile(
            "(?<![\\w.])(10(?:\\.[0-9]{1,3}){3}|192\\.168(?:\\.[0-9]{1,3}){2}"
                    + "|172\\.(?:1[6-9]|2[0-9]|3[01])(?:\\.[0-9]{1,3}){2})(?![\\w.])(?::([1-9][0-9]{1,4})(?![0-9])|(?!/[0-9]))");

    /** Variables that say where the service itself is found. */
    private static final Pattern OWN = Pattern.compile(
            "(?i).*(?:ADVERTISE|ANNOUNCE|PUBLIC|EXTERNAL|ORIGIN|(?:(?<!DATA)BASE|ROOT|SITE|APP|NEXTAUTH|FRONT_?END|CALLBACK|REDIRECT)[_.-]?UR[IL]).*");

    private final Map<String, Attribute> services;
    private final PublishedPorts published;
    /** What shows that an address is the machine: it is bound by a port. */
    private final Set<String> bound = new HashSet<>();

    /** Gateways of networks: each is the machine. */
    private final Set<String> gateways;

    /** A variable with an address and a port; the port is empty if there is none. */
    private record Use(String service, Attribute variable, String port) {}

    /**
     * @param services the project's services, by name
     * @param networks the project's {@code networks}
     */
    public HostAddresses(Map<String, Attribute> services, Attribute networks) {
        this.services = services;
        gateways = Gateways.of(networks);
        published = PublishedPorts.of(services);
        services.values()
                .forEach(service -> service.get("ports")
                        .items()
                        .forEach(port -> bound.add(port.get("host_ip").peek())));
    }

    /** Whether a variable says, by its name, where the service itself is found. */
    public static boolean isOwn(String variable) {
        return OWN.matcher(variable).matches();
    }

    /** Reports each variable that holds one, and returns the paths of these. */
    public Set<String> report() {
        Map<String, List<Use>> uses = new TreeMap<>();
        services.forEach((name, service) ->
                service.get("environment").entries().values().forEach(variable -> find(name, variable, uses)));
        Set<String> paths = new HashSet<>();
        uses.forEach((address, all) -> {
            if (isOfMachine(address, all)) {
                Set<Attribute> reported = new HashSet<>();
                all.stream()
                        .filter(use -> published.at(use.port()).isPresent() || gateways.contains(address))
                        .filter(use -> reported.add(use.variable()))
                        .forEach(use -> {
                            paths.add(use.variable().path());
                            report(address, use);
                        });
            }
        });
        return paths;
    }

    private static void find(String service, Attribute variable, Map<String, List<Use>> uses) {
        String value = variable.peek();
        if (value.indexOf('.') >= 0) {
            Matcher address = ADDRESS.matcher(value);
            while (address.find()) {
                uses.computeIfAbsent(address.group(1), first -> new ArrayList<>())
                        .add(new Use(
                                service,
                                variable,
                                Optional.ofNullable(address.group(2)).orElse("")));
            }
        }
    }

    /**
     * Whether an address is a gateway, or bound by a port, or has several ports that are all published, or the
     * published port of the service that says where it is found. Any other port may be that of another machine.
     */
    private boolean isOfMachine(String address, List<Use> uses) {
        Set<String> ports = new HashSet<>();
        uses.stream().map(Use::port).filter(port -> !port.isEmpty()).forEach(ports::add);
        return bound.contains(address)
                || gateways.contains(address)
                || published.ports().keySet().containsAll(ports)
                        && (ports.size() > 1
                                || uses.stream()
                                        .anyMatch(use -> isPublishedBy(use.service(), use)
                                                && isOwn(use.variable().segment())));
    }

    private boolean isPublishedBy(String service, Use use) {
        return published
                .at(use.port())
                .filter(port -> port.service().equals(service))
                .isPresent();
    }

    private void report(String address, Use use) {
        Optional<PublishedPorts.Port> publisher = published.at(use.port());
        if (publisher.isEmpty()) {
            use.variable()
                    .note(
                            Code.NAME_UNRESOLVABLE,
                            "'" + address + "' is the machine of the container engine, which no address leads to in a"
                                    + " cluster",
                            "write an address that pods can reach");
            return;
        }
        boolean page =
                isPublishedBy(use.service(), use) && use.variable().peek().startsWith("http");
        report(
                use.variable(),
                address + ":" + use.port(),
                publisher.get().service(),
                page ? "write the address at which you open it, for example with --expose" : remedy(publisher.get()));
    }

    /** Reports that an address leads to a port that compose publishes. */
    static void report(Attribute place, String address, PublishedPorts.Port port) {
        report(place, address, port.service(), remedy(port));
    }

    private static String remedy(PublishedPorts.Port port) {
        return "write '" + port.service() + ":" + port.target() + "'";
    }

    private static void report(Attribute place, String address, String publisher, String remedy) {
        place.note(
                Code.NAME_UNRESOLVABLE,
                "'" + address + "' is where '" + publisher
                        + "' is published with compose; in a cluster nothing is published there",
                remedy);
    }
}
