package dev.sild.compose.translate.network;

import dev.sild.compose.translate.container.Ports;
import dev.sild.compose.translate.relations.ExternalNetworks;
import dev.sild.compose.translate.relations.Namespaces;
import dev.sild.compose.translate.relations.Relations;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.compose.translate.source.TranslateOptions;
import dev.sild.model.Names;
import dev.sild.model.Network;
import dev.sild.report.Code;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Which services share a network, where that keeps others out. */
public final class Isolation {
    /** The engine's own network, for services that are on none of the project's networks. */
    private static final String ENGINE = "bridge";

    private static final int MOST_NAMED = 8;

    private final Relations relations;
    private final Map<String, List<String>> members = new LinkedHashMap<>();
    private final List<SharedNetwork> shared = new ArrayList<>();
    private boolean keptOut;

    private Isolation(Relations relations) {
        this.relations = relations;
    }

    /** Returns the networks that restrict which services may connect to each other; empty if nothing is restricted. */
    public static List<Network> of(Attribute root, Relations relations, TranslateOptions options) {
        TranslateOptions.NetworkPolicyMode when = options.networkPolicies();
        Isolation isolation = new Isolation(relations);
        relations.services().keySet().forEach(service -> isolation.join(service, options));
        List<Network> networks = isolation.networks(root, options);
        boolean restricts = when == TranslateOptions.NetworkPolicyMode.ALWAYS
                || (when == TranslateOptions.NetworkPolicyMode.AUTO
                        && (networks.size() > 1
                                || isolation.keptOut
                                || networks.stream().anyMatch(Network::internal)));
        isolation.shared.forEach(network -> network.report(restricts, options.podman()));
        if (restricts && networks.isEmpty() && isolation.keptOut) {
            // If no services share a network, that isolation must be preserved.
            return List.of(new Network(Namespaces.NO_NETWORK, true, List.of()));
        }
        return restricts ? networks : List.of();
    }

    private void join(String service, TranslateOptions options) {
        Attribute attribute = relations.service(service);
        attribute.get("networks").entries().values().forEach(settings -> {
            settings.enter();
            if (!settings.present()) {
                settings.done();
            }
        });
        for (String network : networksOf(relations.namespaces().networkOwner(service))) {
            members.computeIfAbsent(network, key -> new ArrayList<>()).add(relations.component(service));
        }
        Attribute mode = attribute.get("network_mode");
        if (mode.string().equals(Namespaces.NO_NETWORK)) {
            keptOut = true;
            if (options.played()) {
                return;
            }
            boolean never = options.networkPolicies() == TranslateOptions.NetworkPolicyMode.NEVER;
            mode.note(
                    never ? Code.NOT_CARRIED : Code.APPROXIMATED,
                    "every pod has a network: "
                            + (never ? "the pod is not isolated" : "a NetworkPolicy isolates the pod"),
                    never ? "convert without '--network-policies never'" : "");
        }
    }

    /** A service that uses another's network is on that one's networks. */
    private Set<String> networksOf(String owner) {
        Attribute attribute = relations.service(owner);
        String mode = attribute.get("network_mode").string();
        return switch (mode) {
            case Namespaces.NO_NETWORK, "host" -> Set.of();
            case "" -> attribute.get("networks").entries().keySet();
            default -> Set.of(ENGINE);
        };
    }

    private List<Network> networks(Attribute root, TranslateOptions options) {
        List<Network> networks = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        root.get("networks").entries().forEach((key, network) -> {
            driver(network.get("driver"));
            if (network.get("attachable").present()) {
                network.get("attachable").nodeLevel("any pod may join the network");
            }
            boolean internal = InternalNetworks.isOne(network);
            boolean external = network.get("external").bool();
            Optional<Network.Known> known =
                    known(network.get("name").string(), root.get("name").string() + "_" + key, external);
            List<String> namespaces = namespaces(network.get("x-sild").get("namespaces"), external);
            if (external && !options.played() && members.containsKey(key)) {
                shared.add(new SharedNetwork(network, known.get(), namespaces));
            }
            if (!options.played() && network.get("ipam").present() && !addressesMatter(network.get("ipam"))) {
                network.get("ipam").nodeLevel("pods get addresses from their own network");
            }
            List<String> joined = members.remove(key);
            if (joined != null) {
                networks.add(network(
                        key,
                        internal,
                        joined,
                        callers(network.get("x-sild").get("callers"), joined),
                        taken,
                        known,
                        namespaces,
                        options.played() && !external
                                ? EngineWiring.of(network, interfaces(key))
                                : Network.Wiring.CHOSEN_BY_ENGINE));
            }
        });
        members.forEach((key, joined) -> networks.add(network(
                key, false, joined, joined, taken, Optional.empty(), List.of(), Network.Wiring.CHOSEN_BY_ENGINE)));
        return networks;
    }

