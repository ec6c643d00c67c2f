package dev.sild.cli.verbs;

import dev.sild.cli.options.Options;
import dev.sild.cli.stack.Confirmation;
import dev.sild.cli.stack.Dump;
import dev.sild.cli.stack.LiveStack;
import dev.sild.cli.stack.LiveStacks;
import dev.sild.cli.stack.StackJobs;
import dev.sild.cli.stack.VerbException;
import dev.sild.cli.terminal.Console;
import dev.sild.cli.terminal.ExitCode;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code sild restore}: replaces the data of a database by that of a backup. */
final class RestoreVerb extends ClusterVerb {
    private static final String SCRIPT = "/etc/sild/restore.sh";

    RestoreVerb(Console console, ParseResult parsed) {
        super(console, parsed);
    }

    static CommandSpec spec() {
        CommandSpec spec = spec("restore", "Replace the data of a stack's database by that of a backup.");
        spec.addPositional(Options.arguments(
                "[STACK] [DATABASE] [NAME]",
                STACK + "; then the database or its service, if there are several; then the backup, as 'sild backups'"
                        + " names it. Default: the newest"));
        spec.addOption(Options.flag("Show what would be restored, and change nothing.", "--dry-run"));
        spec.addOption(Options.flag("Do not ask for confirmation.", "-y", "--yes"));
        examples(
                spec,
                "sild restore --dry-run",
                "sild restore shop app-20261130T031500Z.dump",
                "sild restore shop order --yes");
        return spec;
    }

    @Override
    int run(KubernetesClient client) throws InterruptedException {
        LiveStacks.Chosen chosen = chosen(client, 2);
        LiveStack stack = chosen.stack();
        StackJobs jobs = new StackJobs(client, Clock.systemUTC());
        List<String> words = chosen.rest();
        boolean names = !words.isEmpty()
                && jobs.schedules(stack).stream().anyMatch(schedule -> StackJobs.isOf(schedule, words.get(0)));
        CronJob schedule = jobs.schedule(stack, names ? words.get(0) : "");
        Optional<String> wanted = words.stream().skip(names ? 1 : 0).findFirst();
        if (words.size() > (names ? 2 : 1)) {
            throw new VerbException(stack + " has no backups of '" + words.get(0) + "'");
        }
        String database = StackJobs.service(schedule);
        Dump dump = dump(BackupsVerb.dumps(jobs, schedule, this::note), wanted, stack, database);
        String what = stack + " in " + stack.namespace() + ": the data of " + database + " is replaced by that of "
                + dump.name() + " (written " + dump.time() + ", " + dump.bytes() + " bytes)";
        if (options.has("--dry-run")) {
            console.line(what);
            console.line("nothing was changed (dry run)");
            return ExitCode.OK;
        }
        if (!options.has("--yes")) {
            Confirmation.require(console, what, stack.name());
        }
        Job job = jobs.job(schedule, "restore", List.of("/bin/sh", SCRIPT, dump.name()));
        console.say("restoring by Job/" + job.getMetadata().getName());
        if (jobs.run(job, BackupVerb.LIMIT, line -> console.line("  " + line), this::note)) {
            console.say(stack + ": " + database + " has the data of " + dump.name());
            return ExitCode.OK;
        }
        console.say("the restore failed; see the lines above");
        return ExitCode.FAILED;
    }

    private static Dump dump(List<Dump> dumps, Optional<String> wanted, LiveStack stack, String database) {
        if (dumps.isEmpty()) {
            throw new VerbException(stack + " has no backup of " + database + " yet; write one with 'sild backup'");
        }
        return wanted.map(name -> dumps.stream()
                        .filter(dump -> dump.name().equals(name))
                        .findFirst()
                        .orElseThrow(() -> new VerbException(
                                "no backup '" + name + "' of " + database + "; list them with 'sild backups'")))
                .orElse(dumps.get(0));
    }
}
