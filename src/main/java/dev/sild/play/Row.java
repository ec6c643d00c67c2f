package dev.sild.play;

import dev.sild.model.Lookup;
import dev.sild.play.podman.Podman;
import dev.sild.play.podman.PodmanException;
import dev.sild.play.state.LivePods.Address;
import dev.sild.play.state.LivePods.LiveContainer;
import dev.sild.play.state.LivePods.LivePod;
import dev.sild.play.state.PodState;
import dev.sild.play.state.PodState.Health;
import dev.sild.play.state.PodState.State;
import dev.sild.play.state.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A container of a project, as it is shown.
 *
 * @param name by what name it is found among the project's containers
 * @param service the component it belongs to
 * @param id its id
 * @param pod its pod's name
 * @param podId its pod's id
 * @param state podman's word for what it does, such as {@code running} or {@code exited}
 * @param health {@code healthy}, {@code unhealthy} or {@code starting}; empty if unknown or not running
 * @param exitCode the exit code of the last time it ended
 * @param restarts how often it was started again
 * @param started when it was started
 * @param addresses where its pod's published ports are
 */
public record Row(
        String name,
        String service,
        String id,
        String pod,
        String podId,
        String state,
        String health,
        int exitCode,
        int restarts,
        Optional<Instant> started,
        List<String> addresses) {

    public Row {
        addresses = List.copyOf(addresses);
    }

    /** Returns the containers of a project, in the order in which their pods were made; asks each how it is. */
    public static List<Row> of(Podman podman, String project, Progress progress)
            throws PodmanException, InterruptedException {
        PodWatch watch = new PodWatch(podman, project, Optional.empty(), progress);
        List<LivePod> pods = Snapshot.pods(podman, project);
        Map<String, Integer> names = new HashMap<>();
        pods.forEach(pod ->
                pod.mains().forEach(container -> names.merge(container.shortName(pod.name()), 1, Integer::sum)));
        List<Row> rows = new ArrayList<>();
        for (LivePod pod : pods) {
            Map<String, Health> health = watch.health(pod);
            for (LiveContainer container : pod.mains()) {
                String own = container.shortName(pod.name());
                rows.add(new Row(
                        Lookup.required(names, own) == 1 ? own : pod.service() + "/" + own,
                        pod.service(),
                        container.id(),
                        pod.name(),
                        pod.id(),
                        container.status(),
                        word(pod, container, health),
                        container.exitCode(),
                        container.restarts(),
                        container.started(),
                        addresses(container)));
            }
        }
        return rows;
    }

    private static String word(LivePod pod, LiveContainer container, Map<String, Health> health) {
        Health told = health.get(container.name());
        if (told == null || told == Health.UNKNOWN) {
            return "";
        }
        LivePod alone = new LivePod(pod.id(), pod.name(), pod.created(), pod.labels(), List.of(container));
        State state = PodState.of(alone, health, container.started().orElse(Instant.now()), Instant.now())
                .state();
        return told == Health.WELL ? "healthy" : state == State.FAILED ? "unhealthy" : "starting";
    }

    /**
     * Returns where the published ports of a container are: as an address of the web where servers there mostly speak
     * HTTP.
     */
    private static List<String> addresses(LiveContainer container) {
        return container.addresses().stream().map(Row::text).distinct().toList();
    }

    private static String text(Address address) {
        String host = address.host().isEmpty()
                ? "localhost"
                : address.host().indexOf(':') >= 0 ? "[" + address.host() + "]" : address.host();
        String at = host + ":" + address.port();
        if (!address.protocol().equals("tcp")) {
            return at + "/" + address.protocol();
        }
        boolean tls = address.target() == 443 || address.target() == 8443;
        return dev.sild.images.ports.HttpPorts.likelyHttp(address.target()) ? (tls ? "https://" : "http://") + at : at;
    }

    /** Whether a name that a user gives means this container: its own, or its component's. */
    public boolean isMeantBy(String given) {
        return given.equals(name) || given.equals(service);
    }
}
