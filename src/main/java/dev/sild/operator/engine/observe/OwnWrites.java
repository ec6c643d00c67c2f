package dev.sild.operator.engine.observe;

import dev.sild.operator.engine.state.LiveObject;
import dev.sild.operator.engine.state.Ref;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/**
 * What the API server returned for writes and the watches have not reported yet. Without it a look right after a write
 * would see the object as it was before, and write again.
 */
final class OwnWrites {
    /** An object that is being written, by how many at once, and how a watch has reported it last since. */
    private record Underway(int writes, Optional<LiveObject> reported) {}

    /** A watch that has not reported it by then has missed it, and the object may be deleted. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private record Entry(LiveObject live, Instant until) {}

    private record Told(BigInteger version, Instant until) {}

    private final Map<Ref, Entry> entries = new ConcurrentHashMap<>();
    /**
     * How far the watches are: the response to a write may arrive after they have reported it, and later changes by
     * others.
     */
    private final Map<Ref, Told> told = new ConcurrentHashMap<>();

    private final Map<Ref, Underway> underway = new ConcurrentHashMap<>();

    private final Clock clock;
    private volatile Instant cleared = Instant.EPOCH;

    OwnWrites(Clock clock) {
        this.clock = clock;
    }

    /** Takes note that an object is about to be written. A watch may report the write before it is answered. */
    void begin(Ref ref) {
        underway.merge(
                ref,
                new Underway(1, Optional.empty()),
                (other, one) -> new Underway(other.writes() + 1, other.reported()));
    }

    /**
     * Takes note that a write has ended, well or not; returns the object as a watch has reported it meanwhile. Stacks
     * of two kinds may write the same object at once; each of them gets the report.
     */
    Optional<LiveObject> end(Ref ref) {
        AtomicReference<LiveObject> reported = new AtomicReference<>();
        underway.computeIfPresent(ref, (key, write) -> {
            reported.set(write.reported().orElse(null));
            return write.writes() == 1 ? null : new Underway(write.writes() - 1, write.reported());
        });
        return Optional.ofNullable(reported.get());
    }

    void put(LiveObject live) {
        Instant now = clock.instant();
        forgetOld(now);
        Entry entry = new Entry(live, now.plus(PATIENCE));
        entries.compute(live.ref(), (ref, old) -> {
            Told last = told.get(ref);
            boolean known = last != null && version(live).compareTo(last.version()) <= 0;
            return known || old != null && isOlder(live, old.live()) ? old : entry;
        });
    }

    /** At most once a second: while many stacks are created, there are thousands of entries, and as many writes. */
    private void forgetOld(Instant now) {
        if (now.isAfter(cleared.plusSeconds(1))) {
            cleared = now;
            told.values().removeIf(last -> now.isAfter(last.until()));
        }
    }

    /**
     * Records that a watch has reported an object; returns whether that is for {@link #end} to judge, or no newer than
     * the answer to a write, which whoever wrote it has looked at.
     */
    boolean seen(LiveObject live) {
        // Before the entry is looked at: a write that is not underway any more has put its answer there.
        boolean judgedLater =
                underway.computeIfPresent(live.ref(), (ref, write) -> new Underway(write.writes(), Optional.of(live)))
                        != null;
        tell(live);
        Entry last = entries.get(live.ref());
        entries.computeIfPresent(live.ref(), (ref, entry) -> isOlder(live, entry.live()) ? entry : null);
        return judgedLater || last != null && isFresh(last) && !isOlder(last.live(), live);
    }

    /** Records that a watch has reported that an object is deleted; one that was created in its place since is kept. */
    void gone(LiveObject live) {
        tell(live);
        entries.computeIfPresent(live.ref(), (ref, entry) -> entry.live().uid().equals(live.uid()) ? null : entry);
    }

    /** Before the entry is looked at: who puts one after that finds this. */
    private void tell(LiveObject live) {
        Instant now = clock.instant();
        forgetOld(now);
        told.put(live.ref(), new Told(version(live), now.plus(PATIENCE)));
    }

    Optional<LiveObject> get(Ref ref) {
        return Optional.ofNullable(entries.get(ref)).filter(this::isFresh).map(Entry::live);
    }

    Stream<LiveObject> of(String namespace) {
        return entries.values().stream()
                .filter(this::isFresh)
                .map(Entry::live)
                .filter(live -> live.ref().namespace().equals(namespace));
    }

    /** Returns the object as it is in a cache, or as it was written since. */
    LiveObject newer(LiveObject cached) {
        return get(cached.ref()).filter(live -> isOlder(cached, live)).orElse(cached);
    }

    private boolean isFresh(Entry entry) {
        if (clock.instant().isBefore(entry.until())) {
            return true;
        }
        entries.remove(entry.live().ref(), entry);
        return false;
    }

    /**
     * Whether one is an earlier version of an object than the other.
     *
     * @see <a href="https://kubernetes.io/docs/reference/using-api/api-concepts/#resource-versions">Resource
     *     versions</a>
     */
    static boolean isOlder(LiveObject one, LiveObject other) {
        return version(one).compareTo(version(other)) < 0;
    }

    private static BigInteger version(LiveObject live) {
        return new BigInteger(live.resourceVersion());
    }
}
