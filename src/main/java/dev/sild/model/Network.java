package dev.sild.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Components that may talk to each other, and to no others.
 *
 * @param name the network's name, a DNS label
 * @param internal whether its members are kept from reaching the world outside
 * @param members the components on it; empty for the only network of an application that isolates its components from
 *     each other
 * @param callers those of its members that may open connections on it; the others only answer
 * @param known what a container engine calls it, if that is not derived from its name
 * @param namespaces the further namespaces whose pods are on it; only of a network that is created elsewhere
 * @param wiring how a container engine sets it up
 */
public record Network(
        String name,
        boolean internal,
        List<String> members,
        List<String> callers,
        Optional<Known> known,
        List<String> namespaces,
        Wiring wiring) {

    /**
     * How a container engine sets up a network; a cluster has nothing like it. The values are as the user wrote them.
     *
     * @param pools the ranges of addresses it has; empty for one that the engine chooses
     * @param ipv6 whether it has addresses of IPv6, too
     * @param options the options of podman's driver {@code bridge}
     * @param device the name of the network's interface on the machine; empty for one that the engine chooses
     * @param interfaces the interfaces of the components that do not leave their addresses to the engine
     */
    public record Wiring(
            List<Pool> pools,
            boolean ipv6,
            Map<String, String> options,
            String device,
            Map<String, Interface> interfaces) {
        /** Everything as the engine chooses. */
        public static final Wiring CHOSEN_BY_ENGINE = new Wiring(List.of(), false, Map.of(), "", Map.of());

        public Wiring {
            pools = List.copyOf(pools);
            options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
            interfaces = Map.copyOf(interfaces);
        }
    }

    /** A range of addresses, the gateway in it and the part that the engine gives away; those may be empty. */
    public record Pool(String subnet, String gateway, String range) {}

    /** The fixed IP addresses and hardware address of a component on a network; the latter may be empty. */
    public record Interface(List<String> addresses, String mac) {
        public Interface {
            addresses = List.copyOf(addresses);
        }
    }

    /** The name of a network in a container engine, and whether the network is created elsewhere. */
    public record Known(String name, boolean external) {
        private static final Pattern HASHED = Pattern.compile(".*-[0-9a-f]{8}");

        /**
         * Returns the key of the label that the pods of all projects on an external network have, with the value
         * {@code true}. Different names give different keys.
         */
        public String label() {
            boolean plain = Names.isLabel(name) && !HASHED.matcher(name).matches();
            return "shared-network.sild.dev/" + (plain ? name : Names.label(name, Names.hash(name)));
        }
    }

    public Network {
        members = List.copyOf(members);
        callers = List.copyOf(callers);
        namespaces = List.copyOf(namespaces);
    }

    /** A network on which everybody may open connections to everybody. */
    public Network(String name, boolean internal, List<String> members) {
        this(name, internal, members, members, Optional.empty(), List.of(), Wiring.CHOSEN_BY_ENGINE);
    }

    /** Returns the same network with other components on it. */
    public Network with(List<String> newMembers, List<String> newCallers) {
        return new Network(name, internal, newMembers, newCallers, known, namespaces, wiring);
    }
}
