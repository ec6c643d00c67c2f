package dev.sild.cli.status;

import dev.sild.cli.stack.LiveApplication;
import dev.sild.cli.stack.LiveStack;
import dev.sild.operator.engine.state.ChildKind;
import dev.sild.operator.engine.state.LiveObject;
import dev.sild.operator.engine.symptoms.Symptoms;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of a stack or project: the objects that its status screen shows.
 *
 * @param application the stack or project
 * @param objects its workloads, schedules, runs and claims
 * @param symptoms its pods, and the warnings in its namespace
 * @param events what the operator recorded about a stack, the newest first
 * @param certificates the certificates that it serves
 * @param crashLogs the last line that containers wrote before they ended, by {@code POD/CONTAINER}
 * @param unread what could not be read, and why
 * @param now the time
 */
public record ApplicationState(
        LiveApplication application,
        List<LiveObject> objects,
        Symptoms symptoms,
        List<Event> events,
        List<Certificate> certificates,
        Map<String, String> crashLogs,
        List<String> unread,
        Instant now) {
    private static final List<ChildKind> WORKLOADS = List.of(
            ChildKind.DEPLOYMENT, ChildKind.STATEFUL_SET, ChildKind.DAEMON_SET, ChildKind.CRON_JOB, ChildKind.JOB);

    public ApplicationState {
        objects = List.copyOf(objects);
        events = List.copyOf(events);
        certificates = List.copyOf(certificates);
        crashLogs = Map.copyOf(crashLogs);
        unread = List.copyOf(unread);
    }

    /** Returns the custom resource; empty for a project, which has none. */
    public Optional<LiveStack> stack() {
        return application instanceof LiveStack stack ? Optional.of(stack) : Optional.empty();
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

    /** Whether the user may read all kinds of objects that run pods. */
    public boolean areWorkloadsRead() {
        return WORKLOADS.stream()
                .noneMatch(kind -> unread.stream().anyMatch(line -> line.startsWith(kind.plural() + ": ")));
    }

    /** Returns the Jobs of its own, without the runs of schedules. */
    public List<LiveObject> jobs() {
        return of(ChildKind.JOB).stream()
                .filter(job -> job.controller().isEmpty())
                .toList();
    }

    /** Returns the pods that should run, without those of Jobs. */
    public List<Pod> pods() {
        return symptoms.pods().stream()
                .filter(pod -> pod.getMetadata().getOwnerReferences().stream()
                        .noneMatch(owner -> owner.getKind().equals(ChildKind.JOB.kind())))
                .toList();
    }
}
