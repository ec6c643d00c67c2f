package dev.sild.operator.engine.plan;

import dev.sild.operator.engine.state.LiveObject;
import java.util.Optional;

/**
 * The pods of a workload.
 *
 * @param ready how many of them are ready
 * @param wanted how many there should be
 */
public record PodCount(long ready, long wanted) {

    /** Returns those of a workload that keeps pods running; empty for other kinds. */
    public static Optional<PodCount> of(LiveObject workload) {
        return switch (workload.ref().kind()) {
            case DEPLOYMENT, STATEFUL_SET ->
                Optional.of(new PodCount(
                        workload.number(0, "status", "readyReplicas"), workload.number(1, "spec", "replicas")));
            case DAEMON_SET ->
                Optional.of(new PodCount(
                        workload.number(0, "status", "numberReady"),
                        workload.number(0, "status", "desiredNumberScheduled")));
            default -> Optional.empty();
        };
    }
}
