package dev.sild.operator.engine.observe;

import dev.sild.operator.engine.state.LiveObject;
import dev.sild.operator.engine.state.RunMessage;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads what the pods of Jobs left when they ended. */
public final class Runs {
    private final Cluster cluster;

    public Runs(Cluster cluster) {
        this.cluster = cluster;
    }

    /** Returns the message of the newest pod of a Job; empty where it left none, or where pods cannot be read. */
    public Optional<RunMessage> message(LiveObject job) {
        try {
            return cluster.podsOfJob(job.ref()).stream()
                    .sorted(Comparator.comparing((Pod pod) -> pod.getMetadata().getCreationTimestamp())
                            .reversed())
                    .flatMap(pod -> messages(pod).stream())
                    .findFirst();
        } catch (KubernetesClientException e) {
            // The backup itself is known without them.
            return Optional.empty();
        }
    }

    private static Optional<RunMessage> messages(Pod pod) {
        List<ContainerStatus> all = pod.getStatus() == null || pod.getStatus().getContainerStatuses() == null
                ? List.of()
                : pod.getStatus().getContainerStatuses();
        return all.stream()
                .flatMap(status -> status.getState() == null
                        ? Stream.empty()
                        : Stream.ofNullable(status.getState().getTerminated()))
                .map(ContainerStateTerminated::getMessage)
                .filter(message -> message != null && !message.isBlank())
                .map(String::strip)
                .findFirst()
                .map(RunMessage::new);
    }
}
