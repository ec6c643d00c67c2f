package dev.sild.operator;

import dev.sild.operator.engine.plan.Readiness;
import dev.sild.operator.engine.status.StackState;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Series of single stacks and their backups. There are as many as there are stacks and databases, whatever happens to
 * them; those of a deleted stack are removed.
 */
final class StackSeries {
    private final MultiGauge ready;
    private final MultiGauge success;
    private final MultiGauge size;
    private final MultiGauge failing;
    private final Map<String, Supplier<List<StackState>>> kinds = new LinkedHashMap<>();

    StackSeries(MeterRegistry registry) {
        ready = MultiGauge.builder("sild.stack.ready")
                .description("Whether a stack is ready")
                .register(registry);
        success = MultiGauge.builder("sild.backup.last.success.timestamp.seconds")
                .description("When the newest dump was complete, in seconds since 1970")
                .register(registry);
        size = MultiGauge.builder("sild.backup.size.bytes")
                .description("The size of the newest dump")
                .register(registry);
        failing = MultiGauge.builder("sild.backup.failing")
                .description("Whether the last backup or verification failed")
                .register(registry);
    }

    synchronized void add(String kind, Supplier<List<StackState>> stacks) {
        kinds.put(kind, stacks);
    }

    synchronized void refresh() {
        List<Row<?>> ofReady = new ArrayList<>();
        List<Row<?>> ofSuccess = new ArrayList<>();
        List<Row<?>> ofSize = new ArrayList<>();
        List<Row<?>> ofFailing = new ArrayList<>();
        kinds.forEach((kind, stacks) -> stacks.get().forEach(stack -> {
            Tags tags = Tags.of("kind", kind, "namespace", stack.namespace(), "name", stack.name());
            ofReady.add(Row.of(tags, stack.state() == Readiness.State.CURRENT ? 1 : 0));
            stack.backups().forEach(backup -> {
                Tags own = tags.and("component", String.valueOf(backup.get("name")));
                time(backup.get("lastSuccessful")).ifPresent(at -> ofSuccess.add(Row.of(own, at)));
                if (backup.get("bytes") instanceof Number bytes) {
                    ofSize.add(Row.of(own, bytes));
                }
                ofFailing.add(Row.of(own.and("run", "backup"), backup.get("lastFailed") == null ? 0 : 1));
                ofFailing.add(
                        Row.of(own.and("run", "verification"), backup.get("lastVerificationFailed") == null ? 0 : 1));
            });
        }));
        ready.register(ofReady, true);
        success.register(ofSuccess, true);
        size.register(ofSize, true);
        failing.register(ofFailing, true);
    }

    private static Optional<Long> time(@Nullable Object text) {
        try {
            return Optional.ofNullable(text)
                    .map(Object::toString)
                    .map(Instant::parse)
                    .map(Instant::getEpochSecond);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
