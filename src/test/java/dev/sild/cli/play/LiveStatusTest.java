package dev.sild.cli.play;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.graph.Graph.Health;
import dev.sild.graph.Graph.Status;
import dev.sild.play.Row;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LiveStatusTest {
    @ParameterizedTest
    @CsvSource({
        "web, running, '', 0, 0, WELL, running",
        "web, running, healthy, 0, 0, WELL, 'running, healthy'",
        "web, running, healthy, 0, 2, WELL, 'running, healthy, started 3 times'",
        "web, running, starting, 0, 0, STARTING, 'running, starting'",
        "web, running, unhealthy, 0, 0, ILL, 'running, unhealthy'",
        "seed, exited, '', 0, 0, WELL, exited (0)",
        "web, exited, '', 0, 0, ILL, exited (0)",
        "seed, exited, '', 137, 0, ILL, exited (137)",
        "web, created, '', 0, 0, STARTING, created"
    })
    void aStateIsAHealthAndItsWords(
            String service, String state, String health, int exitCode, int restarts, Health expected, String words) {
        assertThat(LiveStatus.of(List.of(row(service, state, health, exitCode, restarts)), Set.of("seed")))
                .isEqualTo(Map.of(service, new Status(expected, words)));
    }

    @Test
    void ofSeveralContainersTheWorstTellsHowTheServiceIs() {
        Map<String, Status> states = LiveStatus.of(
                List.of(
                        row("web", "running", "healthy", 0, 0),
                        row("web", "exited", "", 1, 0),
                        row("web", "running", "", 0, 0),
                        row("db", "running", "", 0, 0)),
                Set.of());

        assertThat(states)
                .isEqualTo(
                        Map.of("web", new Status(Health.ILL, "exited (1)"), "db", new Status(Health.WELL, "running")));
    }

    private static Row row(String service, String state, String health, int exitCode, int restarts) {
        return new Row(service, service, "1", "p", "2", state, health, exitCode, restarts, Optional.empty(), List.of());
    }
}
