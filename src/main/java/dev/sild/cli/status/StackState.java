package dev.sild.cli.status;

import dev.sild.cli.stack.LiveStack;
import dev.sild.kubernetes.objects.Labels;
import dev.sild.operator.engine.state.ChildKind;
import dev.sild.operator.engine.state.LiveObject;
import dev.sild.operator.engine.symptoms.Symptoms;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What is known of a stack: the objects that its status screen shows.
 *
 * @param stack the custom resource
 * @param objects its workloads, schedules, runs and claims
 * @param symptoms its pods, and the warnings in its namespace
 * @param events what the operator recorded about it, the newest first
 * @param certificates the certificates that it serves
 * @param crashLogs the last line that containers wrote before they ended, by {@code POD/CONTAINER}
 * @param unread what could not be read, and why
 * @param now the time
 */
public record StackState(
        LiveStack stack,
        List<LiveObject> objects,
        Symptoms symptoms,
        List<Event> events,
        List<Certificate> certificates,
        Map<String, String> crashLogs,
        List<String> unread,
        Instant now) {
    public StackState {
        objects = List.copyOf(objects);
        events = List.copyOf(events);
        certificates = List.copyOf(certificates);
        crashLogs = Map.copyOf(crashLogs);
        unread = List.copyOf(unread);
    }

    /** Returns the objects of some kinds. */
    public List<LiveObject> of(ChildKind... kinds) {
        return objects.stream()
                .filter(object -> List.of(kinds).contains(object.ref().kind()))
                .toList();
    }

    /** Returns the objects that keep pods running. */
    public List<LiveObject> workloads() {
        return of(ChildKind.DEPLOYMENT, ChildKind.STATEFUL_SET, ChildKind.DAEMON_SET);
    }

    /** Returns the pods that should run, without those of Jobs. */
    public List<Pod> pods() {
        return symptoms.pods().stream()
                .filter(pod -> pod.getMetadata().getOwnerReferences().stream()
                        .noneMatch(owner -> owner.getKind().equals(ChildKind.JOB.kind())))
                .toList();
    }

    /** Returns the component that an object belongs to; its own name where it has none. */
    public static String component(LiveObject object) {
        return object.labels().getOrDefault(Labels.COMPONENT, object.ref().name());
    }
}
