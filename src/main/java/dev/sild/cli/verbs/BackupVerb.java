package dev.sild.cli.verbs;

import dev.sild.cli.options.Options;
import dev.sild.cli.stack.BackupRuns;
import dev.sild.cli.stack.BackupSchedule;
import dev.sild.cli.stack.BackupSchedules;
import dev.sild.cli.stack.LiveApplications;
import dev.sild.cli.stack.LiveStack;
import dev.sild.cli.terminal.Console;
import dev.sild.cli.terminal.ExitCode;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code sild backup}: writes a backup of a stack's databases now. */
final class BackupVerb extends ClusterVerb {
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
        LiveApplications.Chosen<LiveStack> chosen = chosenStack(client, 1);
        BackupRuns runs = new BackupRuns(console, client, Clock.systemUTC());
        boolean all = true;
        for (BackupSchedule schedule : new BackupSchedules(client, chosen.application()).meant(chosen.rest())) {
            all &= runs.backup(schedule);
        }
        return all ? ExitCode.OK : ExitCode.FAILED;
    }
}
