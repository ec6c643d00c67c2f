package dev.sild.operator.engine.symptoms;

import dev.sild.kubernetes.objects.Labels;
import dev.sild.operator.engine.state.ChildKind;
import dev.sild.operator.engine.state.LiveObject;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Volume;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The pods of a stack and the warnings about them, from which the cause is found why a component does not work.
 *
 * @param pods the pods of the stack
 * @param warnings the warnings in its namespace, of whatever object
 * @param now by which warnings are too old to be the cause
 */
public record Symptoms(List<Pod> pods, List<Event> warnings, Instant now) {
    /** Nothing is known. */
    public static final Symptoms NONE = new Symptoms(List.of(), List.of(), Instant.EPOCH);

    /** Controllers repeat a failed creation with growing pauses, at last of a quarter of an hour. */
    private static final Duration CURRENT = Duration.ofMinutes(20);

    /** Distinguishes the pods of a schedule's runs. */
    private static final String JOB = "job-name";

    private static final Set<String> NOT_CREATED = Set.of("FailedCreate");
    private static final Set<String> NOT_MOUNTED =
            Set.of("FailedMount", "FailedAttachVolume", "FailedMapVolume", "FailedCreatePodSandBox");
    private static final Set<String> NOT_PROVISIONED = Set.of("ProvisioningFailed", "FailedBinding");
    private static final Set<String> UNHEALTHY = Set.of("Unhealthy");

    public Symptoms {
        pods = List.copyOf(pods);
        warnings = List.copyOf(warnings);
    }

    /** Returns what is closest to the cause why a workload does not work; empty where nothing is reported. */
    public Optional<Symptom> of(LiveObject workload) {
        String component = workload.component();
        List<Pod> its = component.isEmpty()
                ? List.of()
                : pods.stream()
                        .filter(pod -> component.equals(Labels.component(PodSymptoms.labels(pod))))
                        .filter(pod -> workload.ref().kind() != ChildKind.JOB
                                || workload.ref()
                                        .name()
                                        .equals(PodSymptoms.labels(pod).get(JOB)))
                        .toList();
        return Stream.concat(its.stream().flatMap(pod -> of(pod).stream()), notCreated(workload, its).stream())
                .min(Comparator.comparing(Symptom::kind));
    }

    /** Returns what is closest to the cause why a pod does not work; empty where nothing is reported. */
    public Optional<Symptom> of(Pod pod) {
        Optional<Symptom> own = PodSymptoms.of(pod);
        if (own.filter(symptom -> symptom.kind() == Symptom.Kind.NO_NODE).isPresent()) {
            return unbound(pod).or(() -> own);
        }
        if (own.isPresent()) {
            // The words of a failed probe say more than those of the restart that it caused.
            return own.filter(symptom -> symptom.kind() == Symptom.Kind.CRASH)
                    .flatMap(symptom -> probe(pod, Set.of(symptom.container()), "Liveness"))
                    .or(() -> own);
        }
        if (PodSymptoms.isStarting(pod)) {
            return newest(about(
                            "Pod",
                            pod.getMetadata().getName(),
                            pod.getMetadata().getUid(),
                            NOT_MOUNTED))
                    .map(event -> new Symptom(
                            Symptom.Kind.MOUNT,
                            PodSymptoms.name(pod),
                            event.getReason(),
                            PodSymptoms.text(event.getMessage()),
                            ""));
        }
        List<String> unready = PodSymptoms.unready(pod);
        return unready.isEmpty() || pod.getMetadata().getDeletionTimestamp() != null
                ? Optional.empty()
                : probe(pod, Set.copyOf(unready), "");
    }

    private Optional<Symptom> probe(Pod pod, Set<String> containers, String probe) {
        Predicate<Event> about =
                about("Pod", pod.getMetadata().getName(), pod.getMetadata().getUid(), UNHEALTHY);
        return newest(about.and(event -> PodSymptoms.text(event.getMessage()).startsWith(probe)
                        && containers.stream().anyMatch(container -> isOf(event, container))))
                .map(event -> new Symptom(
                        Symptom.Kind.PROBE,
                        PodSymptoms.name(pod),
                        event.getReason(),
                        PodSymptoms.text(event.getMessage()),
                        containers.iterator().next()));
    }

