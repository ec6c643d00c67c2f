package dev.sild.operator.engine.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.operator.engine.Objects;
import dev.sild.operator.engine.plan.Readiness;
import dev.sild.operator.engine.state.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a status says, as kstatus reads it. */
class StackStatusTest {
    private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant LATER = FIRST.plusSeconds(60);
    private static final Assessment READY =
            new Assessment(Readiness.State.CURRENT, Reason.READY, "All components are ready.");
    private static final Assessment BUSY =
            new Assessment(Readiness.State.IN_PROGRESS, Reason.PROGRESSING, "Deployment/api: 1 of 2");
    private static final Assessment STUCK =
            new Assessment(Readiness.State.FAILED, Reason.CONFLICT, "Service/api is there");

    @Test
    void oneThingHoldsAtATime() {
        assertThat(statuses(status(READY, Map.of(), FIRST)))
                .containsExactly("Ready=True", "Reconciling=False", "Stalled=False", "Paused=False");
        assertThat(statuses(status(BUSY, Map.of(), FIRST)))
                .containsExactly("Ready=False", "Reconciling=True", "Stalled=False", "Paused=False");
        assertThat(statuses(status(STUCK, Map.of(), FIRST)))
                .containsExactly("Ready=False", "Reconciling=False", "Stalled=True", "Paused=False");
    }

    @Test
    void timesMoveOnlyWhenTheStatusOfTheirConditionFlips() {
        Map<String, Object> busy = status(BUSY, Map.of(), FIRST);
        Map<String, Object> stuck = status(STUCK, busy, LATER);

        assertThat(times(stuck))
                .containsExactly(FIRST.toString(), LATER.toString(), LATER.toString(), FIRST.toString());
        assertThat(status(BUSY, busy, LATER)).as("nothing new is said").isEqualTo(busy);
    }

    @Test
    void pausedKeepsWhatWasSaidBefore() {
        Map<String, Object> paused = StackStatus.paused(Objects.OWNER, status(STUCK, Map.of(), FIRST), LATER);

        assertThat(statuses(paused)).containsExactly("Ready=False", "Reconciling=False", "Stalled=True", "Paused=True");
        assertThat(times(paused))
                .containsExactly(FIRST.toString(), FIRST.toString(), FIRST.toString(), LATER.toString());
        assertThat(StackStatus.paused(Objects.OWNER, paused, LATER.plusSeconds(60)))
                .isEqualTo(paused);
    }

    private static Map<String, Object> status(Assessment assessment, Map<?, ?> last, Instant now) {
        return StackStatus.of(Objects.OWNER, assessment, List.of(Map.of("name", "api")), 0, last, now);
    }

    private static List<String> statuses(Map<String, Object> status) {
        return conditions(status).stream()
                .map(condition -> condition.get("type") + "=" + condition.get("status"))
                .toList();
    }

    private static List<Object> times(Map<String, Object> status) {
        return conditions(status).stream()
                .<Object>map(condition -> condition.get("lastTransitionTime"))
                .toList();
    }

    private static List<Map<?, ?>> conditions(Map<String, Object> status) {
        return ((List<?>) status.get("conditions"))
                .stream().<Map<?, ?>>map(condition -> (Map<?, ?>) condition).toList();
    }
}
