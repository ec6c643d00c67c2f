package dev.sild.cli.verbs;

import dev.sild.cli.options.Options;
import dev.sild.cli.stack.Listing;
import dev.sild.cli.stack.LiveApplication;
import dev.sild.cli.stack.LiveApplications;
import dev.sild.cli.status.ApplicationState;
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

/** {@code sild status}: a stack or project on one screen, or several with one line each. */
final class StatusVerb extends ClusterVerb {
    StatusVerb(Console console, ParseResult parsed) {
        super(console, parsed);
    }

    static CommandSpec spec() {
        CommandSpec spec =
                spec("status", "Show the state of a stack or converted project in a cluster, and why it is not ready.");
        spec.addPositional(Options.arguments("NAME", APPLICATION + "; of several, one line each"));
        spec.addOption(Options.flag(
                "Show the stacks and projects of all namespaces, one line each.", "-A", "--all-namespaces"));
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
        LiveApplications applications = new LiveApplications(client);
        List<String> words = options.arguments();
        if (options.has("--all-namespaces")) {
            if (!words.isEmpty()) {
                throw options.wrong("name a stack or project, or use --all-namespaces; not both");
            }
            Listing<LiveApplication> all = applications.list("");
            report(all.unread());
            if (all.applications().isEmpty()) {
                console.say("the cluster has no stacks and no converted projects"
                        + (all.unread().isEmpty() ? "" : " that you can read"));
                return all.unread().isEmpty() ? ExitCode.OK : ExitCode.FAILED;
            }
            return overview(client, all.applications());
        }
        String namespace = namespace(client);
        Listing<LiveApplication> all = applications.list(namespace);
        if (words.isEmpty() && all.applications().size() > 1) {
            report(all.unread());
            return overview(client, all.applications());
        }
        LiveApplication application = limited(
                        LiveApplications.choose(all, namespace, words), 0, "stack or project", namespace)
                .application();
        report(all.unread());
        ApplicationState state = state(client, application);
        console.out().print(StatusText.of(state, console.colorsOutput()));
        return StatusText.isWell(state) ? ExitCode.OK : ExitCode.FAILED;
    }

    private void report(List<String> unread) {
        unread.forEach(line -> console.say("cannot read " + line));
    }

    private static ApplicationState state(KubernetesClient client, LiveApplication application) {
        return new StateReader(client, Clock.systemUTC()).of(application);
    }

    private int overview(KubernetesClient client, List<LiveApplication> applications) {
        List<ApplicationState> states = applications.stream()
                .map(application -> state(client, application))
                .toList();
        console.out().print(StatusText.overview(states));
        return states.stream().allMatch(StatusText::isWell) ? ExitCode.OK : ExitCode.FAILED;
    }
}
