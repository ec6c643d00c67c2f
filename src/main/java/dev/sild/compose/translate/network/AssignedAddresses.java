package dev.sild.compose.translate.network;

import dev.sild.compose.translate.source.Attribute;
import dev.sild.report.Code;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Addresses of the project's own networks that no service has by its settings: the engine gave them to containers in
 * the order of their start, and in a cluster no pod has them. Gateways are the machine, which {@link HostAddresses}
 * finds; those of a network without a bridge are machines around it.
 */
public final class AssignedAddresses {
    /** Networks on which containers are beside other machines. */
    private static final Set<String> OF_MACHINES = Set.of("macvlan", "ipvlan");

    private static final Pattern ADDRESS =
            Pattern.compile("(?<![\\w.])[0-9]{1,3}(?:\\.[0-9]{1,3}){3}(?![\\w.])(/[0-9]{1,2}(?![0-9]))?+");

    /** What to do where it is not certain which service has such an address with compose. */
    public static final String REMEDY = "write the name of the service that it means";

    private static final int LONGEST = 4096;

    /** The maximum number of networks, and of ranges of each: every address is compared with all of them. */
    private static final int MOST_RANGES = 64;

    private final Map<String, Attribute> services;
    /** The ranges of each network, by its key. */
    private final Map<String, List<AddressBlock>> ranges = new LinkedHashMap<>();
    /** Gateways, and what services have by their settings. */
    private final Set<String> others;

    /**
     * @param services the project's services, by name
     * @param networks the project's {@code networks}
     */
    public AssignedAddresses(Map<String, Attribute> services, Attribute networks) {
        this.services = services;
        others = new HashSet<>(Gateways.of(networks));
        services.values().stream()
                .flatMap(service -> service.get("networks").entries().values().stream())
                .map(network -> network.get("ipv4_address").peek())
                .forEach(others::add);
        networks.entries().forEach((key, network) -> {
            List<AddressBlock> pools = rangesOf(network);
            if (!pools.isEmpty() && ranges.size() < MOST_RANGES) {
                ranges.put(key, pools);
            }
        });
    }

    /** Returns the ranges of addresses that a network gives to containers alone. */
    static List<AddressBlock> rangesOf(Attribute network) {
        return OF_MACHINES.contains(network.get("driver").peek())
                ? List.of()
                : network.get("ipam").get("config").items().stream()
                        .limit(MOST_RANGES)
                        .map(pool -> pool.get("subnet").peek())
                        .flatMap(subnet -> AddressBlock.parse(subnet).stream())
                        .toList();
    }

    /** Whether there can be such addresses. */
    public boolean areAny() {
        return !ranges.isEmpty();
    }

    /** Returns the key of the network that such an address is of; empty if it is none. */
    public Optional<String> network(String address) {
        if (ranges.isEmpty() || others.contains(address)) {
            return Optional.empty();
        }
        return AddressBlock.parse(address)
                .flatMap(block -> ranges.entrySet().stream()
                        .filter(network -> network.getValue().stream().anyMatch(range -> range.contains(block)))
                        .map(Map.Entry::getKey)
                        .findFirst());
    }

    /** Returns why such an address leads nowhere. */
    public static String reason(String address, String network) {
        return "'" + address + "' is an address of the network '" + network + "', which nothing has in a cluster";
    }

    /**
     * Reports each variable and build argument with such an address.
     *
     * @param reported the paths of variables of which a finding says already what their addresses are
     */
    public void report(Set<String> reported) {
        if (ranges.isEmpty()) {
            return;
        }
        ServerOfAddress.Servers servers = new ServerOfAddress.Servers(services);
        services.forEach((name, service) -> Stream.of(
                        service.get("environment"), service.get("build").get("args"))
                .forEach(variables -> {
                    ServerOfAddress server = new ServerOfAddress(servers, name, variables);
                    variables.entries().values().stream()
                            .filter(variable -> !reported.contains(variable.path())
                                    && PrivateAddresses.mayBeDestination(variable.segment()))
                            .forEach(variable -> report(variable, server));
                }));
    }

    private void report(Attribute variable, ServerOfAddress server) {
        for (String address : addresses(variable.peek())) {
            network(address).ifPresent(network -> {
                String instead = server.of(address, variable, network)
                        .map(service -> "write '" + service + "', the only service on it that fits")
                        .orElse(REMEDY);
                boolean built = variable.path().contains(".build.");
                variable.note(
                        Code.ENGINE_ADDRESS,
                        variable.segment() + ": " + reason(address, network),
                        instead + (built ? ", and build the image again" : ""));
            });
        }
    }

    /** Returns the addresses in a text, each once; ranges are none. */
    private static Set<String> addresses(String text) {
        Set<String> addresses = new LinkedHashSet<>();
        if (text.length() <= LONGEST && text.indexOf('.') >= 0) {
            Matcher matcher = ADDRESS.matcher(text);
            while (matcher.find()) {
                boolean inUrl = matcher.start() > 0 && "/@".indexOf(text.charAt(matcher.start() - 1)) >= 0;
                if (matcher.group(1) == null || inUrl) {
                    addresses.add(matcher.group().split("/", 2)[0]);
                }
            }
        }
        return addresses;
    }
}
