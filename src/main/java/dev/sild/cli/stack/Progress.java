package dev.sild.cli.stack;

import dev.sild.cli.terminal.Console;
import dev.sild.operator.engine.state.Condition;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Waits until the operator or the cluster has done what was requested, and prints what is missing meanwhile. */
public final class Progress {
    private static final Duration STEP = Duration.ofSeconds(1);
    /** How long it must stay so: operator and controllers may not have looked at the change yet. */
    private static final Duration SETTLED = Duration.ofSeconds(4);

    private final Console console;
    private final LiveStacks stacks;
    private final Clock clock;

    public Progress(Console console, KubernetesClient client, Clock clock) {
        this.console = console;
        this.stacks = new LiveStacks(client);
        this.clock = clock;
    }

    /**
     * What was seen at one look.
     *
     * @param isReached whether it is as it should be
     * @param message what is missing; empty for nothing
     */
    public record Look(boolean isReached, String message) {}

    /**
     * Waits for a stack.
     *
     * @param reached whether it is as it should be
     * @return whether that was within the limit
     */
    public boolean await(LiveStack stack, Predicate<LiveStack> reached, Duration limit) throws InterruptedException {
        return await(
                () -> {
                    LiveStack now = stacks.now(stack);
                    return new Look(now.isObserved() && reached.test(now), message(now));
                },
                limit);
    }

    /**
     * Waits until something is as it should be.
     *
     * @return whether that was within the limit
     */
    public boolean await(Supplier<Look> looks, Duration limit) throws InterruptedException {
        Instant start = clock.instant();
        Instant since = Instant.MAX;
        String said = "";
        while (clock.instant().isBefore(start.plus(limit))) {
            Look look = looks.get();
            if (look.isReached()) {
                since = since.equals(Instant.MAX) ? clock.instant() : since;
                if (!clock.instant().isBefore(since.plus(SETTLED))) {
                    return true;
                }
            } else {
                since = Instant.MAX;
                if (!look.message().equals(said) && !look.message().isEmpty()) {
                    console.say("  " + look.message());
                    said = look.message();
                }
            }
            Thread.sleep(STEP.toMillis());
        }
        return false;
    }

    private static String message(LiveStack stack) {
        return stack.condition(Condition.READY)
                .filter(ready -> !"True".equals(ready.get("status")))
                .map(Progress::text)
                .orElse("");
    }

    private static String text(Map<?, ?> ready) {
        return String.valueOf(ready.get("message"));
    }
}
