package dev.sild.compose.translate.network;

import dev.sild.compose.translate.source.Attribute;
import dev.sild.report.Code;
import java.util.ArrayList;
import java.util.HashMap;
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
 * private addresses are the user's own hosts, which pods reach as containers do. For a service with the machine's
 * network it is the loopback address, too.
 */
public final class HostAddresses {
    /** Private networks by <a href="https://www.rfc-editor.org/rfc/rfc1918#section-3">RFC 1918</a>, and a port. */
    private static final Pattern ADDRESS = Pattern.compile(
            "(?<![\\w.])(10(?:\\.[0-9]{1,3}){3}|192\\.168(?:\\.[0-9]{1,3}){2}"
                    + "|172\\.(?:1[6-9]|2[0-9]|3[01])(?:\\.[0-9]{1,3}){2})(?![\\w.])(?::([1-9][0-9]{1,4})(?![0-9])|(?!/[0-9]))");

    /** Loopback, and a port. */
    private static final Pattern LOOPBACK =
            Pattern.compile("(?<![\\w.-])(127(?:\\.[0-9]{1,3}){3}|localhost)(?::([1-9][0-9]{1,4})(?![0-9]))");

    /** Variables that say where the service itself is found. */
    private static final Pattern OWN = Pattern.compile(
            "(?i).*(?:ADVERTISE|ANNOUNCE|PUBLIC|EXTERNAL|ORIGIN|(?:BASE|ROOT|SITE|APP|NEXTAUTH|FRONT_?END|CALLBACK|REDIRECT)[_.-]?UR[IL]).*");

    private final Map<String, Attribute> services;
    /** The services that publish a port, by its number on the machine. */
    private final Map<String, String> publishers = new HashMap<>();

    private final Map<String, String> targets = new HashMap<>();
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
        services.forEach((name, service) -> service.get("ports").items().forEach(port -> {
            String published = port.get("published").peek();
            publishers.putIfAbsent(published, name);
            targets.putIfAbsent(published, port.get("target").peek());
            bound.add(port.get("host_ip").peek());
        }));
    }

    /** Whether a variable says, by its name, where the service itself is found. */
    public static boolean isOwn(String variable) {
        return OWN.matcher(variable).matches();
    }

    /** Reports each variable that holds one, and returns the paths of these. */
    public Set<String> report() {
        Map<String, List<Use>> uses = new TreeMap<>();
        services.forEach((name, service) -> {
            boolean ofMachine = isOnMachine(service);
            service.get("environment").entries().values().forEach(variable -> {
                find(ADDRESS, name, variable, uses);
                if (ofMachine) {
                    findOthers(name, variable);
                }
            });
        });
        Set<String> paths = new HashSet<>();
        uses.forEach((address, all) -> {
            if (isOfMachine(address, all)) {
                Set<Attribute> reported = new HashSet<>();
                all.stream()
                        .filter(use -> publishers.containsKey(use.port()) || gateways.contains(address))
                        .filter(use -> reported.add(use.variable()))
                        .forEach(use -> {
                            paths.add(use.variable().path());
                            report(address, use);
                        });
            }
        });
        return paths;
    }

    private static boolean isOnMachine(Attribute service) {
        return service.get("network_mode").peek().equals("host");
    }

    /** Reports what a service with the machine's network reaches at loopback: ports that other services publish. */
    private void findOthers(String service, Attribute variable) {
        Map<String, List<Use>> uses = new TreeMap<>();
        find(LOOPBACK, service, variable, uses);
        uses.forEach((address, all) -> all.stream()
                .filter(use -> publishers.containsKey(use.port()))
                .filter(use -> !service.equals(publishers.get(use.port())))
                .findFirst()
                .ifPresent(use -> report(address, use)));
    }

    private static void find(Pattern pattern, String service, Attribute variable, Map<String, List<Use>> uses) {
        String value = variable.peek();
        if (value.indexOf('.') >= 0 || value.contains("localhost")) {
            Matcher address = pattern.matcher(value);
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
                || publishers.keySet().containsAll(ports)
                        && (ports.size() > 1
                                || uses.stream()
                                        .anyMatch(use -> use.service().equals(publishers.get(use.port()))
                                                && isOwn(use.variable().segment())));
    }

    private void report(String address, Use use) {
        String publisher = publishers.get(use.port());
        if (publisher == null) {
            use.variable()
                    .note(
                            Code.NAME_UNRESOLVABLE,
                            "'" + address + "' is the machine of the container engine, which no address leads to in a"
                                    + " cluster",
                            "write an address that pods can reach");
            return;
        }
        boolean page = publisher.equals(use.service()) && use.variable().peek().startsWith("http");
        use.variable()
                .note(
                        Code.NAME_UNRESOLVABLE,
                        "'" + address + ":" + use.port() + "' is where '" + publisher
                                + "' is published with compose; in a cluster nothing is published there",
                        page
                                ? "write the address at which you open it, for example with --expose"
                                : "write '" + publisher + ":" + targets.get(use.port()) + "'");
    }
}
