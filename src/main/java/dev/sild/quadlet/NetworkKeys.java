package dev.sild.quadlet;

import dev.sild.compose.translate.source.Attribute;
import dev.sild.syntax.UnitText;
import dev.sild.units.ExposedPort;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The networks, names and ports of a container. */
final class NetworkKeys {
    private static final String SERVICE = "service:";

    private final Member member;
    private final Attribute service;
    private final UnitFile unit;
    private final NetworkUnits networks;
    private final Map<String, Member> members;

    NetworkKeys(Member member, UnitFile unit, NetworkUnits networks, Map<String, Member> members) {
        this.member = member;
        service = member.attribute();
        this.unit = unit;
        this.networks = networks;
        this.members = members;
    }

    /** Adds the settings of a container; {@code pod} has those of its network instead, where there is one. */
    void add(@Nullable UnitFile pod, Set<String> linked) {
        UnitFile owner = pod == null ? unit : pod;
        Attribute mode = service.get("network_mode");
        if (mode.present()) {
            mode(mode, owner);
        } else {
            join(owner, linked);
        }
        service.get("ports").items().forEach(port -> port(port, owner));
        if (pod == null) {
            service.present("hostname").forEach(each -> unit.value("HostName", "--hostname", each.string()));
        } else {
            service.present("hostname")
                    .forEach(each -> each.lost("the containers of a pod share its host name", "remove --single-pod"));
        }
        service.get("expose")
                .strings()
                .forEach(port -> unit.value("ExposeHostPort", "--expose", ExposedPort.ofContainer(port)));
        service.get("dns").strings().forEach(each -> owner.value("DNS", "--dns", each));
        service.get("dns_opt").strings().forEach(each -> owner.value("DNSOption", "--dns-option", each));
        service.get("dns_search").strings().forEach(each -> owner.value("DNSSearch", "--dns-search", each));
        service.get("extra_hosts").strings().forEach(each -> host(each, owner));
    }

    private void mode(Attribute mode, UnitFile owner) {
        String value = mode.string();
        Member other = value.startsWith(SERVICE) ? members.get(value.substring(SERVICE.length())) : null;
        if (owner != unit) {
            if (!value.equals("bridge")) {
                mode.noteLost("the containers of a pod share its network", "remove --single-pod");
            }
        } else if (other != null) {
            unit.add("Network", other.first().unit().file());
        } else if (!value.equals("bridge")) {
            unit.value("Network", "--network", value.equals("container:") ? "none" : value);
        }
    }

    private void join(UnitFile owner, Set<String> linked) {
        boolean alone = owner == unit;
        if (alone) {
            Set<String> names = new LinkedHashSet<>(List.of(member.key()));
            names.addAll(linked);
            names.forEach(name -> unit.value("NetworkAlias", "--network-alias", name));
        }
        String ownAddress = service.get("mac_address").string();
        for (Map.Entry<String, Attribute> each :
                service.get("networks").entries().entrySet()) {
            Attribute settings = each.getValue();
            List<String> options = new ArrayList<>();
            if (alone) {
                settings.get("aliases").strings().stream()
                        .filter(alias -> !alias.equals(member.key()))
                        .forEach(alias -> add("alias", alias, options));
                add("ip", settings.get("ipv4_address").string(), options);
                add("ip6", settings.get("ipv6_address").string(), options);
                String address = settings.get("mac_address").string();
                add("mac", address.isEmpty() ? ownAddress : address, options);
                add("interface_name", settings.get("interface_name").string(), options);
                ownAddress = "";
            }
            settings.enter();
            String reference = networks.reference(each.getKey());
            String value = reference + (options.isEmpty() ? "" : ":" + String.join(",", options));
            if (owner == unit || owner.adds("Network", value)) {
                owner.value("Network", "--network", value);
            }
        }
    }

    private static void add(String name, String value, List<String> options) {
        if (!value.isEmpty() && value.indexOf(',') < 0) {
            options.add(name + "=" + value);
        }
    }

    private void port(Attribute port, UnitFile owner) {
        String host = port.get("host_ip").string();
        String published = port.get("published").string();
        String target = port.get("target").string();
        String protocol = port.get("protocol").string();
        // Neither changes what an engine on one machine does.
        port.present("mode", "name", "app_protocol").forEach(Attribute::done);
        String address = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        String value = (address.isEmpty() ? "" : address + ":")
                + (published.isEmpty() ? address.isEmpty() ? "" : ":" : published + ":")
                + target
                + (protocol.isEmpty() || protocol.equals("tcp") ? "" : "/" + protocol);
        if (published.indexOf('-') >= 0) {
            port.noteLost("podman does not choose a port from a range", "publish one port");
            value = target;
        }
        owner.value("PublishPort", "--publish", value);
    }

    private static void host(String entry, UnitFile owner) {
        int equals = entry.indexOf('=');
        String text = equals < 0 ? entry : entry.substring(0, equals) + ":" + entry.substring(equals + 1);
        owner.add("AddHost", UnitText.line(text.strip().replaceAll("\\p{Cntrl}", "")));
    }
}
