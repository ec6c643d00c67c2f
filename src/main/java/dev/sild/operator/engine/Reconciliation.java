package dev.sild.operator.engine;

import dev.sild.kubernetes.Labels;
import dev.sild.stack.Capability;
import dev.sild.stack.Inputs;
import dev.sild.stack.SecretSeed;
import dev.sild.stack.Stack;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Keeps the stacks of one kind as they should be. One look at a stack that is as it should be reads nothing from the API
 * server and writes nothing.
 *
 * @param <R> the class of the custom resources
 */
public final class Reconciliation<R extends CustomResource<?, ?>> {
  /** How soon what waits for something that no watch tells of is looked at again. */
  private static final Duration SOON = Duration.ofSeconds(30);

  private record Key(String namespace, String name) {}

  private final StackKind<R> kind;
  private final Cluster cluster;
  private final Children children;
  private final References references;
  private final Capabilities capabilities;
  private final Statuses statuses;
  private final Clock clock;
  private final SecretSeeds seeds;
  private final Executor executor;
  private final Map<Key, StackMemory> memories = new ConcurrentHashMap<>();

  /**
   * Makes one.
   *
   * @param children the objects of all stacks, which is watching
   * @param random what passwords are drawn from; it must not be guessable
   */
  public Reconciliation(StackKind<R> kind, Cluster cluster, Children children, References references,
      Capabilities capabilities, Clock clock, RandomGenerator random) {
    this.kind = kind;
    this.cluster = cluster;
    this.children = children;
    this.references = references;
    this.capabilities = capabilities;
    this.statuses = new Statuses(cluster, kind.type());
    this.clock = clock;
    this.seeds = new SecretSeeds(cluster, new SeedValues(random), children::written);
    this.executor = new Executor(cluster, clock, children::written);
  }

  /**
   * Looks at a stack once and does what there is to do.
   *
   * <p>Where the API server cannot answer now, that is in the status and in the report; another try goes on where this one
   * ended.
   */
  public Report reconcile(R resource) {
    if (resource.isMarkedForDeletion()) {
      return Report.NOTHING;
    }
    Owner owner = Owner.of(resource);
    StackMemory memory = memories.compute(new Key(owner.namespace(), owner.name()),
        (key, known) -> known == null || !known.uid().equals(owner.uid()) ? new StackMemory(owner.uid()) : known);
    Map<?, ?> last = statuses.last(resource, memory);
    if (kind.isPaused(resource)) {
      memory.pause();
      statuses.write(owner, StackStatus.paused(owner, last, clock.instant()), last, memory);
      return Report.NOTHING;
    }
    boolean asked = !Long.valueOf(owner.generation()).equals(number(last.get("observedGeneration")));
    List<Happened> happened = new ArrayList<>();
    List<Desired> desired = List.of();
    List<Step.Wait> waits = List.of();
    Optional<KubernetesClientException> failure = Optional.empty();
    try {
      references.watch(owner, translated(() -> kind.references(resource)));
      List<Step> lost = new ArrayList<>();
      desired = desired(resource, owner, asked, happened, lost);
      // Pods that start anew without their password would not start: nothing is touched until it is there.
      Plan plan = lost.isEmpty() ? plan(resource, owner, desired, memory) : new Plan(lost);
      waits = plan.steps().stream().filter(Step.Wait.class::isInstance).map(Step.Wait.class::cast).toList();
      executor.execute(plan, memory.objects(), happened);
      happened.addAll(failures(owner, desired));
    } catch (IllegalArgumentException e) {
      return finish(owner, memory, new Assessment(Readiness.State.FAILED, Reason.INVALID_SPEC, String.valueOf(e.getMessage())),
          new ComponentStates(List.of(), 0), happened, last, false, failure);
    } catch (KubernetesClientException e) {
      failure = Optional.of(e);
    }
    forgetSecondSteps(happened);
    Observed after = observed(owner, desired);
    Assessment assessment = failure.isPresent() && happened.stream().noneMatch(Reconciliation::isWrong)
        ? Assessment.unavailable(Answers.text(failure.get())) : Assessment.of(happened, waits, desired, after);
    return finish(
        owner, memory, assessment, ComponentStates.of(desired, after), happened, last, !waits.isEmpty(), failure);
  }

