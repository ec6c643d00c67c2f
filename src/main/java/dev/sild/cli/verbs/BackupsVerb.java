package dev.sild.cli.verbs;

import dev.sild.cli.options.Options;
import dev.sild.cli.stack.Dump;
import dev.sild.cli.stack.LiveStacks;
import dev.sild.cli.stack.StackJobs;
import dev.sild.cli.stack.VerbException;
import dev.sild.cli.terminal.Console;
import dev.sild.cli.terminal.ExitCode;
import dev.sild.cli.terminal.TextTable;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code sild backups}: the backups of a stack's databases that can be restored. */
final class BackupsVerb extends ClusterVerb {
    private static final Duration LIMIT = Duration.ofMinutes(5);

    BackupsVerb(Console console, ParseResult parsed) {
        super(console, parsed);
    }

    static CommandSpec spec() {
        CommandSpec spec = spec("backups", "List the backups of a stack that can be restored.");
        spec.addPositional(Options.arguments(
                "[STACK] [DATABASE]", STACK + "; then the database or its service. Default: all with backups"));
        examples(spec, "sild backups", "sild backups shop order -n production");
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
        Instant now = Instant.now();
        TextTable table = new TextTable("DATABASE", "NAME", "WRITTEN", "AGE", "BYTES");
        boolean any = false;
        for (CronJob schedule : schedules) {
            for (Dump dump : dumps(jobs, schedule, this::note)) {
                any = true;
                table.row(
                        StackJobs.service(schedule),
                        dump.name(),
                        dump.time().toString(),
                        TextTable.age(Duration.between(dump.time(), now)),
                        String.valueOf(dump.bytes()));
            }
        }
        if (any) {
            console.out().print(table.text());
        } else {
            console.say(chosen.stack() + " has no backups yet; write one with 'sild backup'");
        }
        return ExitCode.OK;
    }

    /** Returns the dumps of a schedule, read by a pod that mounts their claim. */
    static List<Dump> dumps(StackJobs jobs, CronJob schedule, Consumer<String> notes) throws InterruptedException {
        Job job = jobs.job(schedule, "list", List.of("/bin/sh", "-c", Dump.LIST));
        List<String> lines = new ArrayList<>();
        try {
            if (!jobs.run(job, LIMIT, lines::add, notes)) {
                throw new VerbException("cannot list the backups: "
                        + (lines.isEmpty() ? "the pod failed" : lines.get(lines.size() - 1)));
            }
        } finally {
            jobs.remove(job);
        }
        return Dump.all(lines);
    }
}
