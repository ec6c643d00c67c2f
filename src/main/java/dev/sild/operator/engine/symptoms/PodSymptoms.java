package dev.sild.operator.engine.symptoms;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What a pod's own status reports, without events. */
final class PodSymptoms {
    private static final Set<String> IMAGE = Set.of(
            "ErrImagePull",
            "ImagePullBackOff",
            "ErrImageNeverPull",
            "InvalidImageName",
            "ImageInspectError",
            "RegistryUnavailable",
            "SignatureValidationFailed");
    private static final Set<String> STARTING = Set.of("ContainerCreating", "PodInitializing");

    private PodSymptoms() {}

    /** Returns the symptom closest to the cause; empty for a pod that works, ends or just starts. */
    static Optional<Symptom> of(Pod pod) {
        PodStatus status = pod.getStatus();
        if (status == null || pod.getMetadata().getDeletionTimestamp() != null) {
            return Optional.empty();
        }
        if ("Failed".equals(status.getPhase()) && status.getReason() != null) {
            return Optional.of(
                    new Symptom(Symptom.Kind.EVICTED, name(pod), status.getReason(), text(status.getMessage()), ""));
        }
        return unschedulable(pod)
                .or(() -> containers(status)
                        .flatMap(container -> container(pod, container).stream())
                        .findFirst());
    }

    /** Whether it waits for something that only events report: a volume, or its network. */
    static boolean isStarting(Pod pod) {
        return pod.getStatus() != null
                && containers(pod.getStatus())
                        .anyMatch(container -> waiting(container)
                                .filter(waiting -> STARTING.contains(text(waiting.getReason())))
                                .isPresent());
    }

    /** Returns the containers that run without being ready; their probes are the reason. */
    static List<String> unready(Pod pod) {
        return pod.getStatus() == null
                ? List.of()
                : containers(pod.getStatus())
                        .filter(container -> !Boolean.TRUE.equals(container.getReady()))
                        .filter(container -> container.getState() != null
                                && container.getState().getRunning() != null)
                        .map(ContainerStatus::getName)
                        .toList();
    }

    static String name(Pod pod) {
        return "Pod/" + pod.getMetadata().getName();
    }

    private static Optional<Symptom> unschedulable(Pod pod) {
        return conditions(pod)
                .filter(condition -> "PodScheduled".equals(condition.getType())
                        && "False".equals(condition.getStatus())
                        && "Unschedulable".equals(condition.getReason()))
                .findFirst()
                .map(condition -> new Symptom(
                        Symptom.Kind.NO_NODE, name(pod), "Unschedulable", text(condition.getMessage()), ""));
    }

    private static Stream<io.fabric8.kubernetes.api.model.PodCondition> conditions(Pod pod) {
        return list(pod.getStatus().getConditions()).stream();
    }

    private static Optional<Symptom> container(Pod pod, ContainerStatus container) {
        String reason = waiting(container).map(ContainerStateWaiting::getReason).orElse("");
        String message =
                waiting(container).map(ContainerStateWaiting::getMessage).orElse("");
        if (IMAGE.contains(text(reason))) {
            return Optional.of(new Symptom(Symptom.Kind.IMAGE, name(pod), reason, text(message), container.getName()));
        }
        if ("CrashLoopBackOff".equals(reason)) {
            return Optional.of(crash(pod, container, reason, terminated(container.getLastState())));
        }
        if (!text(reason).isEmpty() && !STARTING.contains(reason)) {
            return Optional.of(
                    new Symptom(Symptom.Kind.CONFIGURATION, name(pod), reason, text(message), container.getName()));
        }
        return terminated(container.getState())
                .filter(ended -> ended.getExitCode() != null && ended.getExitCode() != 0)
                .map(ended -> crash(pod, container, text(ended.getReason()), Optional.of(ended)))
                .or(() -> crashed(pod, container));
    }

    /** A container that runs again, is not ready and was killed or failed before. */
    private static Optional<Symptom> crashed(Pod pod, ContainerStatus container) {
        boolean again = !Boolean.TRUE.equals(container.getReady())
                && container.getRestartCount() != null
                && container.getRestartCount() > 1;
        return again
                ? terminated(container.getLastState())
                        .filter(ended -> ended.getExitCode() != null && ended.getExitCode() != 0)
                        .map(ended -> crash(pod, container, text(ended.getReason()), Optional.of(ended)))
                : Optional.empty();
    }

    private static Symptom crash(
            Pod pod, ContainerStatus container, String reason, Optional<ContainerStateTerminated> ended) {
        int restarts = container.getRestartCount() == null ? 0 : container.getRestartCount();
        String how = ended.map(state -> state.getSignal() != null && state.getSignal() != 0
                        ? "was ended by signal " + state.getSignal()
                        : "exited with code " + state.getExitCode())
                .orElse("does not stay up");
        String why = ended.map(ContainerStateTerminated::getReason)
                .filter(word -> !word.equals("Error") && !word.equals(reason))
                .map(word -> " (" + word + ")")
                .orElse("");
        return new Symptom(
                Symptom.Kind.CRASH,
                name(pod),
                reason.isEmpty() ? "Error" : reason,
                "container " + container.getName() + " " + how + why + "; " + restarts
                        + (restarts == 1 ? " restart" : " restarts"),
                container.getName());
    }

    private static Optional<ContainerStateWaiting> waiting(ContainerStatus container) {
        return Optional.ofNullable(container.getState()).map(ContainerState::getWaiting);
    }

    private static Optional<ContainerStateTerminated> terminated(ContainerState state) {
        return Optional.ofNullable(state).map(ContainerState::getTerminated);
    }

    private static Stream<ContainerStatus> containers(PodStatus status) {
        return Stream.concat(
                list(status.getInitContainerStatuses()).stream(), list(status.getContainerStatuses()).stream());
    }

    private static <T> List<T> list(List<T> list) {
        return list == null ? List.of() : list;
    }

    static String text(String text) {
        return text == null ? "" : text;
    }

    static Map<String, String> labels(Pod pod) {
        return pod.getMetadata().getLabels() == null
                ? Map.of()
                : pod.getMetadata().getLabels();
    }
}
