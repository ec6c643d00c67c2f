package dev.sild.inputs.inspect;

import dev.sild.inputs.project.ComposeDraft;
import dev.sild.inputs.project.Value;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The ports of a container and the networks that it is on. */
final class NetworkSettings {
    private static final Set<String> DEFAULTS = Set.of(
            "", "bridge", "default", "podman", "private", "nat", "pasta", "slirp4netns", "podman-default-kube-network");
    private static final Set<String> ANY_ADDRESS = Set.of("", "0.0.0.0", "::");

    private final InspectSource source;
    private final ComposeDraft service;

    NetworkSettings(InspectSource source, ComposeDraft service) {
        this.source = source;
        this.service = service;
    }

    /** Adds published and exposed ports; those of a pod are given by the pod. */
    void ports(Value pod) {
        Set<String> published = new LinkedHashSet<>();
        publish(source.host().get("PortBindings"), published);
        publish(pod.get("InfraConfig", "PortBindings"), published);
        Value exposed = source.config().get("ExposedPorts");
        Value ofImage = source.ofImage("ExposedPorts");
        boolean all = source.host().get("PublishAllPorts").isTrue();
        for (String port : exposed.entries().keySet()) {
            String plain = InspectSource.escaped(port.replaceFirst("/tcp$", ""));
            if (published.contains(port)) {
                continue;
            }
            if (all) {
                service.add("ports", plain, exposed.position());
            } else if (!ofImage.has(port)) {
                service.add("expose", plain, exposed.position());
            }
        }
    }

    private void publish(Value bindings, Set<String> published) {
        for (Map.Entry<String, Value> port : bindings.entries().entrySet()) {
            Set<String> known = new LinkedHashSet<>();
            for (Value binding : port.getValue().items()) {
                String address = binding.get("HostIp").text();
                String text = ANY_ADDRESS.contains(address)
                        ? ""
                        : address.contains(":") ? "[" + address + "]:" : address + ":";
                String outside = binding.get("HostPort").text();
                boolean fixed = !outside.isEmpty() && !outside.equals("0");
                text += fixed ? outside + ":" : text.isEmpty() ? "" : ":";
                text += port.getKey().replaceFirst("/tcp$", "");
                published.add(port.getKey());
                if (known.add(text)) {
                    service.add("ports", InspectSource.escaped(text), binding.position());
                }
            }
        }
    }

    /** Adds the networks, and declares them in the file. */
    void networks(ComposeDraft file, Value pod, Map<String, Value> known) {
        Value mode = source.host().get("NetworkMode");
        boolean ofHost = mode.text().equals("host")
                || pod.get("InfraConfig", "HostNetwork").isTrue();
        if (ofHost || mode.text().equals("none")) {
            service.set("network_mode", ofHost ? "host" : "none", mode.position());
            return;
        }
        if (mode.text().startsWith("ns:")) {
            source.remarks().lost(mode, "a pod cannot join a network namespace of a node", "remove it");
        }
        Value networks = source.container().get("NetworkSettings", "Networks");
        ComposeDraft joined = new ComposeDraft(networks.position());
        for (Map.Entry<String, Value> network : networks.entries().entrySet()) {
            if (DEFAULTS.contains(network.getKey())) {
                continue;
            }
            String key = key(network.getKey(), known);
            ComposeDraft settings = joined.map(key, network.getValue().position());
            aliases(network.getValue().get("Aliases"), settings, pod);
            Value address = network.getValue().get("IPAMConfig");
            address(address.get("IPv4Address"), "ipv4_address", settings);
            address(address.get("IPv6Address"), "ipv6_address", settings);
            if (!key.equals("default")) {
                ResourceSettings.network(
                        file,
                        key,
                        known.get(network.getKey()),
                        network.getValue().position());
            }
        }
        boolean onlyDefault = joined.keys().size() == 1
                && joined.has("default")
                && joined.map("default", networks.position()).keys().isEmpty();
        if (!joined.keys().isEmpty() && !onlyDefault) {
            service.set("networks", joined, networks.position());
        }
    }

    private String key(String name, Map<String, Value> known) {
        String key = known.containsKey(name) ? LabelSettings.key(known.get(name).any("Labels", "labels")) : "";
        return ComposeDraft.legalKey(key.isEmpty() ? source.withoutProject(name) : key);
    }

    private void aliases(Value aliases, ComposeDraft settings, Value pod) {
        String service = LabelSettings.service(source.labels());
        String project = LabelSettings.project(source.labels());
        Set<String> known = new LinkedHashSet<>(List.of(
                source.name(),
                service,
                source.config().get("Hostname").text(),
                pod.get("Name").text(),
                ""));
        for (Value alias : aliases.items()) {
            String text = alias.text();
            boolean ofContainer = source.id().startsWith(text)
                    || pod.get("InfraContainerID").text().startsWith(text)
                    || LabelSettings.isOfUp(source.labels()) && text.startsWith(project + "-");
            if (!ofContainer && known.add(text)) {
                settings.add("aliases", InspectSource.escaped(text), alias.position());
            }
        }
    }

    private static void address(Value address, String key, ComposeDraft settings) {
        if (!address.isEmpty()) {
            settings.set(key, InspectSource.escaped(address.text()), address.position());
        }
    }
}
