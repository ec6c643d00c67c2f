package dev.sild.operator.engine.plan;

import dev.sild.kubernetes.objects.Labels;
import dev.sild.operator.engine.state.Change;
import dev.sild.operator.engine.state.ChildKind;
import dev.sild.operator.engine.state.Desired;
import dev.sild.operator.engine.state.FieldPath;
import dev.sild.operator.engine.state.LiveObject;
import dev.sild.operator.engine.state.Observed;
import dev.sild.operator.engine.state.Owner;
import dev.sild.operator.engine.state.OwnerMarks;
import dev.sild.operator.engine.state.Reason;
import dev.sild.operator.engine.state.Ref;
import dev.sild.operator.engine.state.Step;
import dev.sild.stacks.shared.Capability;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What has to be done for a stack to be as it should, as a value: nothing is read and nothing is written to make it.
 *
 * @param steps one for each object, in the order in which they are done: what goes, goes last
 */
public record Plan(List<Step> steps) {
    private static final FieldPath APPLIED = FieldPath.of("metadata", "annotations", OwnerMarks.APPLIED);
    private static final FieldPath REPLICAS = FieldPath.of("spec", "replicas");

    public Plan {
        steps = List.copyOf(steps);
    }

    /**
     * What a plan is made with, besides what should be and what is.
     *
     * @param owner the stack
     * @param capabilities the third-party kinds that the cluster has
     * @param adoption the unowned objects that the user lets the stack adopt
     * @param now the time
     */
    public record Setting(Owner owner, Set<Capability> capabilities, AdoptionConsent adoption, Instant now) {
        public Setting {
            capabilities = Set.copyOf(capabilities);
        }
    }

    /** Returns the plan for a stack without any memory of earlier reconciliations. */
    public static Plan of(List<Desired> desired, Observed observed, Setting setting) {
        return of(desired, observed, setting, new Memory());
    }

    public static Plan of(List<Desired> desired, Observed observed, Setting setting, Memory memory) {
        List<Step> steps = new ArrayList<>();
        for (Desired object : desired) {
            steps.add(step(object, observed, setting, memory));
        }
        steps.addAll(prunes(desired, observed, setting.owner(), false));
        return new Plan(steps);
    }

    /**
     * Returns the plan together with all that comes of it: the fields that an apply removes, and the Jobs that go once
     * their successors have done their work.
     *
     * @param observed objects with all that the API server keeps of their managers
     */
    public static Plan withConsequences(List<Desired> desired, Observed observed, Setting setting) {
        List<Step> steps = new ArrayList<>();
        for (Step step : of(desired, observed, setting).steps()) {
            steps.add(step instanceof Step.Apply apply ? withRemovedFields(apply) : step);
        }
        steps.addAll(prunes(desired, observed, setting.owner(), true));
        return new Plan(steps);
    }

    private static Step withRemovedFields(Step.Apply apply) {
        List<Change> changes = new ArrayList<>(apply.changes());
        RemovedFields.of(apply.desired(), apply.live()).stream()
                .filter(change -> !(apply.handOver() && change.path().equals(REPLICAS)))
                .forEach(changes::add);
        return new Step.Apply(apply.desired(), apply.live(), changes, apply.cause(), apply.handOver());
    }

    /** Whether nothing has to be done, and nothing is refused. */
    public boolean isDone() {
        return steps.stream().allMatch(step -> step instanceof Step.Keep);
    }

    private static Step step(Desired desired, Observed observed, Setting setting, Memory memory) {
        Ref ref = desired.ref();
        Optional<Capability> missing =
                ref.kind().capability().filter(needed -> !setting.capabilities().contains(needed));
        if (missing.isPresent()) {
            return new Step.Refuse(ref, Reason.CAPABILITY_MISSING, missing(ref));
        }
        Optional<LiveObject> found = observed.get(ref);
        Optional<Step> refused =
                found.flatMap(live -> notOurs(live, setting)).or(() -> memory.rejection(desired, found, setting.now()));
        if (refused.isPresent()) {
            return refused.get();
        }
        return found.isEmpty() ? new Step.Create(desired) : existing(desired, found.get(), observed, setting, memory);
    }

    /** Returns why an object cannot be made where its kind is not there. */
    public static String missing(Ref ref) {
        return ref + " needs " + ref.kind().apiVersion() + ": install it, or allow the operator to watch it";
    }

    /** Returns why an object is not touched; nothing for one of the stack's own. */
    private static Optional<Step> notOurs(LiveObject live, Setting setting) {
        Ref ref = live.ref();
        Ownership ownership = Ownership.of(live, setting.owner());
        if (live.isDeleting()) {
            return Optional.of(new Step.Wait(ref, "waiting for the deletion of " + ref));
        }
        return switch (ownership) {
            case OURS -> Optional.empty();
            case OF_PREDECESSOR ->
                Optional.of(new Step.Wait(
                        ref, ref + " belongs to a previous stack of this" + " name; waiting for its deletion"));
            case OF_CONTROLLER ->
                Optional.of(new Step.Refuse(
                        ref,
                        Reason.CONFLICT,
                        ref + " exists and is controlled by "
                                + live.controller()
                                        .map(owner -> owner.getKind() + "/" + owner.getName())
                                        .orElse("another controller")
                                + ": rename one of them"));
            case OF_NOBODY ->
                setting.adoption().includes(ref) && isGivenTo(setting.owner(), live)
                        ? Optional.empty()
                        : Optional.of(new Step.Refuse(
                                ref,
                                Reason.CONFLICT,
                                ref + " exists but does not belong to this stack: delete it, or" + " annotate it with "
                                        + OwnerMarks.ADOPTABLE_BY + ": " + stack(setting.owner())
                                        + " and the stack with "
                                        + OwnerMarks.ADOPT + ": " + ref));
        };
    }