    private static boolean isOf(Event event, String container) {
        String path = event.getInvolvedObject().getFieldPath();
        return path == null || path.endsWith("{" + container + "}");
    }

    /** Returns why a claim of a pod has no volume. */
    private Optional<Symptom> unbound(Pod pod) {
        List<Volume> volumes = pod.getSpec() == null || pod.getSpec().getVolumes() == null
                ? List.of()
                : pod.getSpec().getVolumes();
        return volumes.stream()
                .filter(volume -> volume.getPersistentVolumeClaim() != null)
                .map(volume -> volume.getPersistentVolumeClaim().getClaimName())
                .flatMap(claim -> newest(about("PersistentVolumeClaim", claim, null, NOT_PROVISIONED))
                        .map(event -> new Symptom(
                                Symptom.Kind.NO_VOLUME,
                                "PersistentVolumeClaim/" + claim,
                                event.getReason(),
                                PodSymptoms.text(event.getMessage()),
                                ""))
                        .stream())
                .findFirst();
    }

    /** Deployments report it as a condition, other workloads only by an event. */
    private Optional<Symptom> notCreated(LiveObject workload, List<Pod> its) {
        Optional<Symptom> condition = workload.field("status", "conditions")
                .filter(List.class::isInstance)
                .map(List.class::cast)
                .flatMap(conditions -> ((List<?>) conditions)
                        .stream()
                                .filter(Map.class::isInstance)
                                .map(Map.class::cast)
                                .filter(one ->
                                        "ReplicaFailure".equals(one.get("type")) && "True".equals(one.get("status")))
                                .map(one -> new Symptom(
                                        Symptom.Kind.NO_POD,
                                        workload.ref().toString(),
                                        String.valueOf(one.get("reason")),
                                        String.valueOf(one.get("message")),
                                        ""))
                                .findFirst());
        long wanted = workload.number(workload.number(1, "status", "desiredNumberScheduled"), "spec", "replicas");
        return condition.isPresent() || its.size() >= wanted
                ? condition
                : newest(about(workload.ref().kind().kind(), workload.ref().name(), workload.uid(), NOT_CREATED))
                        .map(event -> new Symptom(
                                Symptom.Kind.NO_POD,
                                workload.ref().toString(),
                                event.getReason(),
                                PodSymptoms.text(event.getMessage()),
                                ""));
    }

    private static Predicate<Event> about(String kind, String name, @Nullable String uid, Set<String> reasons) {
        return event -> {
            ObjectReference object = event.getInvolvedObject();
            return reasons.contains(event.getReason())
                    && kind.equals(object.getKind())
                    && name.equals(object.getName())
                    && (uid == null || object.getUid() == null || uid.equals(object.getUid()));
        };
    }

    private Optional<Event> newest(Predicate<Event> about) {
        return warnings.stream()
                .filter(about)
                .filter(event -> time(event).isAfter(now.minus(CURRENT)))
                .max(Comparator.comparing(Symptoms::time));
    }

    /** Returns when an event was last reported. */
    public static Instant time(Event event) {
        return Stream.of(
                        event.getLastTimestamp(),
                        event.getSeries() == null || event.getSeries().getLastObservedTime() == null
                                ? null
                                : event.getSeries().getLastObservedTime().getTime(),
                        event.getEventTime() == null
                                ? null
                                : event.getEventTime().getTime(),
                        event.getMetadata().getCreationTimestamp())
                .filter(text -> text != null && !text.isEmpty())
                .flatMap(text -> parsed(text).stream())
                .findFirst()
                .orElse(Instant.EPOCH);
    }

    private static Optional<Instant> parsed(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException malformed) {
            return Optional.empty();
        }
    }
}
