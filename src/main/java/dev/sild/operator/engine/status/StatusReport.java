package dev.sild.operator.engine.status;

import dev.sild.operator.engine.plan.Readiness;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a look at a stack came to.
 *
 * @param happened what was done, and what is refused that was not before
 * @param state how far the stack is; nothing where it is paused or on its way out
 * @param before how far it was at the last look; nothing at the first
 * @param message what is missing or wrong, for a person
 * @param failure the error that ended the reconciliation early, to be thrown after everything else is reported; empty
 *     if it completed
 * @param again when to look again even if nothing changes; nothing for not at all
 */
public record StatusReport(
        List<ObjectEvent> happened,
        Optional<Readiness.State> state,
        Optional<Readiness.State> before,
        String message,
        Optional<KubernetesClientException> failure,
        Optional<Duration> again) {

    /** Nothing was done and nothing needs to be done. */
    public static final StatusReport NOTHING =
            new StatusReport(List.of(), Optional.empty(), Optional.empty(), "", Optional.empty(), Optional.empty());

    public StatusReport {
        happened = List.copyOf(happened);
    }

    /** Whether the stack became this since the last look. */
    public boolean became(Readiness.State other) {
        return state.filter(other::equals).isPresent() && before.isPresent() && !before.equals(state);
    }
}
