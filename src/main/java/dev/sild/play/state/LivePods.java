package dev.sild.play.state;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What there is of a project on this machine.
 *
 * @param pods its pods, in the order in which they were made
 * @param networks its networks, by name
 * @param secrets the names of its secrets, and whether each outlives the pods
 * @param volumes the names of its volumes, and whether each holds data, or files that were copied into it
 */
public record LivePods(
        List<LivePod> pods,
        Map<String, LiveNetwork> networks,
        Map<String, Boolean> secrets,
        Map<String, Boolean> volumes) {

    /** A network: whether it is internal, and its label {@link PlayLabels#HASH}, which may be empty. */
    public record LiveNetwork(boolean internal, String hash) {}

    /**
     * A pod.
     *
     * @param labels its labels
     * @param containers its containers, without the one that podman adds
     */
    public record LivePod(
            String id, String name, String created, Map<String, String> labels, List<LiveContainer> containers) {
        public String service() {
            return labels.getOrDefault(PlayLabels.SERVICE, name);
        }

        /** Returns the containers that run beside each other; those that run before them are none. */
        public List<LiveContainer> mains() {
            return containers.stream()
                    .filter(container -> !container.inits().contains(container.shortName(name)))
                    .toList();
        }

        /** Whether it runs to its end. */
        public boolean ends() {
            return containers.stream()
                    .anyMatch(container -> container.annotations().containsKey(PlayLabels.ENDS));
        }
    }

    /**
     * A container.
     *
     * @param name its name, which begins with that of its pod
     * @param status podman's word for what it does, such as {@code running}
     * @param image the id of the image it was made of
     * @param addresses the ports of this machine that forward to its pod's ports
     */
    public record LiveContainer(
            String id,
            String name,
            String status,
            int exitCode,
            int restarts,
            Optional<Instant> started,
            String image,
            Map<String, String> annotations,
            List<Address> addresses) {

        /** Whether it has ended; podman has two words for that. */
        public boolean hasEnded() {
            return status.equals("exited") || status.equals("stopped");
        }

        public boolean running() {
            return status.equals("running");
        }

        /** Returns its name within its pod. */
        public String shortName(String pod) {
            return name.startsWith(pod + "-") ? name.substring(pod.length() + 1) : name;
        }

        /** Returns the names of the containers of its pod that run before the others. */
        Set<String> inits() {
            return Set.of(annotations.getOrDefault(PlayLabels.INITS, "").split(","));
        }

        public Optional<PodCheck> check(String pod) {
            return Optional.ofNullable(annotations.get(PlayLabels.CHECK + shortName(pod)))
                    .flatMap(PodCheck::parse);
        }
    }

    /** A port of this machine that forwards to a port of a pod; the host is empty for all addresses of the machine. */
    public record Address(String host, int port, int target, String protocol) {}

    public Optional<LivePod> pod(String name) {
        return pods.stream().filter(pod -> pod.name().equals(name)).findFirst();
    }

    /** Whether there is nothing of it at all. */
    public boolean isEmpty() {
        return pods.isEmpty() && networks.isEmpty() && secrets.isEmpty() && volumes.isEmpty();
    }
}