  /** A translation that finds itself in a state that it has no answer to was asked for what cannot be. */
  private static <T> T translated(Supplier<T> translation) {
    try {
      return translation.get();
    } catch (IllegalStateException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private static boolean isWrong(Happened one) {
    return one instanceof Happened.Refused || one instanceof Happened.Failed;
  }

  /** A generated Secret is created with its data alone and gets the rest by the plan: that is one thing that happened. */
  private static void forgetSecondSteps(List<Happened> happened) {
    Set<Ref> created = new HashSet<>();
    happened.stream().filter(Happened.Created.class::isInstance).map(Happened::ref).forEach(created::add);
    happened.removeIf(one -> one instanceof Happened.Updated && created.contains(one.ref()));
  }

  /** Returns the runs of the stack's schedules that failed and are still there. */
  private List<Happened> failures(Owner owner, List<Desired> desired) {
    Set<String> schedules = new HashSet<>();
    desired.stream().map(Desired::ref).filter(ref -> ref.kind() == ChildKind.CRON_JOB).forEach(ref -> schedules.add(ref.name()));
    return children.of(owner.namespace(), owner.name()).stream()
        .filter(live -> live.ref().kind() == ChildKind.JOB && Readiness.of(live).state() == Readiness.State.FAILED)
        // One that kubectl made from the schedule has it as an owner, though not as its controller.
        .filter(live -> live.ownerReferences().stream().anyMatch(by -> by.getKind().equals(ChildKind.CRON_JOB.kind())
            && schedules.contains(by.getName())))
        .<Happened>map(live -> new Happened.ScheduledJobFailed(live.ref())).toList();
  }

  private Report finish(Owner owner, StackMemory memory, Assessment assessment, ComponentStates components,
      List<Happened> happened, Map<?, ?> last, boolean waits, Optional<KubernetesClientException> failure) {
    Map<String, Object> status = StackStatus.of(
        owner, assessment, components.components(), components.ready(), last, clock.instant());
    Optional<KubernetesClientException> first = failure;
    try {
      statuses.write(owner, status, last, memory);
    } catch (KubernetesClientException e) {
      // What was done is told all the same.
      first = failure.or(() -> Optional.of(e));
    }
    Optional<Readiness.State> before = memory.state();
    memory.become(assessment.outcome());
    return new Report(memory.news(happened), Optional.of(assessment.outcome()), before, assessment.message(), first,
        again(happened, waits));
  }

  private static Optional<Duration> again(List<Happened> happened, boolean waits) {
    Optional<Duration> again = waits ? Optional.of(SOON) : Optional.empty();
    for (Happened one : happened) {
      if (one instanceof Happened.Refused refused) {
        Duration after = switch (refused.reason()) {
          case FIELD_CONTESTED -> Memory.WINDOW;
          case REJECTED, IMMUTABLE_FIELD -> Memory.REFUSAL;
          default -> Capabilities.PATIENCE.multipliedBy(2);
        };
        again = Optional.of(again.filter(earlier -> earlier.compareTo(after) < 0).orElse(after));
      }
    }
    return again;
  }

  /** Translates with what is known, and again where that became more on the way. */
  private List<Desired> desired(R resource, Owner owner, boolean asked, List<Happened> happened, List<Step> lost) {
    // A kind of others whose watch is down may have gone.
    boolean doubtful = children.unwatched().stream().anyMatch(child -> child.capability().isPresent());
    Inputs first = inputs(resource, owner, asked || doubtful ? capabilities.refresh() : capabilities.present());
    Stack stack = translated(() -> kind.translate(resource, first));
    boolean whole = first.capabilities().containsAll(stack.needs());
    Inputs inputs = whole ? first : inputs(resource, owner, capabilities.refresh());
    stack = whole ? stack : translated(() -> kind.translate(resource, inputs));
    children.watch(beside(inputs, true));
    children.leave(beside(inputs, false));
    Map<SecretSeed, Live> secrets = new LinkedHashMap<>();
    Map<String, String> foreign = new HashMap<>();
    for (SecretSeed seed : stack.seeds()) {
      Ref ref = new Ref(ChildKind.SECRET, owner.namespace(), seed.name());
      Optional<Live> found = seeds.find(ref, children.get(ref));
      Optional<Step> refused = SecretSeeds.lost(seed, ref, found, children.of(owner.namespace(), owner.name()));
      refused.ifPresent(lost::add);
      Optional<Live> secret = refused.isPresent() ? Optional.empty() : ensured(seed, stack, owner, found, happened);
      secret.ifPresent(live -> secrets.put(seed, live));
      if (secret.isEmpty()) {
        // Whosever it is, pods read it: they start anew when there is another, not when it is not ours any more.
        found.ifPresent(live -> foreign.put(seed.name(), SecretSeeds.identity(live)));
      }
    }
    List<Desired> desired = translated(
        () -> DesiredState.of(kind.translate(resource, with(inputs, foreign, secrets)), owner));
    return !promote(secrets, desired, happened) ? desired
        : translated(() -> DesiredState.of(kind.translate(resource, with(inputs, foreign, secrets)), owner));
  }

  private Optional<Live> ensured(
      SecretSeed seed, Stack stack, Owner owner, Optional<Live> found, List<Happened> happened) {
    Ref ref = new Ref(ChildKind.SECRET, owner.namespace(), seed.name());
    try {
      return seeds.ensure(seed, stack, owner, found, happened);
    } catch (KubernetesClientException e) {
      String why = ref + ": " + Answers.text(e, ChildKind.SECRET);
      if (Answers.isFinal(e, ChildKind.SECRET)) {
        happened.add(new Happened.Refused(ref, Reason.REJECTED, why));
        return Optional.empty();
      }
      happened.add(new Happened.Failed(ref, why));
      throw e;
    }
  }

  private Inputs inputs(R resource, Owner owner, Set<Capability> present) {
    Map<String, String> identities = new HashMap<>();
    for (Reference reference : kind.references(resource)) {
      references.identity(owner.namespace(), reference)
          .ifPresent(identity -> identities.put(reference.identityName(), identity));
    }
    return new Inputs(present, identities, Set.of());
  }

  private static Inputs with(Inputs inputs, Map<String, String> foreign, Map<SecretSeed, Live> secrets) {
    Map<String, String> identities = new HashMap<>(inputs.identities());
    identities.putAll(foreign);
    Set<String> rotating = new HashSet<>();
    secrets.forEach((seed, live) -> {
      identities.put(seed.name(), SecretSeeds.identity(live));
      if (SecretSeeds.isRotating(seed, live)) {
        rotating.add(seed.name());
      }
    });
    return new Inputs(inputs.capabilities(), identities, rotating);
  }

  /** Ends the rotations whose rotators have done their work; returns whether there were any. */
  private boolean promote(Map<SecretSeed, Live> secrets, List<Desired> desired, List<Happened> happened) {
    boolean any = false;
    for (Map.Entry<SecretSeed, Live> entry : secrets.entrySet()) {
      SecretSeed seed = entry.getKey();
      boolean done = SecretSeeds.isRotating(seed, entry.getValue()) && desired.stream()
          .filter(object -> object.ref().kind() == ChildKind.JOB
              && seed.rotator().equals(Optional.ofNullable(object.field("metadata", "labels", Labels.COMPONENT))))
          .anyMatch(job -> children.get(job.ref()).filter(live -> !live.isDeleting() && Readiness.isComplete(live)).isPresent());
      if (done) {
        entry.setValue(seeds.promote(seed, entry.getValue(), happened));
        any = true;
      }
    }
    return any;
  }

  /** Returns the kinds of others that are there, or that are not. */
  private static List<ChildKind> beside(Inputs inputs, boolean there) {
    return Arrays.stream(ChildKind.values())
        .filter(child -> child.capability().filter(needed -> inputs.capabilities().contains(needed) == there).isPresent())
        .toList();
  }

  private Plan plan(R resource, Owner owner, List<Desired> desired, StackMemory memory) {
    Map<Ref, Live> found = new LinkedHashMap<>();
    observed(owner, desired).all().forEach(live -> found.put(live.ref(), live));
    Set<Capability> present = capabilities.present();
    for (Desired object : desired) {
      boolean known = object.ref().kind().capability().map(present::contains).orElse(true);
      if (known && !found.containsKey(object.ref())) {
        // What is not there by the watch may be somebody else's, or have lost the label it is watched by.
        cluster.get(object.ref()).ifPresent(live -> found.put(live.ref(), live));
      }
    }
    Instant now = clock.instant();
    return Plan.of(desired, new Observed(found.values()),
        new Plan.Setting(owner, present, Adoption.of(resource), now), memory.objects());
  }

  private Observed observed(Owner owner, List<Desired> desired) {
    Map<Ref, Live> found = new LinkedHashMap<>();
    children.of(owner.namespace(), owner.name()).forEach(live -> found.put(live.ref(), live));
    for (Desired object : desired) {
      if (!found.containsKey(object.ref())) {
        children.get(object.ref()).ifPresent(live -> found.put(live.ref(), live));
      }
    }
    return new Observed(found.values());
  }

  private static Object number(Object value) {
    return value instanceof Number number ? (Object) number.longValue() : value;
  }

  /** Forgets a stack that is gone. */
  public void forget(String namespace, String name) {
    memories.remove(new Key(namespace, name));
    references.forget(namespace, kind.type().getSimpleName(), name);
  }

  /** Returns how many stacks are in each state, those that are paused left out. */
  public Map<Readiness.State, Long> states() {
    Map<Readiness.State, Long> states = new LinkedHashMap<>();
    for (Readiness.State state : Readiness.State.values()) {
      states.put(state, memories.values().stream().filter(memory -> memory.state().filter(state::equals).isPresent()).count());
    }
    return states;
  }
}
