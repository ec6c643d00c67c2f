package dev.sild.operator.engine;

import dev.sild.operator.engine.plan.Readiness;
import dev.sild.operator.engine.state.Desired;
import dev.sild.operator.engine.state.Observed;
import dev.sild.operator.engine.state.Owner;
import dev.sild.operator.engine.state.Step;
import dev.sild.operator.engine.status.Assessment;
import dev.sild.operator.engine.status.ObjectEvent;
import dev.sild.operator.engine.status.StackMemory;
import dev.sild.operator.engine.status.StackStatus;
import dev.sild.operator.engine.symptoms.SymptomReader;
import dev.sild.operator.engine.symptoms.Symptoms;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Adds to an assessment what the pods suffer from. They are read for a stack that is not ready only, not while most are
 * about to be, and then no more often than the stack is looked at for their sake.
 */
final class Diagnosis {
    private final SymptomReader reader;
    private final Clock clock;

    Diagnosis(SymptomReader reader, Clock clock) {
        this.reader = reader;
        this.clock = clock;
    }

    /**
     * Returns how a stack is doing.
     *
     * @param last the last status
     */
    Assessment of(
            Owner owner,
            StackMemory memory,
            Map<?, ?> last,
            List<ObjectEvent> happened,
            List<Step.Wait> waits,
            List<Desired> desired,
            Observed observed) {
        Assessment undiagnosed = Assessment.of(happened, waits, desired, observed);
        Instant now = clock.instant();
        boolean passing = undiagnosed.outcome() == Readiness.State.IN_PROGRESS
                && StackStatus.notReadyFor(last, now).compareTo(StackEvents.AT_FIRST) < 0;
        if (!undiagnosed.dependsOnPods() || passing) {
            return undiagnosed;
        }
        Symptoms symptoms = memory.symptomsSince(now.minus(StackEvents.AT_FIRST))
                .orElseGet(() -> {
                    Symptoms read = reader.ifReadable(owner.namespace(), owner.name());
                    memory.remember(read, now);
                    return read;
                });
        return Assessment.of(happened, waits, desired, observed, symptoms);
    }
}
