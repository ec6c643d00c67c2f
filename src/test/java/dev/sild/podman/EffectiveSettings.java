package dev.sild.podman;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a container gets in the end, by what {@code podman inspect} prints of it: a text for each setting. */
final class EffectiveSettings {
    /** Variables that podman sets by itself. */
    private static final Set<String> OWN_VARIABLES = Set.of("container", "HOSTNAME", "TERM", "HOME");

    /** What podman gives a container that does not ask for more, in bytes. */
    private static final long DEFAULT_SHARED_MEMORY = 65_536_000;

    private final JsonNode container;
    private final JsonNode shared;
    private final Map<String, String> all = new TreeMap<>();

    /**
     * @param shared the container whose namespaces this one shares, which has the pod's ports and names; itself where
     *     it is in no pod
     */
    private EffectiveSettings(JsonNode container, JsonNode shared) {
        this.container = container;
        this.shared = shared;
    }

    /**
     * Returns the settings of a container.
     *
     * @param project what volumes and networks of the project begin with
     */
    static Map<String, String> of(JsonNode container, JsonNode shared, String project) {
        EffectiveSettings settings = new EffectiveSettings(container, shared);
        settings.process();
        settings.files(project);
        settings.network(project);
        settings.resources();
        settings.texts();
        return settings.all;
    }

    private void process() {
        put("command", list(container.path("Path"), container.path("Args")));
        Map<String, String> variables = new TreeMap<>();
        for (JsonNode variable : container.at("/Config/Env")) {
            String[] parts = variable.asText().split("=", 2);
            if (!OWN_VARIABLES.contains(parts[0])) {
                variables.put(parts[0], parts.length < 2 ? "" : parts[1]);
            }
        }
        put("variables", variables);
        put("user", container.at("/Config/User"));
        put("folder", container.at("/Config/WorkingDir"));
        put("groups", sorted(container.at("/HostConfig/GroupAdd")));
        put("terminal", container.at("/Config/Tty"));
        put("input", container.at("/Config/OpenStdin"));
        put("capabilities", sorted(container.path("BoundingCaps")));
        put("privileged", container.at("/HostConfig/Privileged"));
        Set<String> security = new TreeSet<>(list(container.at("/HostConfig/SecurityOpt")));
        // A manifest says this by an annotation, which inspection does not repeat.
        security.remove("seccomp=unconfined");
        put("security", security);
        put("stop signal", container.at("/Config/StopSignal"));
        put("stop timeout", container.at("/Config/StopTimeout"));
        put("init", container.at("/HostConfig/Init"));
        put("processes", container.at("/HostConfig/PidMode"));
        String ipc = container.at("/HostConfig/IpcMode").asText();
        put(
                "memory of processes",
                // A pod of one container shares its memory with no other.
                ipc.startsWith("container:")
                        ? shared.at("/HostConfig/IpcMode").asText().replace("shareable", "private")
                        : ipc.replace("shareable", "private"));
        // Both start a container again after it ended; neither does once somebody stops it.
        put("restart", container.at("/HostConfig/RestartPolicy/Name").asText().replace("unless-stopped", "always"));
        put("kernel", sortedText(shared.at("/HostConfig/Sysctls")));
    }

