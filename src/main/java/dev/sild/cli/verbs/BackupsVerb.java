package dev.sild.cli.verbs;

import dev.sild.cli.options.Options;
import dev.sild.cli.stack.BackupRuns;
import dev.sild.cli.stack.BackupSchedule;
import dev.sild.cli.stack.BackupSchedules;
import dev.sild.cli.stack.Dump;
import dev.sild.cli.stack.LiveApplications;
import dev.sild.cli.stack.LiveStack;
import dev.sild.cli.terminal.Console;
import dev.sild.cli.terminal.ExitCode;
import dev.sild.cli.terminal.TextTable;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code sild backups}: the backups of a stack's databases that can be restored. */
final class BackupsVerb extends ClusterVerb {
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
        LiveApplications.Chosen<LiveStack> chosen = chosenStack(client, 1);
        BackupRuns runs = new BackupRuns(console, client, Clock.systemUTC());
        Instant now = Instant.now();
        TextTable table = new TextTable("DATABASE", "NAME", "WRITTEN", "AGE", "BYTES");
        boolean any = false;
        for (BackupSchedule schedule : new BackupSchedules(client, chosen.application()).meant(chosen.rest())) {
            for (Dump dump : runs.dumps(schedule)) {
                any = true;
                table.row(
                        schedule.database(),
                        dump.name(),
                        dump.time().toString(),
                        TextTable.age(Duration.between(dump.time(), now)),
                        String.valueOf(dump.bytes()));
            }
        }
        if (any) {
            console.out().print(table.text());
        } else {
            console.say(chosen.application() + " has no backups yet; write one with 'sild backup'");
        }
        return ExitCode.OK;
    }
}
