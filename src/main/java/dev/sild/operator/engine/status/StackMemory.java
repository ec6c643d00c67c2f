package dev.sild.operator.engine.status;

import dev.sild.operator.engine.plan.Memory;
import dev.sild.operator.engine.plan.Readiness;
import dev.sild.operator.engine.symptoms.Symptoms;
import java.lang.ref.SoftReference;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is remembered of one stack: its objects, its last status and what is wrong with it. One thread at a time uses
 * it.
 */
public final class StackMemory {
    /**
     * A status as it was written.
     *
     * @param resourceVersion the stack's, once it was written
     */
    record Said(String resourceVersion, Map<String, Object> status) {}

    private record Read(SoftReference<Symptoms> symptoms, Instant at) {}

    private final String uid;
    private final Memory objects = new Memory();
    private Optional<Said> said = Optional.empty();
    private Set<ObjectEvent> lasting = Set.of();
    private Optional<Readiness.State> state = Optional.empty();
    private Optional<Instant> troubled = Optional.empty();
    private List<Map<String, Object>> backups = List.of();
    private Optional<Read> symptoms = Optional.empty();

    public StackMemory(String uid) {
        this.uid = uid;
    }

    public String uid() {
        return uid;
    }

    public Memory objects() {
        return objects;
    }

    Optional<Said> said() {
        return said;
    }

    void say(Said newest) {
        said = Optional.of(newest);
    }

    public Optional<Readiness.State> state() {
        return state;
    }

    public void become(Readiness.State now) {
        state = Optional.of(now);
    }

    /**
     * Returns what the pods were last said to suffer from, if that was read after {@code since}, and there was memory
     * to keep it.
     */
    public Optional<Symptoms> symptomsSince(Instant since) {
        return symptoms.filter(last -> last.at().isAfter(since))
                .flatMap(last -> Optional.ofNullable(last.symptoms().get()));
    }

    public void remember(Symptoms read, Instant at) {
        symptoms = Optional.of(new Read(new SoftReference<>(read), at));
    }

    /** Returns the backups as the status lists them. */
    public List<Map<String, Object>> backups() {
        return backups;
    }

    public void remember(List<Map<String, Object>> now) {
        backups = List.copyOf(now);
    }

    /** Takes note that the user wants nothing to be touched: how it is, is then not looked at. */
    public void pause() {
        state = Optional.empty();
    }

    /** Takes note of whether a look came to its end; returns for how long none does by now. */
    public Duration troubledFor(boolean failed, Instant now) {
        troubled = failed ? troubled.or(() -> Optional.of(now)) : Optional.empty();
        return Duration.between(troubled.orElse(now), now);
    }

    /** Leaves out what was so the last time and lasts. */
    public List<ObjectEvent> news(List<ObjectEvent> happened) {
        Set<ObjectEvent> now = new HashSet<>(happened);
        now.removeIf(one -> !one.lasts());
        List<ObjectEvent> news =
                happened.stream().filter(one -> !lasting.contains(one)).toList();
        lasting = now;
        return news;
    }
}
