package dev.sild.compose.translate.network;

import dev.sild.compose.translate.source.Attribute;
import dev.sild.model.Network;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How podman sets up a network that it creates for a project: ranges of addresses, options of its bridge, and fixed
 * addresses of services.
 */
final class EngineWiring {
    private static final String DOCKER = "com.docker.network.";
    /** Docker's options of a bridge by podman's names. */
    private static final Map<String, String> OPTIONS = Map.of(DOCKER + "driver.mtu", "mtu");

    private static final String DEVICE = DOCKER + "bridge.name";
    /** What podman's bridge knows by the same name as in the compose file. */
    private static final Set<String> OF_PODMAN = Set.of("mtu", "metric", "vlan", "vrf", "isolate", "no_default_route");

    private static final Pattern ADDRESS = Pattern.compile("[0-9A-Fa-f:.-]{0,45}");

    private EngineWiring() {}

    /**
     * Returns how a network is set up.
     *
     * @param interfaces what services say of their interface on it, by component
     */
    static Network.Wiring of(Attribute network, Map<String, Attribute> interfaces) {
        Map<String, String> options = new LinkedHashMap<>();
        network.get("driver_opts").entries().forEach((key, option) -> {
            if (OPTIONS.containsKey(key)) {
                options.put(OPTIONS.get(key), option.string());
            } else if (OF_PODMAN.contains(key)) {
                options.put(key, option.string());
            } else if (!key.equals(DEVICE)) {
                option.lost("podman has no such option for networks", "remove it");
            }
        });
        Map<String, Network.Interface> fixed = new LinkedHashMap<>();
        interfaces.forEach((component, settings) -> {
            List<String> addresses = Stream.of("ipv4_address", "ipv6_address")
                    .map(key -> address(settings.get(key)))
                    .filter(address -> !address.isEmpty())
                    .toList();
            String mac = address(settings.get("mac_address"));
            if (!addresses.isEmpty() || !mac.isEmpty()) {
                fixed.put(component, new Network.Interface(addresses, mac));
            }
        });
        return new Network.Wiring(
                pools(network.get("ipam")),
                network.get("enable_ipv6").bool(),
                options,
                network.get("driver_opts").get(DEVICE).string(),
                fixed);
    }

    /** Returns an address; nothing where it could be read as several options of an interface. */
    private static String address(Attribute written) {
        String address = written.string();
        if (!ADDRESS.matcher(address).matches()) {
            written.lost("'" + address + "' is not an address", "write digits, ':' and '.' only");
            return "";
        }
        return address;
    }

    private static List<Network.Pool> pools(Attribute ipam) {
        List<Network.Pool> pools = new ArrayList<>();
        for (Attribute pool : ipam.get("config").items()) {
            Attribute others = pool.get("aux_addresses");
            if (others.present()) {
                others.lost("podman cannot keep addresses free", "set 'ip_range' to a part without them");
            }
            String subnet = pool.get("subnet").string();
            if (!subnet.isEmpty()) {
                pools.add(new Network.Pool(
                        subnet,
                        pool.get("gateway").string(),
                        pool.get("ip_range").string()));
            }
        }
        Attribute driver = ipam.get("driver");
        if (driver.string().equals("default") || driver.string().equals("host-local")) {
            driver.done();
        } else if (driver.present()) {
            driver.lost("podman has no such driver for addresses", "remove it");
        }
        return pools;
    }
}
