package dev.sild.operator.engine.status;

import dev.sild.operator.engine.plan.Readiness;
import dev.sild.operator.engine.state.Desired;
import dev.sild.operator.engine.state.Observed;
import dev.sild.operator.engine.state.Reason;
import dev.sild.operator.engine.state.Ref;
import dev.sild.operator.engine.state.Step;
import dev.sild.operator.engine.symptoms.Symptom;
import dev.sild.operator.engine.symptoms.Symptoms;
import dev.sild.stacks.shared.NotAllowedException;
import dev.sild.stacks.shared.Stack;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How a stack is doing, from what was refused and how its objects are.
 *
 * @param outcome how far it is
 * @param reason why, in one word
 * @param message why, for a person: objects, and what is with them
 */
public record Assessment(Readiness.State outcome, Reason reason, String message) {
    private static final int NAMED = 3;

    /**
     * Returns how a stack with these objects is doing.
     *
     * @param happened what was refused or failed is of weight
     * @param waits the objects that are left as they are for now
     */
    public static Assessment of(
            Collection<ObjectEvent> happened, List<Step.Wait> waits, List<Desired> desired, Observed observed) {
        return of(happened, waits, desired, observed, Symptoms.NONE);
    }

    /**
     * Returns the same, with the words of the cluster for what does not work.
     *
     * @param symptoms what the cluster reports of the stack's pods
     */
    public static Assessment of(
            Collection<ObjectEvent> happened,
            List<Step.Wait> waits,
            List<Desired> desired,
            Observed observed,
            Symptoms symptoms) {
        List<ObjectEvent.Refused> refused = happened.stream()
                .filter(ObjectEvent.Refused.class::isInstance)
                .map(ObjectEvent.Refused.class::cast)
                .toList();
        if (!refused.isEmpty()) {
            return new Assessment(
                    Readiness.State.FAILED,
                    refused.get(0).reason(),
                    joined(refused.stream().map(ObjectEvent.Refused::why).toList()));
        }
        List<String> unanswered = happened.stream()
                .filter(ObjectEvent.Failed.class::isInstance)
                .map(one -> ((ObjectEvent.Failed) one).why())
                .toList();
        if (!unanswered.isEmpty()) {
            return unavailable(joined(unanswered));
        }
        List<String> failed = new ArrayList<>();
        List<String> waiting =
                new ArrayList<>(waits.stream().map(Step.Wait::why).toList());
        Map<Symptom, String> explained = new LinkedHashMap<>();
        Set<Ref> told = waits.stream().map(Step.Wait::ref).collect(Collectors.toSet());
        for (Desired object : desired) {
            if (told.contains(object.ref())) {
                continue;
            }
            Readiness readiness = observed.get(object.ref())
                    .map(Readiness::of)
                    .orElse(new Readiness(Readiness.State.IN_PROGRESS, "not created yet"));
            if (readiness.state() != Readiness.State.CURRENT) {
                Optional<Symptom> symptom = observed.get(object.ref()).flatMap(symptoms::of);
                String text = object.ref() + ": " + readiness.message();
                if (symptom.isPresent()) {
                    explained.put(symptom.get(), text + "; " + symptom.get().textAt(object.ref()));
                }
                if (readiness.state() == Readiness.State.FAILED) {
                    failed.add(symptom.map(explained::remove).orElse(text));
                } else if (symptom.isEmpty()) {
                    waiting.add(text);
                }
            }
        }
        // What is explained comes first, the closest to the cause before the others: they often only wait for it.
        List<String> causes = explained.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(Comparator.comparing(Symptom::kind)))
                .map(Map.Entry::getValue)
                .toList();
        waiting.addAll(0, causes);
        if (!failed.isEmpty()) {
            failed.addAll(causes);
            return new Assessment(Readiness.State.FAILED, Reason.FAILED, joined(failed));
        }
        return waiting.isEmpty()
                ? new Assessment(Readiness.State.CURRENT, Reason.READY, "All components are ready.")
                : new Assessment(Readiness.State.IN_PROGRESS, Reason.PROGRESSING, joined(waiting));
    }

    /**
     * Returns how a stack is doing that was ready, while the API server does not do all for the moment: by the objects
     * that are there.
     */
    public static Assessment inPassing(
            Collection<ObjectEvent> happened, List<Step.Wait> waits, List<Desired> desired, Observed observed) {
        return of(
                happened.stream()
                        .filter(one -> !(one instanceof ObjectEvent.Failed))
                        .toList(),
                waits,
                desired.stream()
                        .filter(object -> observed.get(object.ref()).isPresent())
                        .toList(),
                observed);
    }

    /** Whether the stack is not ready because of its pods, so that these tell why. */
    public boolean dependsOnPods() {
        return reason == Reason.PROGRESSING || reason == Reason.FAILED;
    }

    /** Returns the assessment of a stack for which not every request to the API server succeeded. */
    public static Assessment unavailable(String message) {
        return new Assessment(Readiness.State.IN_PROGRESS, Reason.API_UNAVAILABLE, message);
    }

    /** Returns how a stack is doing of which nothing can be made as its spec is. */
    public static Assessment refused(IllegalArgumentException why) {
        return new Assessment(
                Readiness.State.FAILED,
                why instanceof NotAllowedException ? Reason.NOT_ALLOWED : Reason.INVALID_SPEC,
                String.valueOf(why.getMessage()));
    }

    /** Returns the same, and for a stack that is ready also what it is complete without. */
    public Assessment with(List<Stack.Withheld> withheld) {
        List<String> notes = withheld.stream()
                .filter(object -> !object.requested())
                .map(Stack.Withheld::why)
                .toList();
        return outcome != Readiness.State.CURRENT || notes.isEmpty()
                ? this
                : new Assessment(outcome, reason, message + " Not applied: " + joined(notes) + ".");
    }

    /** Returns the same for a stack that sleeps as its user asked. */
    public Assessment ofHibernated() {
        return outcome != Readiness.State.CURRENT
                ? this
                : new Assessment(
                        outcome, Reason.HIBERNATED, "No pods run, as requested; volumes and passwords are kept.");
    }

    private static String joined(List<String> messages) {
        String named = messages.stream().limit(NAMED).collect(Collectors.joining("; "));
        return messages.size() <= NAMED ? named : named + "; and " + (messages.size() - NAMED) + " more";
    }
}
