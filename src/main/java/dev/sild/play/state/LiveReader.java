package dev.sild.play.state;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sild.play.podman.PodmanException;
import dev.sild.play.state.LivePods.Address;
import dev.sild.play.state.LivePods.LiveContainer;
import dev.sild.play.state.LivePods.LiveNetwork;
import dev.sild.play.state.LivePods.LivePod;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads what podman answers. */
public final class LiveReader {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Podman's time for what has not happened. */
    private static final Instant NEVER = Instant.parse("0001-01-01T00:00:00Z");

    private LiveReader() {}

    /**
     * Returns the pods of {@code podman pod ps --format json}, in the order in which they were made.
     *
     * @param containers what {@code podman container inspect} says of their containers
     */
    static List<LivePod> pods(String answer, String containers) throws PodmanException {
        Map<String, List<LiveContainer>> byPod = new LinkedHashMap<>();
        for (JsonNode container : tree(containers)) {
            if (!container.path("IsInfra").asBoolean()) {
                byPod.computeIfAbsent(container.path("Pod").asText(), pod -> new ArrayList<>())
                        .add(container(container));
            }
        }
        List<LivePod> pods = new ArrayList<>();
        for (JsonNode pod : tree(answer)) {
            List<LiveContainer> its = byPod.getOrDefault(pod.path("Id").asText(), List.of());
            pods.add(new LivePod(
                    pod.path("Id").asText(),
                    pod.path("Name").asText(),
                    pod.path("Created").asText(),
                    texts(pod.path("Labels")),
                    List.copyOf(its)));
        }
        pods.sort(Comparator.comparing(LivePod::created));
        return pods;
    }

    private static LiveContainer container(JsonNode container) {
        JsonNode state = container.path("State");
        List<Address> addresses = new ArrayList<>();
        container.path("NetworkSettings").path("Ports").properties().forEach(port -> {
            String[] target = port.getKey().split("/");
            port.getValue()
                    .forEach(host -> addresses.add(new Address(
                            host(host.path("HostIp").asText()),
                            host.path("HostPort").asInt(),
                            Integer.parseInt(target[0]),
                            target.length > 1 ? target[1] : "tcp")));
        });
        addresses.sort(Comparator.comparing(Address::port));
        return new LiveContainer(
                container.path("Id").asText(),
                container.path("Name").asText(),
                state.path("Status").asText(),
                state.path("ExitCode").asInt(),
                container.path("RestartCount").asInt(),
                instant(state.path("StartedAt").asText()),
                container.path("Image").asText(),
                texts(container.path("Config").path("Annotations")),
                List.copyOf(addresses));
    }

    /**
     * Who has ports of this machine.
     *
     * @param what its description for the user
     * @param remedy how it is ended
     */
    public record Holder(String what, String remedy, List<Address> addresses) {}

    /** Returns who has ports of this machine, of the containers of {@code podman ps --pod --format json}. */
    public static List<Holder> holders(String answer) throws PodmanException {
        List<Holder> holders = new ArrayList<>();
        for (JsonNode container : tree(answer)) {
            List<Address> addresses = new ArrayList<>();
            container.path("Ports").forEach(port -> {
                for (int offset = 0; offset < Math.max(1, port.path("range").asInt()); offset++) {
                    addresses.add(new Address(
                            host(port.path("host_ip").asText()),
                            port.path("host_port").asInt() + offset,
                            port.path("container_port").asInt() + offset,
                            port.path("protocol").asText()));
                }
            });
            if (!addresses.isEmpty() && !container.path("IsInfra").asBoolean()) {
                holders.add(holder(container, List.copyOf(addresses)));
            }
        }
        return holders;
    }

    private static Holder holder(JsonNode container, List<Address> addresses) {
        String project = container.path("Labels").path(PlayLabels.PROJECT).asText();
        String service = container.path("Labels").path(PlayLabels.SERVICE).asText();
        String pod = container.path("PodName").asText();
        String name = container.path("Names").path(0).asText();
        if (!project.isEmpty()) {
            return new Holder(
                    "'" + service + "' of the project '" + project + "'",
                    "stop it with 'sild down -p " + project + "'",
                    addresses);
        }
        return pod.isEmpty()
                ? new Holder("the container '" + name + "'", "stop it with 'podman stop " + name + "'", addresses)
                : new Holder("the pod '" + pod + "'", "stop it with 'podman pod stop " + pod + "'", addresses);
    }

    private static String host(String address) {
        return address.equals("0.0.0.0") ? "" : address;
    }

    /** Returns the networks of {@code podman network ls --format json} by name. */
    static Map<String, LiveNetwork> networks(String answer) throws PodmanException {
        Map<String, LiveNetwork> networks = new TreeMap<>();
        tree(answer)
                .forEach(network -> networks.put(
                        network.path("name").asText(),
                        new LiveNetwork(
                                network.path("internal").asBoolean(),
                                network.path("labels").path(PlayLabels.HASH).asText())));
        return networks;
    }

    /** Returns the volumes of {@code podman volume ls --format json} by name, and whether each holds data. */
    static Map<String, Boolean> volumes(String answer) throws PodmanException {
        Map<String, Boolean> volumes = new TreeMap<>();
        tree(answer).forEach(volume -> volumes.put(volume.path("Name").asText(), isData(volume.path("Labels"))));
        return volumes;
    }

    /**
     * Returns the secrets of a project, of those of {@code podman secret inspect}, by name, and whether each outlives
     * it.
     */
    public static Map<String, Boolean> secrets(String answer, String project) throws PodmanException {
        Map<String, Boolean> secrets = new TreeMap<>();
        for (JsonNode secret : tree(answer)) {
            JsonNode labels = secret.path("Spec").path("Labels");
            if (labels.path(PlayLabels.PROJECT).asText().equals(project)) {
                secrets.put(secret.path("Spec").path("Name").asText(), isData(labels));
            }
        }
        return secrets;
    }

    /** Returns the content of a secret, as {@code podman secret inspect --showsecret} shows it. */
    public static Optional<String> content(String answer) throws PodmanException {
        return Optional.ofNullable(tree(answer).path(0).get("SecretData")).map(JsonNode::asText);
    }

    private static boolean isData(JsonNode labels) {
        return labels.path(PlayLabels.KIND).asText().equals(PlayLabels.DATA);
    }

    private static JsonNode tree(String answer) throws PodmanException {
        try {
            return answer.isBlank() ? JSON.createArrayNode() : JSON.readTree(answer);
        } catch (JsonProcessingException other) {
            throw new PodmanException("podman returned invalid JSON", "use podman 4.4 or newer");
        }
    }

    private static Map<String, String> texts(JsonNode map) {
        Map<String, String> texts = new TreeMap<>();
        map.properties()
                .forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
        return texts;
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(java.time.OffsetDateTime.parse(text).toInstant())
                    .filter(instant -> !instant.equals(NEVER));
        } catch (DateTimeParseException none) {
            return Optional.empty();
        }
    }
}
