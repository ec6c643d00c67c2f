package dev.sild.cli.verbs;

import dev.sild.cli.options.Options;
import dev.sild.cli.stack.LiveApplications;
import dev.sild.cli.stack.LiveStack;
import dev.sild.cli.stack.Progress;
import dev.sild.cli.stack.Rotation;
import dev.sild.cli.stack.StackPatch;
import dev.sild.cli.terminal.Console;
import dev.sild.cli.terminal.ExitCode;
import dev.sild.operator.engine.state.Condition;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code sild rotate}: has the operator generate new passwords. */
final class RotateVerb extends ClusterVerb {
    private static final Duration LIMIT = Duration.ofMinutes(10);

    RotateVerb(Console console, ParseResult parsed) {
        super(console, parsed);
    }

    static CommandSpec spec() {
        CommandSpec spec = spec("rotate", "Replace the generated passwords of a stack by new ones.");
        spec.addPositional(Options.arguments(
                "[STACK] [COMPONENT...]", STACK + "; then components or services. Default: all with such a password"));
        spec.addOption(Options.flag("Do not wait until the operator has done it.", "--no-wait"));
        examples(spec, "sild rotate", "sild rotate shop database -n production");
        return spec;
    }

    @Override
    int run(KubernetesClient client) throws InterruptedException {
        LiveApplications.Chosen<LiveStack> chosen = chosenStack(client);
        LiveStack stack = chosen.application();
        List<Rotation> rotations = Rotation.chosen(stack, chosen.rest());
        String name = "cli-" + Instant.now().truncatedTo(ChronoUnit.SECONDS);
        List<Map<String, Object>> operations = new ArrayList<>();
        rotations.forEach(rotation -> operations.addAll(rotation.operations(name)));
        new StackPatch(client).edit(stack, operations);
        String components = rotations.stream().map(Rotation::component).collect(Collectors.joining(", "));
        console.say(stack + ": new passwords for " + components
                + "; until the pods that use them are replaced, new connections fail");
        if (options.has("--no-wait")) {
            return ExitCode.OK;
        }
        if (new Progress(console, client, Clock.systemUTC()).await(stack, now -> now.is(Condition.READY), LIMIT)) {
            console.say(stack + " in " + stack.namespace() + " is ready with new passwords");
            return ExitCode.OK;
        }
        console.say(stack + ": not ready after " + LIMIT.toMinutes() + " minutes; see 'sild status'");
        return ExitCode.FAILED;
    }
}
