package dev.sild.cli.verbs;

import dev.sild.cli.options.Options;
import dev.sild.cli.stack.LiveStack;
import dev.sild.cli.stack.LiveStacks;
import dev.sild.cli.stack.VerbException;
import dev.sild.cli.status.StackState;
import dev.sild.cli.status.StateReader;
import dev.sild.cli.status.StatusText;
import dev.sild.cli.terminal.Console;
import dev.sild.cli.terminal.ExitCode;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code sild status}: a stack on one screen, or several with one line each. */
final class StatusVerb extends ClusterVerb {
    StatusVerb(Console console, ParseResult parsed) {
        super(console, parsed);
    }

    static CommandSpec spec() {
        CommandSpec spec = spec("status", "Show the state of a stack in a cluster, and why it is not ready.");
        spec.addPositional(Options.arguments("STACK", STACK + "; of several, one line each"));
        spec.addOption(Options.flag("Show the stacks of all namespaces, one line each.", "-A", "--all-namespaces"));
        examples(spec, "sild status", "sild status shop -n production", "sild status -A");
        spec.usageMessage()
                .footer(appended(
                        spec.usageMessage().footer(),
                        "",
                        "Exit codes: 0 all is well, 1 something is not, 2 wrong usage"));
        return spec;
    }

    private static String[] appended(String[] lines, String... more) {
        List<String> all = new ArrayList<>(List.of(lines));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    @Override
    int run(KubernetesClient client) {
        LiveStacks stacks = new LiveStacks(client);
        if (options.has("--all-namespaces")) {
            if (!options.arguments().isEmpty()) {
                throw options.wrong("name a stack, or use --all-namespaces; not both");
            }
            return overview(client, stacks.everywhere());
        }
        List<LiveStack> all = stacks.in(namespace(client));
        if (options.arguments().isEmpty() && all.size() != 1) {
            if (all.isEmpty()) {
                throw new VerbException("namespace " + namespace(client)
                        + " has no stack; choose another with -n NAMESPACE, or list all with 'sild status -A'");
            }
            return overview(client, all);
        }
        StackState state = new StateReader(client, Clock.systemUTC())
                .of(stacks.now(chosen(client, 0).stack()));
        console.out().print(StatusText.of(state, console.colorsOutput()));
        return StatusText.isWell(state) ? ExitCode.OK : ExitCode.FAILED;
    }

    private int overview(KubernetesClient client, List<LiveStack> stacks) {
        if (stacks.isEmpty()) {
            console.say("the cluster has no stacks");
            return ExitCode.OK;
        }
        List<StackState> states = stacks.stream()
                .map(stack -> new StateReader(client, Clock.systemUTC()).of(stack))
                .toList();
        console.out().print(StatusText.overview(states));
        return states.stream().allMatch(StatusText::isWell) ? ExitCode.OK : ExitCode.FAILED;
    }
}
