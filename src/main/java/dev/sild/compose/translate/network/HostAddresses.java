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
 * Private addresses in variables that are the machine on which compose publishes ports: nothing is published there in a
 * cluster. Other private addresses are the user's own hosts, which pods reach as containers do.
 */
public final class HostAddresses {
    /** Private networks by <a href="https://www.rfc-editor.org/rfc/rfc1918#section-3">RFC 1918</a>, and a port. */
    private static final Pattern ADDRESS = Pattern.compile(
            "(?<![\\w.])(10(?:\\.[0-9]{1,3}){3}|192\\.168(?:\\.[0-9]{1,3}){2}"
                    + "|172\\.(?:1[6-9]|2[0-9]|3[01])(?:\\.[0-9]{1,3}){2})(?![\\w.])(?::([1-9][0-9]{1,4})(?![0-9]))?+(?!/[0-9])");

    /** Variables that say where the service itself is found. */
    private static final Pattern OWN = Pattern.compile(
            "(?i).*(?:ADVERTISE|ANNOUNCE|PUBLIC|EXTERNAL|ORIGIN|(?:BASE|ROOT|SITE|APP|CALLBACK|REDIRECT)[_.-]?UR[IL]).*");

    private final Map<String, Attribute> services;
    /** The services that publish a port, by its number on the machine. */
    private final Map<String, String> publishers = new HashMap<>();

    private final Map<String, String> targets = new HashMap<>();
    /** What shows that an address is the machine: it is bound by a port. */
    private final Set<String> bound = new HashSet<>();

    /** A variable with an address and a port; the port is empty if there is none. */
    private record Use(String service, Attribute variable, String port) {}

    public HostAddresses(Map<String, Attribute> services) {
        this.services = services;
        services.forEach((name, service) -> service.get("ports").items().forEach(port -> {
            String published = port.get("published").peek();
            publishers.putIfAbsent(published, name);
            targets.putIfAbsent(published, port.get("target").peek());
            bound.add(port.get("host_ip").peek());
        }));
    }

    /** Reports each variable that holds one. */
    public void report() {
        Map<String, List<Use>> uses = new TreeMap<>();
        services.forEach((name, service) ->
                service.get("environment").entries().values().forEach(variable -> find(name, variable, uses)));
        uses.forEach((address, all) -> {
            if (isOfMachine(address, all)) {
                Set<Attribute> reported = new HashSet<>();
                all.stream()
                        .filter(use -> publishers.containsKey(use.port()) && reported.add(use.variable()))
                        .forEach(use -> report(address, use));
            }
        });
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
     * Whether an address is bound by a port, or has several ports that are all published, or the published port of the
     * service that says where it is found. Any other port may be that of another machine.
     */
    private boolean isOfMachine(String address, List<Use> uses) {
        Set<String> ports = new HashSet<>();
        uses.stream().map(Use::port).filter(port -> !port.isEmpty()).forEach(ports::add);
        return bound.contains(address)
                || publishers.keySet().containsAll(ports)
                        && (ports.size() > 1
                                || uses.stream()
                                        .anyMatch(use -> use.service().equals(publishers.get(use.port()))
                                                && OWN.matcher(use.variable().segment())
                                                        .matches()));
    }

    private void report(String address, Use use) {
        String publisher = publishers.get(use.port());
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
