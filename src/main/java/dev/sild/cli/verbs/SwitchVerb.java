package dev.sild.cli.verbs;

import dev.sild.cli.options.Options;
import dev.sild.cli.stack.LiveApplications;
import dev.sild.cli.stack.LiveStack;
import dev.sild.cli.stack.Progress;
import dev.sild.cli.stack.StackPatch;
import dev.sild.cli.stack.VerbException;
import dev.sild.cli.terminal.Console;
import dev.sild.cli.terminal.ExitCode;
import dev.sild.operator.engine.state.Condition;
import dev.sild.operator.engine.state.Reason;
import dev.sild.stacks.shared.Hibernation;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code sild pause}, {@code resume}, {@code hibernate} and {@code wake}: modes of a stack. */
final class SwitchVerb extends ClusterVerb {
    static final List<String> WORDS =
            Stream.of(Mode.values()).map(mode -> mode.word).toList();

    private static final Duration LIMIT = Duration.ofMinutes(10);

    /** A mode that a stack can be brought into. */
    private enum Mode {
        PAUSE("pause", "Suspend all changes of a stack by the operator; its pods go on.", "is paused"),
        RESUME("resume", "End a pause.", "is no longer paused"),
        HIBERNATE("hibernate", "Stop all pods of a stack; volumes and passwords are kept.", "is hibernated"),
        WAKE("wake", "Start the pods of a hibernated stack.", "is ready");

        private final String word;
        private final String description;
        private final String result;

        Mode(String word, String description, String result) {
            this.word = word;
            this.description = description;
            this.result = result;
        }

        static Mode of(String word) {
            return Stream.of(values())
                    .filter(mode -> mode.word.equals(word))
                    .findFirst()
                    .orElseThrow();
        }

        void set(StackPatch patch, LiveStack stack) {
            switch (this) {
                case PAUSE -> patch.merge(stack, Map.of("spec", Map.of("paused", true)));
                case RESUME -> patch.merge(stack, Map.of("spec", Map.of("paused", false)));
                case HIBERNATE -> patch.annotate(stack, Hibernation.ANNOTATION, "true");
                case WAKE -> patch.annotate(stack, Hibernation.ANNOTATION, null);
            }
        }

        Predicate<LiveStack> reached() {
            return switch (this) {
                case PAUSE -> stack -> stack.is(Condition.PAUSED);
                case RESUME -> stack -> !stack.is(Condition.PAUSED);
                case HIBERNATE -> SwitchVerb::isHibernated;
                case WAKE -> stack -> stack.is(Condition.READY) && !isHibernated(stack);
            };
        }
    }

    private final Mode mode;

    SwitchVerb(Console console, ParseResult parsed) {
        super(console, parsed);
        mode = Mode.of(parsed.commandSpec().name());
    }

    static CommandSpec spec(String word) {
        CommandSpec spec = spec(word, Mode.of(word).description);
        spec.addPositional(Options.arguments("STACK", STACK));
        spec.addOption(Options.flag("Do not wait until the operator has done it.", "--no-wait"));
        examples(spec, "sild " + word, "sild " + word + " shop -n production");
        return spec;
    }

    @Override
    int run(KubernetesClient client) throws InterruptedException {
        LiveApplications.Chosen<LiveStack> chosen = chosenStack(client, 0);
        LiveStack stack = chosen.application();
        if (mode == Mode.HIBERNATE || mode == Mode.WAKE) {
            refusePaused(stack);
        }
        mode.set(new StackPatch(client), stack);
        if (options.has("--no-wait")) {
            console.say(stack + ": " + mode.word + " requested");
            return ExitCode.OK;
        }
        if (new Progress(console, client, Clock.systemUTC()).await(stack, mode.reached(), LIMIT)) {
            console.say(stack + " in " + stack.namespace() + " " + mode.result);
            return ExitCode.OK;
        }
        console.say(stack + ": not done after " + LIMIT.toMinutes() + " minutes; see 'sild status'");
        return ExitCode.FAILED;
    }

    private static void refusePaused(LiveStack stack) {
        if (stack.is(Condition.PAUSED)) {
            throw new VerbException(stack + " is paused; end that first with 'sild resume'");
        }
    }

    private static boolean isHibernated(LiveStack stack) {
        return stack.is(Condition.READY)
                && stack.condition(Condition.READY)
                        .filter(ready -> Reason.HIBERNATED.word().equals(ready.get("reason")))
                        .isPresent();
    }
}
