package dev.sild.operator.engine.plan;

import dev.sild.operator.engine.state.Change;
import dev.sild.operator.engine.state.ChildKind;
import dev.sild.operator.engine.state.Desired;
import dev.sild.operator.engine.state.FieldPath;
import dev.sild.operator.engine.state.LiveObject;
import dev.sild.operator.engine.state.Ref;
import dev.sild.operator.engine.state.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is remembered of one stack between two looks at it. It is lost with the process; then all is compared once. One
 * thread at a time uses it.
 */
public final class Memory {
    /**
     * How many times a field is reverted within the window; after that, another writer is considered to keep changing
     * it.
     */
    public static final int REAPPLIES = 3;

    public static final Duration WINDOW = Duration.ofMinutes(10);
    /** How long the API server's refusal is taken as its answer, where nothing else has changed. */
    public static final Duration REFUSAL = Duration.ofMinutes(5);

    private record Verified(String uid, String resourceVersion, String fingerprint) {}

    private record Rejected(String fingerprint, String resourceVersion, Instant until, Step.Refuse refusal) {}

    private record Unkept(String fingerprint, Set<FieldPath> paths) {}

    private record Contest(Ref ref, FieldPath path) {}

    private final Map<Ref, Verified> verified = new HashMap<>();
    private final Map<Ref, Rejected> rejected = new HashMap<>();
    private final Map<Ref, Unkept> unkept = new HashMap<>();
    private final Map<Contest, Deque<Instant>> reapplied = new HashMap<>();
    private final Set<Ref> unwatched = new HashSet<>();
    private boolean refusalsTakenBack;

    /** Whether an object was seen to be as it should be, and neither has changed since. */
    boolean isVerified(Desired desired, LiveObject live) {
        return new Verified(live.uid(), live.resourceVersion(), desired.fingerprint())
                .equals(verified.get(desired.ref()));
    }

    /** Whether something else was stated of an object when it was last seen as it should be. */
    boolean statedOtherwise(Desired desired) {
        Verified last = verified.get(desired.ref());
        return last != null && !last.fingerprint().equals(desired.fingerprint());
    }

    public void verify(Desired desired, LiveObject live) {
        verified.put(desired.ref(), new Verified(live.uid(), live.resourceVersion(), desired.fingerprint()));
        rejected.remove(desired.ref());
        unwatched.remove(desired.ref());
    }

    /**
     * Takes note of what an object is right after it was applied: what is not kept then, such as a zero that the server
     * leaves out or a field that an admission sets, is the cluster's to say.
     */
    public void applied(Desired desired, LiveObject live) {
        List<Change> differing = Comparison.changes(desired, live);
        unkept.put(
                desired.ref(),
                new Unkept(
                        desired.fingerprint(),
                        differing.stream().map(Change::path).collect(Collectors.toUnmodifiableSet())));
        verify(desired, live);
        if (desired.ref().kind() == ChildKind.ROLE) {
            // Binding a Role requires having its rights, so an earlier refusal may have been caused by
            // rules that were added to the Role.
            refusalsTakenBack |= rejected.keySet().removeIf(ref -> ref.kind() == ChildKind.ROLE_BINDING);
        }
    }

    /** Returns whether a refusal was forgotten, since the last call, because of what was applied. */
    public boolean tookRefusalsBack() {
        boolean takenBack = refusalsTakenBack;
        refusalsTakenBack = false;
        return takenBack;
    }

    /** Leaves out what was not kept when the same was applied. */
    List<Change> kept(Desired desired, List<Change> changes) {
        Unkept last = unkept.get(desired.ref());
        return last == null || !last.fingerprint().equals(desired.fingerprint())
                ? changes
                : changes.stream()
                        .filter(change -> !last.paths().contains(change.path()))
                        .toList();
    }

    /** Returns the API server's refusal of the same object, as long as it need not be asked again. */
    Optional<Step.Refuse> rejection(Desired desired, Optional<LiveObject> live, Instant now) {
        return Optional.ofNullable(rejected.get(desired.ref()))
                .filter(last -> last.fingerprint().equals(desired.fingerprint())
                        && last.resourceVersion().equals(version(live))
                        && now.isBefore(last.until()))
                .map(Rejected::refusal);
    }

    public void reject(Desired desired, Optional<LiveObject> live, Step.Refuse refusal, Instant now) {
        rejected.put(desired.ref(), new Rejected(desired.fingerprint(), version(live), now.plus(REFUSAL), refusal));
    }

    private static String version(Optional<LiveObject> live) {
        return live.map(LiveObject::resourceVersion).orElse("");
    }

    /** Returns the first of the fields that was put back too often within the window. */
    Optional<Change> contested(Ref ref, List<Change> changes, Instant now) {
        return changes.stream()
                .filter(change -> {
                    Deque<Instant> times = reapplied.get(new Contest(ref, change.path()));
                    return times != null
                            && times.stream()
                                            .filter(time -> time.isAfter(now.minus(WINDOW)))
                                            .count()
                                    >= REAPPLIES;
                })
                .findFirst();
    }

    public void reapplied(Ref ref, List<Change> changes, Instant now) {
        reapplied.values().removeIf(times -> !times.getLast().isAfter(now.minus(WINDOW)));
        for (Change change : changes) {
            Deque<Instant> times =
                    reapplied.computeIfAbsent(new Contest(ref, change.path()), key -> new ArrayDeque<>());
            times.addLast(now);
            if (times.size() > REAPPLIES) {
                times.removeFirst();
            }
        }
    }

    /**
     * Takes note of an object that is there although no watch reports it: it is someone else's, or has lost the label
     * by which it is watched. Returns whether that is new.
     */
    public boolean findUnwatched(Ref ref) {
        return unwatched.add(ref);
    }

    /** Whether an object was there when no watch reported it, and the operator has not written it since. */
    public boolean isUnwatched(Ref ref) {
        return unwatched.contains(ref);
    }

    /** Forgets the contests over an object's fields: the object changes now. */
    public void settle(Ref ref) {
        reapplied.keySet().removeIf(contest -> contest.ref().equals(ref));
    }

    /** Forgets a deleted object. */
    public void forget(Ref ref) {
        verified.remove(ref);
        unkept.remove(ref);
        rejected.remove(ref);
        unwatched.remove(ref);
        settle(ref);
    }
}
