package dev.sild.operator.engine;

import dev.sild.model.Lookup;
import dev.sild.operator.engine.observe.Answers;
import dev.sild.operator.engine.observe.Cluster;
import dev.sild.operator.engine.observe.StackGoneException;
import dev.sild.operator.engine.observe.StackPresence;
import dev.sild.operator.engine.observe.Writes;
import dev.sild.operator.engine.plan.Managers;
import dev.sild.operator.engine.plan.Memory;
import dev.sild.operator.engine.plan.Obstacles;
import dev.sild.operator.engine.plan.Plan;
import dev.sild.operator.engine.state.ChildKind;
import dev.sild.operator.engine.state.Desired;
import dev.sild.operator.engine.state.LiveObject;
import dev.sild.operator.engine.state.Owner;
import dev.sild.operator.engine.state.OwnerMarks;
import dev.sild.operator.engine.state.Reason;
import dev.sild.operator.engine.state.Ref;
import dev.sild.operator.engine.state.Step;
import dev.sild.operator.engine.status.ObjectEvent;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Does what a plan says. Each step can be interrupted and be done again, by another process too, with the same end. */
final class Executor {
    private final Cluster cluster;
    private final Clock clock;
    private final StackPresence presence;
    private final Writes writes;

    Executor(Cluster cluster, Clock clock, StackPresence presence, Writes writes) {
        this.cluster = cluster;
        this.clock = clock;
        this.presence = presence;
        this.writes = writes;
    }

    /**
     * Does the steps of a stack's plan, and those of a second one where the first has brought to light what it was made
     * without: an object that no watch reports, or that an earlier refusal no longer holds.
     *
     * @param again makes the second plan
     * @param happened gets what was done, up to the failure too; what the first plan refused is for the second to say
     * @return the plan that was executed last
     */
    Plan execute(Plan first, Supplier<Plan> again, Owner owner, Memory memory, List<ObjectEvent> happened) {
        int start = happened.size();
        if (!execute(first, owner, memory, happened)) {
            return first;
        }
        List<ObjectEvent> ofFirst = happened.subList(start, happened.size());
        ofFirst.removeIf(ObjectEvent.Refused.class::isInstance);
        // The watch may not have reported yet that they are gone.
        Set<Ref> replaced = ofFirst.stream()
                .filter(ObjectEvent.Recreated.class::isInstance)
                .map(ObjectEvent::ref)
                .collect(Collectors.toSet());
        Plan second = new Plan(again.get().steps().stream()
                .filter(step -> !replaced.contains(step.ref()))
                .toList());
        execute(second, owner, memory, happened);
        return second;
    }

    /**
     * Does the steps of a stack's plan in their order. One that the API server refuses, or in which something else in
     * the cluster fails, does not hold up the others; but what should go stays until all that should come is there.
     *
     * @param happened gets what was done, up to the failure too
     * @return whether the plan must be made again: an object that was to be created is there, unknown to the watch, and
     *     nothing was pruned; or an earlier refusal no longer holds
     * @throws StackGoneException if the stack is deleted and the plan would create an object that outlives it; nothing
     *     is done then
     * @throws KubernetesClientException where the API server is not there, or asks to be left alone for a while: at
     *     once; where a step failed and another try may do: the first such answer, after the last step
     */
    boolean execute(Plan plan, Owner owner, Memory memory, List<ObjectEvent> happened) {
        if (plan.steps().stream().anyMatch(Executor::createsWhatOutlivesTheStack)) {
            presence.require(owner);
        }
        Optional<KubernetesClientException> failure = Optional.empty();
        boolean unknown = false;
        for (Step step : plan.steps()) {
            if ((failure.isPresent() || unknown) && step instanceof Step.Prune) {
                continue;
            }
            try {
                step(step, memory, happened);
            } catch (KubernetesClientException e) {
                if (isOfAnother(step, e) && memory.findUnwatched(step.ref())) {
                    unknown = true;
                } else if (Answers.isFinal(e, step.ref().kind())) {
                    happened.add(refused(step, memory, e));
                } else {
                    happened.add(new ObjectEvent.Failed(
                            step.ref(),
                            step.ref() + ": " + Answers.text(e, step.ref().kind())));
                    failure = failure.or(() -> Optional.of(e));
                    if (Answers.isOfNobody(e)) {
                        throw e;
                    }
                }
            }
        }
        if (failure.isPresent()) {
            throw failure.get();
        }
        return memory.tookRefusalsBack() || unknown;
    }

    private static boolean isOfAnother(Step step, KubernetesClientException answer) {
        return step instanceof Step.Create && answer.getCode() == HttpURLConnection.HTTP_CONFLICT;
    }

    /** A StatefulSet goes with its stack, but the claims that Kubernetes creates for it stay. */
    private static boolean createsWhatOutlivesTheStack(Step step) {
        return step instanceof Step.Create create
                && (create.desired().kept() || create.ref().kind() == ChildKind.STATEFUL_SET);
    }

