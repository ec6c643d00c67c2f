package dev.sild.cli.verbs;

import dev.sild.cli.options.Options;
import dev.sild.cli.stack.ApplicationObjects;
import dev.sild.cli.stack.LiveApplication;
import dev.sild.cli.stack.LiveApplications;
import dev.sild.cli.stack.Progress;
import dev.sild.cli.stack.StackPatch;
import dev.sild.cli.stack.VerbException;
import dev.sild.cli.terminal.Console;
import dev.sild.cli.terminal.ExitCode;
import dev.sild.images.KnownImages;
import dev.sild.operator.engine.plan.Readiness;
import dev.sild.operator.engine.state.ChildKind;
import dev.sild.operator.engine.state.LiveObject;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code sild restart}: replaces the pods of a stack or project by new ones, as rollouts do. */
final class RestartVerb extends ClusterVerb {
    private static final Duration LIMIT = Duration.ofMinutes(10);
    /** As kubectl rollout restart does it. */
    private static final String PATCH =
            "{\"spec\":{\"template\":{\"metadata\":{\"annotations\":{\"kubectl.kubernetes.io/restartedAt\":\"%s\"}}}}}";

    RestartVerb(Console console, ParseResult parsed) {
        super(console, parsed);
    }

    static CommandSpec spec() {
        CommandSpec spec = spec("restart", "Replace the pods of a stack or project by new ones, as a rollout does.");
        spec.addPositional(Options.arguments(
                "[NAME] [COMPONENT...]",
                APPLICATION + "; then components or services. Default: all but databases and caches"));
        spec.addOption(Options.flag("Also restart databases and caches, which are away meanwhile.", "--all"));
        spec.addOption(Options.flag("Do not wait until the new pods are ready.", "--no-wait"));
        examples(spec, "sild restart", "sild restart shop api -n production");
        return spec;
    }

    @Override
    int run(KubernetesClient client) throws InterruptedException {
        LiveApplications.Chosen<LiveApplication> chosen = chosen(client);
        LiveApplication application = chosen.application();
        ApplicationObjects objects = new ApplicationObjects(client, application);
        List<LiveObject> all = objects.workloads();
        for (String word : chosen.rest()) {
            if (all.stream().noneMatch(workload -> application.isMeant(workload, word))) {
                throw new VerbException(application + " has no component '" + word + "'; it has "
                        + all.stream()
                                .map(ApplicationObjects::component)
                                .sorted()
                                .collect(Collectors.joining(", ")));
            }
        }
        List<LiveObject> meant = all.stream()
                .filter(workload -> chosen.rest().isEmpty()
                        ? options.has("--all") || !keepsData(workload)
                        : chosen.rest().stream().anyMatch(word -> application.isMeant(workload, word)))
                .toList();
        if (meant.isEmpty()) {
            throw new VerbException(application + " has nothing to restart");
        }
        String time = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        for (LiveObject workload : meant) {
            client.genericKubernetesResources(workload.ref().kind().context())
                    .inNamespace(application.namespace())
                    .withName(workload.ref().name())
                    .patch(
                            new PatchContext.Builder()
                                    .withPatchType(PatchType.JSON_MERGE)
                                    .withFieldManager(StackPatch.MANAGER)
                                    .build(),
                            PATCH.formatted(time));
        }
        console.say(application + ": restarting "
                + meant.stream().map(ApplicationObjects::component).collect(Collectors.joining(", ")));
        if (options.has("--no-wait")) {
            return ExitCode.OK;
        }
        boolean done =
                new Progress(console, client, Clock.systemUTC()).await(() -> look(objects.workloads(), meant), LIMIT);
        console.say(
                done
                        ? application + ": restarted"
                        : application + ": not done after " + LIMIT.toMinutes() + " minutes; see 'sild status'");
        return done ? ExitCode.OK : ExitCode.FAILED;
    }

    /** Whether it is a database or cache: by its kind, as those of stacks, or by an image that is known as one. */
    private static boolean keepsData(LiveObject workload) {
        return workload.ref().kind() == ChildKind.STATEFUL_SET
                || workload.images().stream().anyMatch(KnownImages::isDatabase);
    }

    private static Progress.Look look(List<LiveObject> now, List<LiveObject> meant) {
        return now.stream()
                .filter(workload -> meant.stream().anyMatch(one -> one.ref().equals(workload.ref())))
                .filter(workload -> Readiness.of(workload).state() != Readiness.State.CURRENT)
                .findFirst()
                .map(workload -> new Progress.Look(
                        false, workload.ref() + ": " + Readiness.of(workload).message()))
                .orElse(new Progress.Look(true, ""));
    }
}
