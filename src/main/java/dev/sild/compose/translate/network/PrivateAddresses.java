package dev.sild.compose.translate.network;

import dev.sild.compose.translate.source.Attribute;
import dev.sild.report.Code;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Addresses of machines of a private network in variables and build arguments: the nodes of a cluster, and browsers,
 * may be in another. Lists of who may connect, and addresses at which a program listens, are no destinations.
 */
public final class PrivateAddresses {
    /** A whole value, or a host in a URL or before a port. */
    private static final Pattern ADDRESS = Pattern.compile(
            "(?:^|://(?:[^/@\\s]{0,200}@)?)(10(?:\\.[0-9]{1,3}){3}"
                    + "|192\\.168(?:\\.[0-9]{1,3}){2}|172\\.(?:1[6-9]|2[0-9]|3[01])(?:\\.[0-9]{1,3}){2})(?::[0-9]{1,5})?(?:$|(?=/[^0-9]|/$))");

    private static final Pattern NO_DESTINATION = Pattern.compile(
            "(?i).*(?:TRUST|PROXIES|PROXY_?IPS?|REAL_?IP|ALLOW|CORS|CSRF|DENY|BLOCK|WHITE_?LIST|BLACK_?LIST|CIDR|SUBNET|NETWORK"
                    + "|RANGE|BIND|LISTEN|NO_?PROXY|IGNORE|GATEWAY|NETMASK|POOL|VERSION|RELEASE|LOCAL(?!HOST)"
                    + "|(?<![A-Z])(?:TAG|DNS)(?![A-Z])).*");

    private static final int LONGEST = 4096;
    private static final int MOST_NAMED = 4;

    private PrivateAddresses() {}

    /**
     * Reports the variables, in one finding for each address.
     *
     * @param networks the project's networks, whose addresses are those of its own containers
     * @param reported the paths of variables of which a finding says already what their addresses are
     */
    public static void report(Collection<Attribute> services, Attribute networks, Set<String> reported) {
        List<AddressBlock> own = networks.entries().values().stream()
                .flatMap(network -> AssignedAddresses.rangesOf(network).stream())
                .toList();
        Set<String> ofServices = services.stream()
                .flatMap(service -> service.get("networks").entries().values().stream())
                .map(network -> network.get("ipv4_address").peek())
                .collect(Collectors.toSet());
        Map<String, Set<Attribute>> found = new LinkedHashMap<>();
        for (Attribute service : services) {
            Stream.of(service.get("environment"), service.get("build").get("args"))
                    .flatMap(variables -> variables.entries().values().stream())
                    .filter(variable -> !reported.contains(variable.path()))
                    .forEach(variable -> address(variable)
                            .filter(address -> !ofServices.contains(address))
                            .filter(address -> AddressBlock.parse(address)
                                    .filter(block -> own.stream().noneMatch(subnet -> subnet.contains(block)))
                                    .isPresent())
                            .ifPresent(address -> found.computeIfAbsent(address, first -> new LinkedHashSet<>())
                                    .add(variable)));
        }
        found.forEach((address, variables) -> {
            Set<String> names =
                    variables.stream().map(Attribute::segment).collect(Collectors.toCollection(LinkedHashSet::new));
            int more = names.size() - MOST_NAMED;
            boolean built =
                    variables.stream().anyMatch(variable -> variable.path().contains(".build."));
            variables
                    .iterator()
                    .next()
                    .note(
                            Code.PRIVATE_ADDRESS,
                            "'" + address + "' in "
                                    + names.stream().limit(MOST_NAMED).collect(Collectors.joining(", "))
                                    + (more > 0 ? " and " + more + " more" : "")
                                    + " is of a private network, which a cluster or a browser elsewhere does not reach",
                            "write an address that they reach, and convert again"
                                    + (built ? "; build the images again" : ""));
        });
    }

    /** Whether a variable may say where a program connects, by its name. */
    static boolean mayBeDestination(String variable) {
        return !NO_DESTINATION.matcher(variable).matches();
    }

    private static Optional<String> address(Attribute variable) {
        String value = variable.peek();
        if (value.length() > LONGEST || !mayBeDestination(variable.segment())) {
            return Optional.empty();
        }
        Matcher address = ADDRESS.matcher(value);
        return address.find() ? Optional.of(address.group(1)) : Optional.empty();
    }
}