    private void step(Step step, Memory memory, List<ObjectEvent> happened) {
        if (step instanceof Step.Keep keep) {
            memory.verify(keep.desired(), keep.live());
        } else if (step instanceof Step.Create create) {
            memory.applied(create.desired(), write(create.desired(), Cluster.ABSENT));
            happened.add(new ObjectEvent.Created(create.ref()));
        } else if (step instanceof Step.Apply apply) {
            apply(apply, memory).ifPresent(happened::add);
        } else if (step instanceof Step.Recreate recreate) {
            recreate(recreate.live(), Cluster.Dependents.GO, recreate.why(), memory, happened);
        } else if (step instanceof Step.Regrow regrow) {
            for (Step.Growth growth : regrow.claims()) {
                writes.of(
                        growth.claim().ref(),
                        () -> cluster.patch(
                                growth.claim().ref(),
                                Map.of(
                                        "metadata",
                                                Map.of(
                                                        "resourceVersion",
                                                        growth.claim().resourceVersion()),
                                        "spec",
                                                Map.of(
                                                        "resources",
                                                        Map.of("requests", Map.of("storage", growth.size()))))));
                happened.add(new ObjectEvent.Grown(growth.claim().ref(), growth.size()));
            }
            recreate(regrow.live(), Cluster.Dependents.STAY, "resizes its claims; keeps its pods", memory, happened);
        } else if (step instanceof Step.Refuse refuse) {
            happened.add(new ObjectEvent.Refused(refuse.ref(), refuse.reason(), refuse.why()));
        } else if (step instanceof Step.Prune prune) {
            memory.forget(prune.ref());
            if (cluster.delete(prune.live(), Cluster.Dependents.GO)) {
                happened.add(new ObjectEvent.Pruned(prune.ref()));
            }
        }
    }

    private Optional<ObjectEvent> apply(Step.Apply apply, Memory memory) {
        Ref ref = apply.ref();
        if (apply.handOver()) {
            writes.of(
                    ref,
                    () -> cluster.apply(
                            ref,
                            Map.of(
                                    "apiVersion",
                                    ref.kind().apiVersion(),
                                    "kind",
                                    ref.kind().kind(),
                                    "metadata",
                                    Map.of(
                                            "name",
                                            ref.name(),
                                            "namespace",
                                            ref.namespace(),
                                            "uid",
                                            apply.live().uid()),
                                    "spec",
                                    Map.of("replicas", pods(apply.live()))),
                            OwnerMarks.HAND_OVER));
        }
        List<Map<String, Object>> obstacles = Obstacles.patch(apply.desired(), apply.live());
        if (!obstacles.isEmpty()) {
            writes.of(ref, () -> cluster.edit(ref, obstacles));
        }
        LiveObject after = write(apply.desired(), Map.of("uid", apply.live().uid()));
        if (apply.cause() == Step.Cause.DRIFT) {
            memory.reapplied(ref, apply.changes(), clock.instant());
        } else {
            memory.settle(ref);
        }
        memory.applied(apply.desired(), after);
        return switch (apply.cause()) {
            case UPDATE -> Optional.of(new ObjectEvent.Updated(ref, apply.changes()));
            case ADOPTION -> Optional.of(new ObjectEvent.Adopted(ref));
            case DRIFT ->
                Optional.of(
                        new ObjectEvent.Corrected(ref, apply.changes(), Managers.of(apply.live(), apply.changes())));
            case ADMISSION -> Optional.empty();
        };
    }

    /** An autoscaler does not start a workload that has no pods. */
    private static long pods(LiveObject workload) {
        return Math.max(1, workload.number(1, "spec", "replicas"));
    }

    /** Applies an object, to that of its name alone which the plan was made with. */
    private LiveObject write(Desired desired, Map<String, Object> precondition) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        ((Map<?, ?>) Lookup.required(desired.tree(), "metadata"))
                .forEach((name, value) -> metadata.put((String) name, value));
        metadata.putAll(precondition);
        Map<String, Object> tree = new LinkedHashMap<>(desired.tree());
        tree.put("metadata", metadata);
        return writes.of(desired.ref(), () -> cluster.apply(desired.ref(), tree, OwnerMarks.MANAGER));
    }

    /** It is re-created when it is seen to be gone. */
    private void recreate(
            LiveObject live, Cluster.Dependents dependents, String why, Memory memory, List<ObjectEvent> happened) {
        memory.forget(live.ref());
        if (cluster.delete(live, dependents)) {
            happened.add(new ObjectEvent.Recreated(live.ref(), why));
        }
    }

    private ObjectEvent refused(Step step, Memory memory, KubernetesClientException answer) {
        Optional<Desired> desired = Optional.empty();
        Optional<LiveObject> live = Optional.empty();
        if (step instanceof Step.Create create) {
            desired = Optional.of(create.desired());
        } else if (step instanceof Step.Apply apply) {
            desired = Optional.of(apply.desired());
            live = Optional.of(apply.live());
        } else if (step instanceof Step.Regrow regrow) {
            desired = Optional.of(regrow.desired());
            live = Optional.of(regrow.live());
        }
        if (answer.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
            // The kind itself no longer exists, and is looked up again soon.
            return new ObjectEvent.Refused(step.ref(), Reason.CAPABILITY_MISSING, Plan.missing(step.ref()));
        }
        boolean claims = step instanceof Step.Regrow
                || step.ref().kind() == ChildKind.PERSISTENT_VOLUME_CLAIM && live.isPresent();
        Step.Refuse refusal = new Step.Refuse(
                step.ref(),
                claims ? Reason.IMMUTABLE_FIELD : Reason.REJECTED,
                step.ref() + ": " + Answers.text(answer, step.ref().kind()));
        if (desired.isPresent()) {
            memory.reject(desired.get(), live, refusal, clock.instant());
        }
        return new ObjectEvent.Refused(refusal.ref(), refusal.reason(), refusal.why());
    }
}
