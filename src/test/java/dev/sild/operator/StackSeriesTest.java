package dev.sild.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.operator.engine.plan.Readiness;
import dev.sild.operator.engine.status.StackState;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Series of single stacks. */
class StackSeriesTest {
    private static final Map<String, Object> BACKUP = Map.of(
            "name",
            "backup",
            "lastSuccessful",
            "2026-01-31T03:15:00Z",
            "bytes",
            4711,
            "lastVerificationFailed",
            "2026-01-31T04:45:00Z");

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final StackSeries series = new StackSeries(registry);
    private final List<StackState> stacks = new ArrayList<>();

    private double value(String name, String... tags) {
        return registry.get(name).tags(tags).gauge().value();
    }

    @Test
    void followTheStacksAndGoWithThem() {
        series.add("WebStack", () -> stacks);
        stacks.add(new StackState("shops", "shop", Readiness.State.CURRENT, List.of(BACKUP)));
        stacks.add(new StackState("shops", "slow", Readiness.State.IN_PROGRESS, List.of()));
        series.refresh();

        assertThat(value("sild.stack.ready", "kind", "WebStack", "namespace", "shops", "name", "shop"))
                .isEqualTo(1);
        assertThat(value("sild.stack.ready", "name", "slow")).isZero();
        assertThat(value("sild.backup.last.success.timestamp.seconds", "component", "backup"))
                .isEqualTo(1769829300);
        assertThat(value("sild.backup.size.bytes")).isEqualTo(4711);
        assertThat(value("sild.backup.failing", "run", "backup")).isZero();
        assertThat(value("sild.backup.failing", "run", "verification")).isEqualTo(1);
        assertThat(registry.getMeters()).hasSize(6);

        stacks.remove(0);
        series.refresh();
        assertThat(registry.getMeters()).hasSize(1);
        assertThat(value("sild.stack.ready", "name", "slow")).isZero();
    }
}
