package dev.sild.quadlet;

import dev.sild.compose.translate.source.Attribute;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The networks of a project: a unit for each that it makes and a service uses. */
final class NetworkUnits {
    private static final String MTU = "com.docker.network.driver.mtu";
    private static final String INTERFACE = "com.docker.network.bridge.name";
    private static final Set<String> OPTIONS =
            Set.of("mtu", "metric", "vlan", "isolate", "no_default_route", "mode", "parent", "vrf", "bclim");

    private static final Set<String> DRIVERS = Set.of("bridge", "macvlan", "ipvlan");

    private final Attribute networks;
    private final UnitNames names;
    private final Map<String, String> references = new LinkedHashMap<>();

    NetworkUnits(Attribute networks, UnitNames names) {
        this.networks = networks;
        this.names = names;
    }

    /** Makes the units of all networks. */
    void make() {
        networks.entries().forEach(this::make);
    }

    /** Returns the value by which a container joins a network. */
    String reference(String key) {
        return references.getOrDefault(key, names.project() + "_" + key);
    }

    private void make(String key, Attribute network) {
        String name = network.get("name").string();
        Attribute external = network.get("external");
        if (external.present() && !external.peek().equals("false")) {
            external.done();
            references.put(key, name.isEmpty() ? key : name);
            return;
        }
        external.done();
        UnitFile unit = names.make("network", key);
        references.put(key, unit.file());
        unit.value("NetworkName", "--name", name.isEmpty() ? names.project() + "_" + key : name);
        driver(network.get("driver"), unit);
        if (network.get("internal").bool()) {
            unit.flag("Internal", true);
        }
        if (network.get("enable_ipv6").bool()) {
            unit.flag("IPv6", true);
        }
        network.get("driver_opts").entries().forEach((option, value) -> option(option, value, unit));
        network.get("labels").entries().forEach((label, value) -> unit.word("Label", label + "=" + value.string()));
        ipam(network.get("ipam"), unit);
        // Every container of podman may join every network.
        network.get("attachable").done();
        network.get("x-sild").done();
    }

    private static void driver(Attribute driver, UnitFile unit) {
        String name = driver.string();
        if (DRIVERS.contains(name) && !name.equals("bridge")) {
            unit.add("Driver", name);
        } else if (!name.isEmpty() && !DRIVERS.contains(name)) {
            driver.noteLost(
                    "podman has no network driver '" + name.replaceAll("\\W", "?") + "'; the network is a bridge",
                    "remove it");
        }
    }

    private static void option(String name, Attribute value, UnitFile unit) {
        switch (name) {
            case MTU -> unit.word("Options", "mtu=" + value.string());
            case INTERFACE -> unit.option("--interface-name", value.string());
            default -> {
                if (OPTIONS.contains(name)) {
                    unit.word("Options", name + "=" + value.string());
                } else {
                    // podman refuses to create a network with an option that it does not know.
                    value.lost("podman has no such option", "remove it");
                }
            }
        }
    }

    private static void ipam(Attribute ipam, UnitFile unit) {
        for (Attribute pool : ipam.get("config").items()) {
            pool.present("subnet").forEach(each -> unit.value("Subnet", "--subnet", each.string()));
            pool.present("gateway").forEach(each -> unit.value("Gateway", "--gateway", each.string()));
            pool.present("ip_range").forEach(each -> unit.value("IPRange", "--ip-range", each.string()));
        }
        Attribute driver = ipam.get("driver");
        if (Set.of("default", "").contains(driver.peek())) {
            driver.done();
        } else if (List.of("dhcp", "host-local", "none").contains(driver.peek())) {
            unit.add("IPAMDriver", driver.string());
        }
    }
}
