package dev.sild.play.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.play.state.LivePods.LiveContainer;
import dev.sild.play.state.LivePods.LivePod;
import dev.sild.play.state.PodState.Health;
import dev.sild.play.state.PodState.State;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How a pod is, by what podman says of its containers and what their checks tell. */
class PodStateTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final String CHECK = new PodCheck(List.of("true"), 3, 30).text();
    private static final Map<String, String> CHECKED = Map.of("sild.dev/check.web", CHECK);
    private static final Map<String, String> ENDS = Map.of(PlayLabels.ENDS, "Never");

    @Test
    void runsWhenItHasForASecond() {
        assertThat(state(container("running", 0, 0, 0, Map.of()), Map.of(), 5)).isEqualTo(State.STARTING);
        assertThat(state(container("running", 0, 0, 2, Map.of()), Map.of(), 5)).isEqualTo(State.RUNNING);
    }

    @Test
    void isHealthyWhenItsCheckSaysSoAndNotBefore() {
        LiveContainer container = container("running", 0, 0, 10, CHECKED);
        assertThat(state(container, Map.of(), 10)).isEqualTo(State.STARTING);
        assertThat(state(container, Map.of("shop-web-web", Health.UNWELL), 10)).isEqualTo(State.STARTING);
        assertThat(state(container, Map.of("shop-web-web", Health.WELL), 10)).isEqualTo(State.HEALTHY);
    }

    @Test
    void hasFailedWhenItIsUnwellLongerThanItMayBe() {
        LiveContainer container = container("running", 0, 0, 31, CHECKED);
        assertThat(of(container, Map.of("shop-web-web", Health.UNWELL), 5))
                .extracting(PodState::state, PodState::reason)
                .containsExactly(State.FAILED, "is unhealthy: its health check has failed for 31 seconds");
    }

    @Test
    void runsWhenNobodyCanTellWhetherItIsWell() {
        LiveContainer container = container("running", 0, 0, 100, CHECKED);
        assertThat(state(container, Map.of("shop-web-web", Health.UNKNOWN), 5)).isEqualTo(State.RUNNING);
    }

    @Test
    void whatEndsAgainAndAgainHasTenSecondsToMendItself() {
        LiveContainer container = container("running", 0, 7, 1, Map.of());
        assertThat(state(container, Map.of(), 5)).isEqualTo(State.STARTING);
        assertThat(of(container, Map.of(), 11))
                .extracting(PodState::state, PodState::reason)
                .containsExactly(State.FAILED, "exits repeatedly: started 8 times");
        assertThat(state(container("running", 0, 7, 4, Map.of()), Map.of(), 11)).isEqualTo(State.RUNNING);
        assertThat(state(container("stopped", 1, 7, 0, Map.of()), Map.of(), 5)).isEqualTo(State.STARTING);
        assertThat(state(container("stopped", 1, 7, 0, Map.of()), Map.of(), 11)).isEqualTo(State.FAILED);
    }

    @Test
    void whatIsNotStartedAgainHasFailedOrIsDone() {
        assertThat(of(container("exited", 3, 0, 0, ENDS), Map.of(), 0))
                .extracting(PodState::state, PodState::reason)
                .containsExactly(State.FAILED, "exited with code 3");
        assertThat(state(container("exited", 0, 0, 0, ENDS), Map.of(), 0)).isEqualTo(State.COMPLETED);
    }

    @Test
    void thePodIsAsTheWorstOfItsContainers() {
        LiveContainer well = container("running", 0, 0, 10, Map.of());
        LiveContainer starting =
                new LiveContainer("2", "shop-web-side", "created", 0, 0, Optional.empty(), "i", Map.of(), List.of());
        assertThat(PodState.of(pod(well, starting), Map.of(), NOW, NOW).state()).isEqualTo(State.STARTING);
    }

    @Test
    void aContainerThatRunsFirstCountsOnlyWhenItFails() {
        Map<String, String> marks = Map.of(PlayLabels.INITS, "first,web-init");
        LiveContainer main = container("running", 0, 0, 10, marks);
        LiveContainer done =
                new LiveContainer("2", "shop-web-first", "exited", 0, 0, Optional.empty(), "i", marks, List.of());
        LiveContainer failed =
                new LiveContainer("2", "shop-web-first", "exited", 5, 0, Optional.empty(), "i", marks, List.of());
        assertThat(PodState.of(pod(done, main), Map.of(), NOW, NOW).state()).isEqualTo(State.RUNNING);
        assertThat(PodState.of(pod(failed, main), Map.of(), NOW, NOW).state()).isEqualTo(State.FAILED);
    }

    private static State state(LiveContainer container, Map<String, Health> health, int waited) {
        return of(container, health, waited).state();
    }

    private static PodState of(LiveContainer container, Map<String, Health> health, int waited) {
        return PodState.of(pod(container), health, NOW.minusSeconds(waited), NOW);
    }

    private static LivePod pod(LiveContainer... containers) {
        return new LivePod("p", "shop-web", "", Map.of(PlayLabels.SERVICE, "web"), List.of(containers));
    }

    private static LiveContainer container(
            String status, int exitCode, int restarts, int up, Map<String, String> annotations) {
        return new LiveContainer(
                "1",
                "shop-web-web",
                status,
                exitCode,
                restarts,
                Optional.of(NOW.minusSeconds(up)),
                "i",
                annotations,
                List.of());
    }
}
