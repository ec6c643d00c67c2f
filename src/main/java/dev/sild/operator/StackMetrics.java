package dev.sild.operator;

import dev.sild.operator.engine.plan.Readiness;
import dev.sild.operator.engine.state.Reason;
import dev.sild.operator.engine.status.ObjectEvent;
import dev.sild.operator.engine.status.StackState;
import dev.sild.operator.engine.status.StatusReport;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** Counts what was done to objects, by their kind, and how many stacks are how far. */
@Singleton
class StackMetrics {
    private final MeterRegistry registry;
    private final StackSeries series;
    private final AtomicBoolean isRefreshing = new AtomicBoolean();
    private final Executor soon;

    @Inject
    StackMetrics(MeterRegistry registry) {
        this(registry, CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS));
    }

    /** Creates an instance whose series are brought up to date by {@code soon}. */
    StackMetrics(MeterRegistry registry, Executor soon) {
        this.registry = registry;
        this.soon = soon;
        this.series = new StackSeries(registry);
    }

    /** Shows how many stacks of a kind are ready, still in progress, and stalled. */
    void count(String kind, Supplier<Map<Readiness.State, Long>> states) {
        for (Readiness.State state : Readiness.State.values()) {
            Gauge.builder("sild.stacks", () -> states.get().getOrDefault(state, 0L))
                    .description("Stacks by kind and readiness")
                    .tag("kind", kind)
                    .tag("state", name(state))
                    .register(registry);
        }
    }

    /** Shows each stack of a kind: series of stacks that are gone go too. */
    void show(String kind, Supplier<List<StackState>> stacks) {
        series.add(kind, stacks);
    }

    /**
     * Brings the series of the stacks up to date within a second, once for all changes until then: it takes longer the
     * more stacks there are, and each of them changes many times while it is created.
     */
    void refresh() {
        if (isRefreshing.compareAndSet(false, true)) {
            soon.execute(() -> {
                isRefreshing.set(false);
                series.refresh();
            });
        }
    }

    void record(StatusReport report) {
        for (ObjectEvent one : report.happened()) {
            String kind = one.ref().kind().kind();
            if (one instanceof ObjectEvent.Pruned) {
                add("sild.objects.pruned", "Objects deleted because no stack needs them", "kind", kind);
            } else if (one instanceof ObjectEvent.Corrected) {
                add("sild.drift.corrected", "Objects reverted after an external change", "kind", kind);
                add("sild.objects.applied", "Objects created or changed", "kind", kind);
            } else if (one instanceof ObjectEvent.ScheduledJobFailed) {
                add("sild.scheduled.jobs.failed", "Failed scheduled Jobs, such as backups", "kind", kind);
            } else if (one instanceof ObjectEvent.Failed) {
                add("sild.objects.failed", "Objects that failed to apply and are retried", "kind", kind);
            } else if (one instanceof ObjectEvent.Refused refused) {
                add(
                        "sild.objects.refused",
                        "Objects that could not be applied",
                        "kind",
                        kind,
                        "reason",
                        refused.reason().word());
                if (refused.reason() == Reason.FIELD_CONTESTED) {
                    add("sild.fields.contested", "Fields that another writer keeps changing", "kind", kind);
                }
            } else {
                add("sild.objects.applied", "Objects created or changed", "kind", kind);
            }
        }
    }

    private void add(String name, String description, String... tags) {
        Counter.builder(name)
                .description(description)
                .tags(tags)
                .register(registry)
                .increment();
    }

    private static String name(Readiness.State state) {
        return switch (state) {
            case CURRENT -> "ready";
            case IN_PROGRESS -> "reconciling";
            case FAILED -> "stalled";
        };
    }
}
