package dev.sild.cli.verbs;

import dev.sild.cli.options.Options;
import dev.sild.cli.stack.LiveStacks;
import dev.sild.cli.stack.StackJobs;
import dev.sild.cli.stack.VerbException;
import dev.sild.cli.terminal.Console;
import dev.sild.cli.terminal.ExitCode;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code sild backup}: writes a backup of a stack's databases now. */
final class BackupVerb extends ClusterVerb {
    static final Duration LIMIT = Duration.ofHours(12);

    BackupVerb(Console console, ParseResult parsed) {
        super(console, parsed);
    }

    static CommandSpec spec() {
        CommandSpec spec = spec("backup", "Write a backup of the databases of a stack now, and wait for it.");
        spec.addPositional(Options.arguments(
                "[STACK] [DATABASE]", STACK + "; then the database or its service. Default: all with backups"));
        examples(spec, "sild backup", "sild backup shop -n production", "sild backup shop order");
        return spec;
    }

    @Override
    int run(KubernetesClient client) throws InterruptedException {
        LiveStacks.Chosen chosen = chosen(client, 1);
        StackJobs jobs = new StackJobs(client, Clock.systemUTC());
        List<CronJob> schedules = chosen.rest().isEmpty()
                ? jobs.schedules(chosen.stack())
                : List.of(jobs.schedule(chosen.stack(), chosen.rest().get(0)));
        if (schedules.isEmpty()) {
            throw new VerbException(chosen.stack() + " has no backups; set backup.enabled: true for its database");
        }
        boolean all = true;
        for (CronJob schedule : schedules) {
            String database = StackJobs.service(schedule);
            Job job = jobs.job(schedule, "now", List.of());
            console.say(chosen.stack() + ": backup of " + database + " by Job/"
                    + job.getMetadata().getName());
            boolean succeeded = jobs.run(job, LIMIT, line -> console.line("  " + line), this::note);
            if (!succeeded) {
                console.say("the backup of " + database + " failed; see the lines above, and 'kubectl -n "
                        + chosen.stack().namespace() + " describe job "
                        + job.getMetadata().getName() + "'");
            }
            all &= succeeded;
        }
        return all ? ExitCode.OK : ExitCode.FAILED;
    }
}
