package dev.sild.operator.engine;

import dev.sild.operator.engine.observe.Capabilities;
import dev.sild.operator.engine.observe.Children;
import dev.sild.operator.engine.plan.Memory;
import dev.sild.operator.engine.plan.Plan;
import dev.sild.operator.engine.plan.Readiness;
import dev.sild.operator.engine.state.ChildKind;
import dev.sild.operator.engine.state.Desired;
import dev.sild.operator.engine.state.Owner;
import dev.sild.operator.engine.state.Reason;
import dev.sild.operator.engine.state.Ref;
import dev.sild.operator.engine.state.Step;
import dev.sild.operator.engine.status.Assessment;
import dev.sild.operator.engine.status.ObjectEvent;
import dev.sild.operator.engine.status.StackStatus;
import dev.sild.stacks.shared.Stack;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What happened at one look at a stack, besides the steps of its plan, and when it is looked at again. */
final class StackEvents {
    /** After how long a stack is looked at again if it waits for something that no watch reports. */
    private static final Duration SOON = Duration.ofSeconds(30);

    /** How often the pods of a stack are read that has not been ready for a short time, and for a long one. */
    static final Duration AT_FIRST = Duration.ofSeconds(5);

    private static final Duration LATER = Duration.ofMinutes(1);
    private static final Duration LONG = Duration.ofMinutes(5);

    private StackEvents() {}

    /** Returns what the spec asks for and is left out since it is not allowed. */
    static List<ObjectEvent> refused(Owner owner, List<Stack.Withheld> withheld) {
        return withheld.stream()
                .filter(Stack.Withheld::requested)
                .<ObjectEvent>map(object -> new ObjectEvent.Refused(
                        new Ref(
                                ChildKind.of(object.apiVersion(), object.kind()).orElseThrow(),
                                owner.namespace(),
                                object.name()),
                        object.exists() ? Reason.CAPABILITY_MISSING : Reason.NOT_ALLOWED,
                        object.why()))
                .toList();
    }

    /** Returns what is left as it is for now. */
    static List<Step.Wait> waits(Plan plan, List<Ref> rotating) {
        List<Step.Wait> waits = new ArrayList<>();
        rotating.forEach(
                secret -> waits.add(new Step.Wait(secret, secret + ": the server is getting its new password")));
        plan.steps().stream()
                .filter(Step.Wait.class::isInstance)
                .map(Step.Wait.class::cast)
                .forEach(waits::add);
        return List.copyOf(waits);
    }

    /** Whether something was refused or failed. */
    static boolean isWrong(ObjectEvent one) {
        return one instanceof ObjectEvent.Refused || one instanceof ObjectEvent.Failed;
    }

    /**
     * A generated Secret is created with its data alone and gets the rest by the plan: that is one thing that happened.
     */
    static void forgetSecondSteps(List<ObjectEvent> happened) {
        Set<Ref> created = new HashSet<>();
        happened.stream()
                .filter(ObjectEvent.Created.class::isInstance)
                .map(ObjectEvent::ref)
                .forEach(created::add);
        happened.removeIf(one -> one instanceof ObjectEvent.Updated && created.contains(one.ref()));
    }

    /** Returns the runs of the stack's schedules that failed and are still there. */
    static List<ObjectEvent> failures(Children children, Owner owner, List<Desired> desired) {
        Set<String> schedules = new HashSet<>();
        desired.stream()
                .map(Desired::ref)
                .filter(ref -> ref.kind() == ChildKind.CRON_JOB)
                .forEach(ref -> schedules.add(ref.name()));
        return children.of(owner.namespace(), owner.name()).stream()
                .filter(live ->
                        live.ref().kind() == ChildKind.JOB && Readiness.of(live).state() == Readiness.State.FAILED)
                // One that kubectl made from the schedule has it as an owner, though not as its controller.
                .filter(live -> live.ownerReferences().stream()
                        .anyMatch(by ->
                                by.getKind().equals(ChildKind.CRON_JOB.kind()) && schedules.contains(by.getName())))
                .<ObjectEvent>map(live -> new ObjectEvent.ScheduledJobFailed(live.ref()))
                .toList();
    }

    /**
     * Returns when a stack is looked at again though no watch tells of a change; empty for never. Pods are not watched:
     * while they are the reason, their state is read again, and less often where it has been the reason for long.
     */
    static Optional<Duration> again(
            List<ObjectEvent> happened, boolean waits, Assessment assessment, Map<?, ?> status, Instant now) {
        Optional<Duration> again = waits ? Optional.of(SOON) : Optional.empty();
        if (assessment.dependsOnPods()) {
            again = earlier(again, StackStatus.notReadySince(status).plus(LONG).isAfter(now) ? AT_FIRST : LATER);
        }
        for (ObjectEvent one : happened) {
            if (one instanceof ObjectEvent.Refused refused) {
                again = earlier(
                        again,
                        switch (refused.reason()) {
                            case FIELD_CONTESTED -> Memory.WINDOW;
                            case REJECTED, IMMUTABLE_FIELD -> Memory.REFUSAL;
                            default -> Capabilities.PATIENCE.multipliedBy(2);
                        });
            }
        }
        return again;
    }

    private static Optional<Duration> earlier(Optional<Duration> known, Duration other) {
        return Optional.of(known.filter(one -> one.compareTo(other) < 0).orElse(other));
    }
}