    /** Whether someone who may write the object lets the stack take it over. */
    private static boolean isGivenTo(Owner owner, LiveObject live) {
        return live.annotation(OwnerMarks.ADOPTABLE_BY)
                .filter(stack(owner)::equals)
                .isPresent();
    }

    private static String stack(Owner owner) {
        return owner.kind() + "/" + owner.name();
    }

    private static Step existing(Desired stated, LiveObject live, Observed observed, Setting setting, Memory memory) {
        if (memory.isVerified(stated, live)) {
            return new Step.Keep(stated, live);
        }
        Desired desired = Immutables.grown(stated, live);
        List<Change> changes = memory.kept(desired, Comparison.changes(desired, live));
        // Even if the object already matches because other managers set its fields, it is applied once;
        // otherwise those managers would be the only owners of the fields.
        if (changes.isEmpty() && Managers.applies(live, OwnerMarks.MANAGER, APPLIED)) {
            return new Step.Keep(desired, live);
        }
        Optional<Step> strategy = Immutables.strategy(desired, live, changes, observed);
        if (strategy.isPresent()) {
            return strategy.get();
        }
        Step.Cause cause = cause(desired, live, changes, setting, memory);
        if (cause == Step.Cause.DRIFT) {
            Optional<Change> contested = memory.contested(desired.ref(), changes, setting.now());
            if (contested.isPresent()) {
                return new Step.Refuse(
                        desired.ref(),
                        Reason.FIELD_CONTESTED,
                        desired.ref() + " " + contested.get() + ": "
                                + String.join(", ", Managers.of(live, List.of(contested.get())))
                                + " keeps changing it, so reconciliation is paused for a while; remove one of"
                                + " the two writers");
            }
        } else {
            changes = changes.stream()
                    .filter(change -> !change.path().equals(APPLIED))
                    .toList();
        }
        return new Step.Apply(desired, live, changes, cause, handsOver(desired, live));
    }

    private static Step.Cause cause(
            Desired desired, LiveObject live, List<Change> changes, Setting setting, Memory memory) {
        if (Ownership.of(live, setting.owner()) == Ownership.OF_NOBODY) {
            return Step.Cause.ADOPTION;
        }
        if (!Managers.applies(live, OwnerMarks.MANAGER)) {
            return Step.Cause.UPDATE;
        }
        boolean same = live.annotation(OwnerMarks.APPLIED)
                .filter(desired.hash()::equals)
                .isPresent();
        boolean tampered = !Managers.applies(live, OwnerMarks.MANAGER, APPLIED);
        if (!same && !tampered || memory.statedOtherwise(desired)) {
            return Step.Cause.UPDATE;
        }
        return changes.isEmpty() || changes.stream().anyMatch(change -> isOfOthers(live, change))
                ? Step.Cause.DRIFT
                : Step.Cause.ADMISSION;
    }

    /** Whether another manager owns a field or removed it; a field that admission changed remains the operator's. */
    private static boolean isOfOthers(LiveObject live, Change change) {
        return Managers.isHeldByOthers(live, change.path())
                || change.live().isEmpty() && !Managers.holds(live, OwnerMarks.MANAGER, change.path());
    }

    /** Whether the replicas are ours until now and not stated any more: without more ado they would become 1. */
    private static boolean handsOver(Desired desired, LiveObject live) {
        return Set.of(ChildKind.DEPLOYMENT, ChildKind.STATEFUL_SET)
                        .contains(desired.ref().kind())
                && desired.field("spec", "replicas") == null
                && Managers.applies(live, OwnerMarks.MANAGER, REPLICAS);
    }

    /** Returns what goes: at once, or once the successor of a Job has done its work. */
    private static List<Step> prunes(List<Desired> desired, Observed observed, Owner owner, boolean awaited) {
        Map<Ref, Desired> wanted = new HashMap<>();
        desired.forEach(object -> wanted.put(object.ref(), object));
        return observed.all().stream()
                .filter(live -> !wanted.containsKey(live.ref()) && !live.isDeleting())
                .filter(live -> live.controller()
                        .filter(controller -> controller.getUid().equals(owner.uid()))
                        .isPresent())
                .filter(live -> isAwaited(live, desired, observed) == awaited)
                // What uses others goes before them.
                .sorted(Comparator.comparing((LiveObject live) -> live.ref().kind())
                        .reversed())
                .<Step>map(Step.Prune::new)
                .toList();
    }

    /** Whether it is a Job whose successor has not done its work yet. */
    private static boolean isAwaited(LiveObject live, List<Desired> desired, Observed observed) {
        String component = live.labels().get(Labels.COMPONENT);
        return live.ref().kind() == ChildKind.JOB
                && component != null
                && desired.stream()
                        .filter(object -> object.ref().kind() == ChildKind.JOB
                                && component.equals(object.field("metadata", "labels", Labels.COMPONENT)))
                        .anyMatch(object -> observed.get(object.ref())
                                .filter(Readiness::isComplete)
                                .isEmpty());
    }
}
