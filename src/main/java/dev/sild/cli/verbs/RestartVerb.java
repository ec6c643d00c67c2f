package dev.sild.cli.verbs;

import dev.sild.cli.options.Options;
import dev.sild.cli.stack.LiveStack;
import dev.sild.cli.stack.LiveStacks;
import dev.sild.cli.stack.Progress;
import dev.sild.cli.stack.StackPatch;
import dev.sild.cli.stack.VerbException;
import dev.sild.cli.terminal.Console;
import dev.sild.cli.terminal.ExitCode;
import dev.sild.kubernetes.objects.Labels;
import dev.sild.operator.engine.plan.Readiness;
import dev.sild.operator.engine.state.ChildKind;
import dev.sild.operator.engine.state.LiveObject;
import dev.sild.operator.engine.state.OwnerMarks;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code sild restart}: replaces the pods of a stack by new ones, as its rollouts do. */
final class RestartVerb extends ClusterVerb {
    private static final List<ChildKind> KINDS =
            List.of(ChildKind.DEPLOYMENT, ChildKind.STATEFUL_SET, ChildKind.DAEMON_SET);
    private static final Duration LIMIT = Duration.ofMinutes(10);
    /** As kubectl rollout restart does it. */
    private static final String PATCH =
            "{\"spec\":{\"template\":{\"metadata\":{\"annotations\":{\"kubectl.kubernetes.io/restartedAt\":\"%s\"}}}}}";

    RestartVerb(Console console, ParseResult parsed) {
        super(console, parsed);
    }

    static CommandSpec spec() {
        CommandSpec spec = spec("restart", "Replace the pods of a stack by new ones, one after the other.");
        spec.addPositional(Options.arguments(
                "[STACK] [COMPONENT...]", STACK + "; then the components. Default: all but databases and caches"));
        spec.addOption(Options.flag("Also restart databases and caches, which are away meanwhile.", "--all"));
        spec.addOption(Options.flag("Do not wait until the new pods are ready.", "--no-wait"));
        examples(spec, "sild restart", "sild restart shop api -n production");
        return spec;
    }

    @Override
    int run(KubernetesClient client) throws InterruptedException {
        LiveStacks.Chosen chosen = chosen(client);
        LiveStack stack = chosen.stack();
        List<LiveObject> all = workloads(client, stack);
        for (String word : chosen.rest()) {
            if (all.stream().noneMatch(workload -> component(workload).equals(word))) {
                throw new VerbException(stack + " has no component '" + word + "'; it has "
                        + all.stream().map(RestartVerb::component).sorted().collect(Collectors.joining(", ")));
            }
        }
        List<LiveObject> meant = all.stream()
                .filter(workload -> chosen.rest().isEmpty()
                        ? options.has("--all") || workload.ref().kind() != ChildKind.STATEFUL_SET
                        : chosen.rest().contains(component(workload)))
                .toList();
        if (meant.isEmpty()) {
            throw new VerbException(stack + " has nothing to restart");
        }
        String time = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        for (LiveObject workload : meant) {
            client.genericKubernetesResources(workload.ref().kind().context())
                    .inNamespace(stack.namespace())
                    .withName(workload.ref().name())
                    .patch(
                            new PatchContext.Builder()
                                    .withPatchType(PatchType.JSON_MERGE)
                                    .withFieldManager(StackPatch.MANAGER)
                                    .build(),
                            PATCH.formatted(time));
        }
        console.say(stack + ": restarting "
                + meant.stream().map(RestartVerb::component).collect(Collectors.joining(", ")));
        if (options.has("--no-wait")) {
            return ExitCode.OK;
        }
        boolean done = new Progress(console, client, Clock.systemUTC())
                .await(stack, now -> isRestarted(workloads(client, stack), meant), LIMIT);
        console.say(
                done
                        ? stack + ": restarted"
                        : stack + ": not done after " + LIMIT.toMinutes() + " minutes; see 'sild status'");
        return done ? ExitCode.OK : ExitCode.FAILED;
    }

    private static boolean isRestarted(List<LiveObject> now, List<LiveObject> meant) {
        return now.stream()
                .filter(workload -> meant.stream().anyMatch(one -> one.ref().equals(workload.ref())))
                .allMatch(workload -> Readiness.of(workload).state() == Readiness.State.CURRENT);
    }

    private static List<LiveObject> workloads(KubernetesClient client, LiveStack stack) {
        List<LiveObject> all = new ArrayList<>();
        for (ChildKind kind : KINDS) {
            client.genericKubernetesResources(kind.context())
                    .inNamespace(stack.namespace())
                    .withLabel(Labels.MANAGED_BY, OwnerMarks.SILD)
                    .withLabel(Labels.INSTANCE, stack.name())
                    .list()
                    .getItems()
                    .forEach(object -> all.add(LiveObject.of(kind, object)));
        }
        return all;
    }

    private static String component(LiveObject workload) {
        return workload.labels().getOrDefault(Labels.COMPONENT, workload.ref().name());
    }
}