    private void files(String project) {
        Set<String> mounts = new TreeSet<>();
        for (JsonNode mount : container.path("Mounts")) {
            String type = mount.path("Type").asText();
            String name = mount.path("Name").asText();
            String source = type.equals("volume")
                    ? name.matches("[0-9a-f]{64}|" + project + "-.*-scratch(-\\d+)?")
                            ? "a new one"
                            : name.replaceFirst("^" + project + "[-_]", "")
                    : mount.path("Source").asText();
            mounts.add(mount.path("Destination").asText() + " " + type + " " + source + " "
                    + (mount.path("RW").asBoolean() ? "rw" : "ro"));
        }
        put("mounts", mounts);
        Set<String> scratch = new TreeSet<>(names(container.at("/HostConfig/Tmpfs")));
        // A manifest asks for it as a tmpfs, whose size kube play does not set: it is as large as half of the memory.
        boolean large = scratch.remove("/dev/shm")
                || container.at("/HostConfig/ShmSize").asLong() != DEFAULT_SHARED_MEMORY;
        put("scratch", scratch);
        put("shared memory", large ? "as large as asked for, or more" : "as podman has it");
        put("read-only", container.at("/HostConfig/ReadonlyRootfs"));
        Set<String> devices = new TreeSet<>();
        container
                .at("/HostConfig/Devices")
                .forEach(device -> devices.add(device.path("PathInContainer").asText()));
        put("devices", devices);
    }

    private void network(String project) {
        Set<String> ports = new TreeSet<>();
        shared.at("/HostConfig/PortBindings").properties().forEach(entry -> {
            for (JsonNode binding : entry.getValue()) {
                ports.add(binding.path("HostIp").asText().replace("0.0.0.0", "") + ":"
                        + binding.path("HostPort").asText() + ":" + entry.getKey());
            }
        });
        put("ports", ports);
        Set<String> networks = new TreeSet<>();
        names(shared.at("/NetworkSettings/Networks"))
                .forEach(name ->
                        networks.add(name.replaceFirst("^" + project + "_", "").replaceFirst("^podman$", "default")));
        put("networks", networks);
        put("host name", shared.at("/Config/Hostname"));
        put("names", sorted(shared.at("/HostConfig/ExtraHosts")));
        put("name servers", list(shared.at("/HostConfig/Dns")));
        put("search", list(shared.at("/HostConfig/DnsSearch")));
        put("resolver", sorted(shared.at("/HostConfig/DnsOptions")));
    }

    private void resources() {
        JsonNode host = container.path("HostConfig");
        put("memory", host.path("Memory"));
        put("reservation", host.path("MemoryReservation"));
        long period = host.path("CpuPeriod").asLong();
        put("processors", period == 0 ? 0 : host.path("CpuQuota").asDouble() / period);
        put("shares", host.path("CpuShares"));
        put("most processes", host.path("PidsLimit"));
        put("killed first", host.path("OomScoreAdj"));
        Set<String> limits = new TreeSet<>();
        for (JsonNode limit : host.path("Ulimits")) {
            limits.add(limit.path("Name").asText() + " " + limit.path("Soft") + ":" + limit.path("Hard"));
        }
        put("limits", limits);
    }

    /** Labels of a compose file become annotations, since the values of labels are limited in Kubernetes. */
    private void texts() {
        Map<String, String> texts = new TreeMap<>();
        for (String name : List.of("Labels", "Annotations")) {
            container.path("Config").path(name).properties().stream()
                    .filter(entry -> entry.getKey().startsWith("org.example"))
                    .forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
        }
        put("labels", texts);
    }

    private static Collection<String> list(JsonNode... nodes) {
        Collection<String> list = new ArrayList<>();
        for (JsonNode node : nodes) {
            if (node.isTextual()) {
                list.add(node.asText());
            }
            node.forEach(item -> list.add(item.asText()));
        }
        return list;
    }

    private static Collection<String> sorted(JsonNode node) {
        return new TreeSet<>(list(node));
    }

    private static Map<String, String> sortedText(JsonNode node) {
        Map<String, String> sorted = new TreeMap<>();
        node.properties()
                .forEach(entry -> sorted.put(entry.getKey(), entry.getValue().asText()));
        return sorted;
    }

    private static Collection<String> names(JsonNode node) {
        Collection<String> names = new ArrayList<>();
        for (Iterator<String> each = node.fieldNames(); each.hasNext(); ) {
            names.add(each.next());
        }
        return names;
    }

    private void put(String name, Object value) {
        all.put(name, value instanceof JsonNode node && node.isTextual() ? node.asText() : String.valueOf(value));
    }
}
