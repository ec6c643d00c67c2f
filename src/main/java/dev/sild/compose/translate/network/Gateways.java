package dev.sild.compose.translate.network;

import dev.sild.compose.translate.source.Attribute;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Addresses that Docker's networks give the machine they are on. */
public final class Gateways {
    /** The gateway of Docker's default network, unless its administrator chose another. */
    private static final String OF_DOCKER = "172.17.0.1";

    private static final Pattern SUBNET = Pattern.compile("((?:[0-9]{1,3}\\.){3})([0-9]{1,3})/([0-9]{1,2})");

    private Gateways() {}

    /** Returns the gateways of a project's networks, and Docker's own. */
    public static Set<String> of(Attribute networks) {
        Set<String> gateways = new HashSet<>(Set.of(OF_DOCKER));
        networks.entries()
                .values()
                .forEach(network -> network.get("ipam").get("config").items().stream()
                        .flatMap(pool -> ofPool(pool).stream())
                        .forEach(gateways::add));
        return gateways;
    }

    /** Returns the gateway of one pool of addresses; empty if it is not known. */
    static Optional<String> ofPool(Attribute pool) {
        String named = pool.get("gateway").peek();
        return named.isEmpty() ? first(pool.get("subnet").peek()) : Optional.of(named);
    }

    /** Returns the first address of a subnet, which is its gateway unless another is named. */
    private static Optional<String> first(String subnet) {
        Matcher matcher = SUBNET.matcher(subnet);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int last = Integer.parseInt(matcher.group(2));
        int bits = Integer.parseInt(matcher.group(3));
        int network = bits >= 24 && bits <= 32 ? last & (0xff << (32 - bits)) & 0xff : 0;
        return Optional.of(matcher.group(1) + (network + 1));
    }
}
