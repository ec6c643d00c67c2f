package dev.sild.play.state;

import dev.sild.play.state.LivePods.LiveContainer;
import dev.sild.play.state.LivePods.LivePod;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * How a pod is.
 *
 * @param state its state
 * @param reason what is wrong with it, where something is
 * @param container the container that it is wrong with; empty for none
 */
public record PodState(State state, String reason, Optional<LiveContainer> container) {
    /** How long a container that ends again and again may do so before it has failed. */
    private static final Duration GRACE = Duration.ofSeconds(10);
    /** How long one runs before that counts, longer where it has ended before. */
    private static final Duration STEADY = Duration.ofMillis(1000);

    private static final Duration STEADY_AGAIN = Duration.ofMillis(3000);

    /** How a pod or container is, in the order in which the worst of a pod's containers tells how the pod is. */
    public enum State {
        /** It will not do what it is there for. */
        FAILED,
        /** It has not done so long enough to tell. */
        STARTING,
        /** It runs; its health is unknown. */
        RUNNING,
        /** It runs, and its health check succeeds. */
        HEALTHY,
        /** It has ended well. */
        COMPLETED
    }

    /** The result of a health check. */
    public enum Health {
        WELL,
        UNWELL,
        UNKNOWN
    }

    /**
     * Returns how a pod is.
     *
     * @param health the health check results of its containers, by container name; none for containers that were not
     *     checked
     * @param since since when it is waited for
     */
    public static PodState of(LivePod pod, Map<String, Health> health, Instant since, Instant now) {
        PodState worst = new PodState(State.COMPLETED, "", Optional.empty());
        if (pod.mains().isEmpty()) {
            return new PodState(State.FAILED, "has no container", Optional.empty());
        }
        for (LiveContainer container : pod.containers()) {
            boolean first = container.inits().contains(container.shortName(pod.name()));
            PodState standing = first
                    ? init(container)
                    : of(pod, container, Optional.ofNullable(health.get(container.name())), since, now);
            if (standing.state().compareTo(worst.state()) < 0) {
                worst = standing;
            }
        }
        return worst;
    }

    private static PodState init(LiveContainer container) {
        boolean failed = container.hasEnded() && container.exitCode() != 0;
        return new PodState(
                failed ? State.FAILED : State.COMPLETED, failed ? ended(container) : "", Optional.of(container));
    }

    private static PodState of(
            LivePod pod, LiveContainer container, Optional<Health> health, Instant since, Instant now) {
        boolean late = Duration.between(since, now).compareTo(GRACE) > 0;
        if (container.hasEnded() && pod.ends() && container.exitCode() == 0) {
            return new PodState(State.COMPLETED, "", Optional.of(container));
        }
        if (!container.running()) {
            boolean over = container.hasEnded()
                    && "Never".equals(container.annotations().get(PlayLabels.ENDS));
            return new PodState(
                    over || late ? State.FAILED : State.STARTING,
                    container.hasEnded() ? ended(container) : "is " + container.status(),
                    Optional.of(container));
        }
        Duration up = Duration.between(container.started().orElse(now), now);
        if (up.compareTo(container.restarts() > 0 ? STEADY_AGAIN : STEADY) < 0) {
            return new PodState(
                    late && container.restarts() > 0 ? State.FAILED : State.STARTING,
                    container.restarts() > 0
                            ? "exits repeatedly: started " + (container.restarts() + 1) + " times"
                            : "",
                    Optional.of(container));
        }
        Optional<PodCheck> check = container.check(pod.name());
        if (check.isEmpty() || health.equals(Optional.of(Health.UNKNOWN))) {
            return new PodState(State.RUNNING, "", Optional.of(container));
        }
        if (health.equals(Optional.of(Health.WELL))) {
            return new PodState(State.HEALTHY, "", Optional.of(container));
        }
        boolean patient = up.compareTo(Duration.ofSeconds(check.get().patienceSeconds())) <= 0;
        return new PodState(
                patient || health.isEmpty() ? State.STARTING : State.FAILED,
                patient ? "" : "is unhealthy: its health check has failed for " + up.toSeconds() + " seconds",
                Optional.of(container));
    }

    /** Returns the container of a pod that has failed to start, if one has. */
    public static Optional<LiveContainer> ended(LivePod pod) {
        return pod.containers().stream()
                .filter(container -> container.hasEnded() && container.exitCode() != 0)
                .findFirst();
    }

    private static String ended(LiveContainer container) {
        return "exited with code " + container.exitCode();
    }
}
