package dev.sild.play.plan;

import dev.sild.play.podman.Listeners;
import dev.sild.play.podman.Podman;
import dev.sild.play.podman.PodmanException;
import dev.sild.play.state.LivePods;
import dev.sild.play.state.LivePods.Address;
import dev.sild.play.state.LiveReader;
import dev.sild.play.state.LiveReader.Holder;
import io.fabric8.kubernetes.api.model.ContainerPort;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The ports of this machine that a scene publishes: podman finds one in use when half of the pods run. */
final class HostPorts {
    private static final String IN_USE = "already in use";

    private final Podman podman;
    private final PlayPlan scene;
    private final LivePods live;

    HostPorts(Podman podman, PlayPlan scene, LivePods live) {
        this.podman = podman;
        this.scene = scene;
        this.live = live;
    }

    /** Fails if something outside the project uses one of these ports. */
    void refuse() throws PodmanException, InterruptedException {
        Map<Address, String> wanted = wanted();
        live.pods()
                .forEach(pod -> pod.containers()
                        .forEach(container -> container
                                .addresses()
                                .forEach(own -> wanted.keySet().removeIf(address -> meet(address, own)))));
        if (wanted.isEmpty()) {
            return;
        }
        List<Holder> holders = LiveReader.holders(podman.read("ps", "--pod", "--format", "json"));
        for (Map.Entry<Address, String> entry : wanted.entrySet()) {
            Address address = entry.getKey();
            String port = "port " + address.port() + (address.protocol().equals("tcp") ? "" : "/" + address.protocol())
                    + ", published by '" + entry.getValue() + "', is already in use";
            for (Holder holder : holders) {
                if (holder.addresses().stream().anyMatch(other -> meet(address, other))) {
                    throw new PodmanException(
                            port + " by " + holder.what(), holder.remedy() + ", or publish another port");
                }
            }
            if (isInUse(address)) {
                throw new PodmanException(
                        port
                                + Listeners.of(address.port(), address.protocol())
                                        .map(who -> " by " + who)
                                        .orElse(""),
                        "stop the program that listens on it, or publish another port");
            }
        }
    }

    /** Returns the addresses at which pods are published, each with its component. */
    private Map<Address, String> wanted() {
        Map<Address, String> wanted = new LinkedHashMap<>();
        for (PlannedPod pod : scene.pods()) {
            pod.pod().getSpec().getContainers().stream()
                    .flatMap(container -> container.getPorts().stream())
                    .filter(port -> port.getHostPort() != null && port.getHostPort() > 0)
                    .forEach(port -> wanted.putIfAbsent(address(port), pod.service()));
        }
        return wanted;
    }

    private static Address address(ContainerPort port) {
        String host = Optional.ofNullable(port.getHostIP())
                .filter(ip -> !ip.equals("0.0.0.0"))
                .orElse("");
        String protocol = Optional.ofNullable(port.getProtocol()).orElse("TCP").toLowerCase(Locale.ROOT);
        return new Address(host, port.getHostPort(), port.getContainerPort(), protocol);
    }

    /** Whether two are one port: one of them on all addresses of the machine, or both on the same. */
    private static boolean meet(Address one, Address other) {
        return one.port() == other.port()
                && one.protocol().equals(other.protocol())
                && (one.host().isEmpty() || other.host().isEmpty() || one.host().equals(other.host()));
    }

    /** Whether something listens on the address; podman itself reports a port that may not be bound. */
    private static boolean isInUse(Address address) {
        InetSocketAddress there = address.host().isEmpty()
                ? new InetSocketAddress(address.port())
                : new InetSocketAddress(address.host(), address.port());
        try {
            if (address.protocol().equals("udp")) {
                new DatagramSocket(there).close();
            } else if (address.protocol().equals("tcp")) {
                try (ServerSocket socket = new ServerSocket()) {
                    socket.bind(there);
                }
            }
            return false;
        } catch (IOException refused) {
            return String.valueOf(refused.getMessage()).contains(IN_USE);
        }
    }
}
