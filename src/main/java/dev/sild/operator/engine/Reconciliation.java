package dev.sild.operator.engine;

import dev.sild.operator.engine.observe.Answers;
import dev.sild.operator.engine.observe.Capabilities;
import dev.sild.operator.engine.observe.Children;
import dev.sild.operator.engine.observe.Cluster;
import dev.sild.operator.engine.observe.References;
import dev.sild.operator.engine.observe.Runs;
import dev.sild.operator.engine.observe.StackGoneException;
import dev.sild.operator.engine.observe.StackPresence;
import dev.sild.operator.engine.plan.AdoptionConsent;
import dev.sild.operator.engine.plan.Plan;
import dev.sild.operator.engine.plan.Readiness;
import dev.sild.operator.engine.secrets.SecretSeeds;
import dev.sild.operator.engine.secrets.SeedValues;
import dev.sild.operator.engine.state.Desired;
import dev.sild.operator.engine.state.LiveObject;
import dev.sild.operator.engine.state.Observed;
import dev.sild.operator.engine.state.Owner;
import dev.sild.operator.engine.state.Ref;
import dev.sild.operator.engine.state.Step;
import dev.sild.operator.engine.status.Assessment;
import dev.sild.operator.engine.status.BackupStates;
import dev.sild.operator.engine.status.ComponentStates;
import dev.sild.operator.engine.status.ObjectEvent;
import dev.sild.operator.engine.status.StackMemory;
import dev.sild.operator.engine.status.StackState;
import dev.sild.operator.engine.status.StackStatus;
import dev.sild.operator.engine.status.StatusReport;
import dev.sild.operator.engine.status.Statuses;
import dev.sild.operator.engine.symptoms.SymptomReader;
import dev.sild.stacks.shared.Capability;
import dev.sild.stacks.shared.Hibernation;
import dev.sild.stacks.shared.Stack;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the stacks of one kind as they should be. One look at a stack that is as it should be reads nothing from the
 * API server and writes nothing.
 *
 * @param <R> the class of the custom resources
 */
public final class Reconciliation<R extends CustomResource<?, ?>> {
    /**
     * How long a stack that is ready is called so while looks at it end too early: most such trouble is over by then.
     */
    static final Duration PASSING = Duration.ofSeconds(30);

    private record Key(String namespace, String name) {}

    private final StackKind<R> kind;
    private final Cluster cluster;
    private final Children children;
    private final References references;
    private final Capabilities capabilities;
    private final Statuses statuses;
    private final Runs runs;
    private final Clock clock;
    private final Resolver<R> resolver;
    private final Executor executor;
    private final Diagnosis diagnosis;
    private final Map<Key, StackMemory> memories = new ConcurrentHashMap<>();

    /**
     * Creates an instance.
     *
     * @param children the objects of all stacks, which is watching
     * @param random what passwords are drawn from; it must not be guessable
     */
    public Reconciliation(
            StackKind<R> kind,
            Cluster cluster,
            Children children,
            References references,
            Capabilities capabilities,
            Clock clock,
            RandomGenerator random) {
        this.kind = kind;
        this.cluster = cluster;
        this.children = children;
        this.references = references;
        this.capabilities = capabilities;
        this.statuses = new Statuses(cluster, kind.type());
        this.runs = new Runs(cluster);
        this.clock = clock;
        StackPresence presence = new StackPresence(cluster, ResourceDefinitionContext.fromResourceType(kind.type()));
        this.resolver = new Resolver<>(
                kind,
                children,
                references,
                capabilities,
                new SecretSeeds(cluster, new SeedValues(random), presence, children::write));
        this.executor = new Executor(cluster, clock, presence, children::write);
        this.diagnosis = new Diagnosis(new SymptomReader(cluster, clock), clock);
    }

