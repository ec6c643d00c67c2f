package dev.sild.cli.stack;

import dev.sild.cli.terminal.Console;
import dev.sild.operator.engine.state.Condition;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Predicate;

/** Waits until the operator has done what it was asked to, and prints what it reports meanwhile. */
public final class Progress {
    private static final Duration STEP = Duration.ofSeconds(1);
    /** How long a stack must stay as it should be: the operator may not have looked at the change yet. */
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
     * Waits for a stack.
     *
     * @param reached whether it is as it should be
     * @return whether that was within the limit
     */
    public boolean await(LiveStack stack, Predicate<LiveStack> reached, Duration limit) throws InterruptedException {
        Instant start = clock.instant();
        Instant since = Instant.MAX;
        String said = "";
        while (clock.instant().isBefore(start.plus(limit))) {
            LiveStack now = stacks.now(stack);
            if (now.isObserved() && reached.test(now)) {
                since = since.equals(Instant.MAX) ? clock.instant() : since;
                if (!clock.instant().isBefore(since.plus(SETTLED))) {
                    return true;
                }
            } else {
                since = Instant.MAX;
                String message = message(now);
                if (!message.equals(said) && !message.isEmpty()) {
                    console.say("  " + message);
                    said = message;
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