    /** Whether a variable has the range or gateway of a network: a list of trusted proxies. */
    private boolean addressesMatter(Attribute ipam) {
        List<String> ranges = ipam.get("config").items().stream()
                .flatMap(pool -> Stream.concat(Stream.of(pool.get("subnet").peek()), Gateways.ofPool(pool).stream()))
                .filter(range -> !range.isEmpty())
                .toList();
        return relations.services().values().stream()
                .flatMap(service -> service.get("environment").entries().values().stream())
                .anyMatch(variable -> ranges.stream().anyMatch(variable.peek()::contains));
    }

    /**
     * Returns the components that may open connections on a network: those that a hint names, in the order of all, or
     * else all.
     */
    private List<String> callers(Attribute hint, List<String> joined) {
        Set<String> called = new HashSet<>();
        for (Attribute service : hint.items()) {
            String component = relations.component(service.string());
            called.add(component);
            if (!joined.contains(component)) {
                service.lost(
                        "no service '" + service.string() + "' is on this network", "use a service on this network");
            }
        }
        return hint.present() ? joined.stream().filter(called::contains).toList() : joined;
    }

    /**
     * Returns the labels of a service's pods by which the pods of other projects on the same external networks know
     * them; all projects of a namespace use the same.
     */
    public static Map<String, String> labels(Attribute root, Attribute service) {
        Map<String, String> labels = new LinkedHashMap<>();
        if (service.get("network_mode").string().isEmpty()) {
            service.get("networks").entries().keySet().forEach(key -> {
                Attribute network = root.get("networks").get(key);
                if (network.get("external").bool()) {
                    Network.Known known = new Network.Known(network.get("name").string(), true);
                    labels.put(known.label(), "true");
                }
            });
        }
        return labels;
    }

    /**
     * Reports the external networks of services of which a port is known, or that of a proxy among them; nothing else
     * leads to them. No user comes to a service without ports, such as a worker.
     */
    static void reportWayIn(Attribute root, Relations relations, Map<String, Ports> ports, TranslateOptions options) {
        if (options.podman()) {
            return;
        }
        List<Attribute> services = ports.entrySet().stream()
                .filter(service -> !service.getValue().all().isEmpty())
                .map(service -> relations.service(service.getKey()))
                .toList();
        Map<String, Attribute> networks = root.get("networks").entries();
        List<Attribute> ways = ExternalNetworks.proxiesFirst(networks.entrySet().stream()
                .filter(network -> network.getValue().get("external").bool()
                        && services.stream()
                                .anyMatch(service ->
                                        service.get("networks").entries().containsKey(network.getKey())))
                .map(Map.Entry::getValue)
                .toList());
        boolean ofProxy =
                ways.stream().findFirst().filter(ExternalNetworks::isOfProxy).isPresent();
        List<String> names = ways.stream()
                .limit(ofProxy ? 1 : MOST_NAMED)
                .map(network -> "'" + network.get("name").string() + "'")
                .toList();
        int more = ofProxy ? 0 : ways.size() - names.size();
        ways.stream()
                .findFirst()
                .ifPresent(network -> network.note(
                        Code.NOT_EXPOSED,
                        "no port is published: users come through other projects on the network"
                                + (names.size() == 1 ? " " : "s ") + String.join(", ", names)
                                + (more > 0 ? " and " + more + " more" : ""),
                        "convert the project with the proxy, or publish ports and open them with --expose"));
    }

    private static List<String> namespaces(Attribute hint, boolean external) {
        if (hint.present() && !external) {
            hint.lost(
                    "only an external network can have members in other namespaces",
                    "remove it, or set 'external: true'");
        }
        return external ? hint.strings() : List.of();
    }

    /** The loader gives every network a name, the project's and its own; only another is one that the user chose. */
    private static Optional<Network.Known> known(String name, String own, boolean external) {
        return name.isEmpty() || name.equals(own) && !external
                ? Optional.empty()
                : Optional.of(new Network.Known(name, external));
    }

    private static Network network(
            String key,
            boolean internal,
            List<String> joined,
            List<String> callers,
            Set<String> taken,
            Optional<Network.Known> known,
            List<String> namespaces,
            Network.Wiring wiring) {
        String name = Names.unique(key, taken);
        taken.add(name);
        return new Network(name, internal, joined, callers, known, namespaces, wiring);
    }

    /** Returns what services say of their own interface on a network, by component. */
    private Map<String, Attribute> interfaces(String network) {
        Map<String, Attribute> interfaces = new LinkedHashMap<>();
        relations.services().forEach((name, service) -> {
            Attribute settings = service.get("networks").get(network);
            if (settings.present()) {
                interfaces.put(relations.component(name), settings);
            }
        });
        return interfaces;
    }

    /** A cluster's network is what a bridge is on one machine and an overlay over several. */
    private static void driver(Attribute driver) {
        String name = driver.string();
        if (name.equals("overlay")) {
            driver.nodeLevel("the cluster network already spans all nodes, like an overlay");
        } else if (!name.isEmpty() && !name.equals("bridge") && !name.equals("default")) {
            driver.lost(
                    "pods use the cluster network; the network driver '" + name + "' is ignored",
                    "choose the driver in the cluster's network plugin");
        }
    }
}