    /**
     * Looks at a stack once and does what there is to do.
     *
     * <p>Where the API server cannot answer now, that is in the status and in the report; another try goes on where
     * this one ended.
     */
    public StatusReport reconcile(R resource) {
        if (resource.isMarkedForDeletion()) {
            return StatusReport.NOTHING;
        }
        Owner owner = Owner.of(resource);
        StackMemory memory = memories.compute(
                new Key(owner.namespace(), owner.name()),
                (key, known) ->
                        known == null || !known.uid().equals(owner.uid()) ? new StackMemory(owner.uid()) : known);
        Map<?, ?> last = statuses.last(resource, memory);
        if (kind.isPaused(resource)) {
            memory.pause();
            statuses.write(owner, StackStatus.paused(owner, last, clock.instant()), last, memory);
            return StatusReport.NOTHING;
        }
        boolean asked = !Long.valueOf(owner.generation()).equals(number(last.get("observedGeneration")));
        List<ObjectEvent> happened = new ArrayList<>();
        List<Desired> desired = List.of();
        List<Step.Wait> waits = List.of();
        List<Stack.Withheld> withheld = List.of();
        Optional<KubernetesClientException> failure = Optional.empty();
        try {
            Resolver.Resolved resolved = resolver.resolve(resource, owner, asked, happened);
            desired = resolved.desired();
            withheld = resolved.withheld();
            // Pods that start again without their password would not start: nothing is touched until it is there.
            Plan plan = resolved.lost().isEmpty() ? plan(resource, owner, desired, memory) : new Plan(resolved.lost());
            waits = StackEvents.waits(plan, resolved.rotating());
            List<Desired> stated = desired;
            plan = executor.execute(
                    plan, () -> plan(resource, owner, stated, memory), owner, memory.objects(), happened);
            waits = StackEvents.waits(plan, resolved.rotating());
            happened.addAll(StackEvents.failures(children, owner, desired));
            happened.addAll(StackEvents.refused(owner, withheld));
        } catch (StackGoneException e) {
            forget(owner.namespace(), owner.name());
            return StatusReport.NOTHING;
        } catch (IllegalArgumentException e) {
            return finish(
                    owner, memory, Assessment.refused(e), ComponentStates.UNKNOWN, happened, last, false, failure);
        } catch (KubernetesClientException e) {
            failure = Optional.of(e);
        }
        StackEvents.forgetSecondSteps(happened);
        Observed after = observed(owner, desired);
        boolean passing =
                memory.troubledFor(failure.isPresent(), clock.instant()).compareTo(PASSING) < 0
                        && failure.isPresent()
                        && StackStatus.isReady(last, owner);
        if (passing && desired.isEmpty()) {
            // What it should be could not be found out, and so not how it is.
            return new StatusReport(
                    memory.news(happened), memory.state(), memory.state(), "", failure, Optional.empty());
        }
        Assessment assessment = passing
                ? Assessment.inPassing(happened, waits, desired, after)
                : failure.isPresent() && happened.stream().noneMatch(StackEvents::isWrong)
                        ? Assessment.unavailable(Answers.text(failure.get()))
                        : diagnosis.of(owner, memory, last, happened, waits, desired, after);
        return finish(
                owner,
                memory,
                Hibernation.isRequested(resource) ? assessment.ofHibernated() : assessment.with(withheld),
                components(desired, after, last),
                happened,
                last,
                !waits.isEmpty(),
                failure);
    }

    private StatusReport finish(
            Owner owner,
            StackMemory memory,
            Assessment assessment,
            ComponentStates components,
            List<ObjectEvent> happened,
            Map<?, ?> last,
            boolean waits,
            Optional<KubernetesClientException> failure) {
        Map<String, Object> status =
                StackStatus.of(owner, assessment, components.components(), components.ready(), last, clock.instant());
        components.addBackupsTo(status, last);
        Optional<KubernetesClientException> first = failure;
        try {
            statuses.write(owner, status, last, memory);
        } catch (KubernetesClientException e) {
            // What was done is reported nevertheless.
            first = failure.or(() -> Optional.of(e));
        }
        Optional<Readiness.State> before = memory.state();
        memory.become(assessment.outcome());
        components.backups().ifPresent(memory::remember);
        return new StatusReport(
                memory.news(happened),
                Optional.of(assessment.outcome()),
                before,
                assessment.message(),
                first,
                StackEvents.again(happened, waits, assessment, status, clock.instant()));
    }

    private ComponentStates components(List<Desired> desired, Observed observed, Map<?, ?> last) {
        ComponentStates components = ComponentStates.of(desired, observed);
        return desired.isEmpty()
                ? components
                : components.with(new BackupStates(desired, observed, runs::message).after(last));
    }

    private Plan plan(R resource, Owner owner, List<Desired> desired, StackMemory memory) {
        Map<Ref, LiveObject> found = new LinkedHashMap<>();
        observed(owner, desired).all().forEach(live -> found.put(live.ref(), live));
        Set<Capability> present = capabilities.present();
        for (Desired object : desired) {
            Ref ref = object.ref();
            boolean known = ref.kind().capability().map(present::contains).orElse(true);
            if (known && !found.containsKey(ref) && memory.objects().isUnwatched(ref)) {
                cluster.get(ref).ifPresent(live -> found.put(ref, live));
            }
        }
        Instant now = clock.instant();
        return Plan.of(
                desired,
                new Observed(found.values()),
                new Plan.Setting(owner, present, AdoptionConsent.of(resource), now),
                memory.objects());
    }

    private Observed observed(Owner owner, List<Desired> desired) {
        Map<Ref, LiveObject> found = new LinkedHashMap<>();
        children.of(owner.namespace(), owner.name()).forEach(live -> found.put(live.ref(), live));
        for (Desired object : desired) {
            if (!found.containsKey(object.ref())) {
                children.get(object.ref()).ifPresent(live -> found.put(live.ref(), live));
            }
        }
        return new Observed(found.values());
    }

    private static @Nullable Object number(@Nullable Object value) {
        return value instanceof Number number ? (Object) number.longValue() : value;
    }

    /** Forgets a deleted stack. */
    public void forget(String namespace, String name) {
        memories.remove(new Key(namespace, name));
        references.forget(namespace, kind.type().getSimpleName(), name);
    }

    /** Returns how each stack is doing, those that are paused left out. */
    public List<StackState> stacks() {
        return memories.entrySet().stream()
                .flatMap(entry -> entry.getValue().state().stream()
                        .map(state -> new StackState(
                                entry.getKey().namespace(),
                                entry.getKey().name(),
                                state,
                                entry.getValue().backups())))
                .toList();
    }

    /** Returns how many stacks are in each state, those that are paused left out. */
    public Map<Readiness.State, Long> states() {
        Map<Readiness.State, Long> states = new LinkedHashMap<>();
        for (Readiness.State state : Readiness.State.values()) {
            states.put(
                    state,
                    memories.values().stream()
                            .filter(memory ->
                                    memory.state().filter(state::equals).isPresent())
                            .count());
        }
        return states;
    }
}
