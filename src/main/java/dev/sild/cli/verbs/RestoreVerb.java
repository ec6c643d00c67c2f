package dev.sild.cli.verbs;

import dev.sild.cli.options.Options;
import dev.sild.cli.stack.BackupRuns;
import dev.sild.cli.stack.BackupSchedule;
import dev.sild.cli.stack.BackupSchedules;
import dev.sild.cli.stack.Confirmation;
import dev.sild.cli.stack.Dump;
import dev.sild.cli.stack.LiveApplications;
import dev.sild.cli.stack.LiveStack;
import dev.sild.cli.stack.VerbException;
import dev.sild.cli.terminal.Console;
import dev.sild.cli.terminal.ExitCode;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code sild restore}: replaces the data of a database by that of a backup. */
final class RestoreVerb extends ClusterVerb {
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
        LiveApplications.Chosen<LiveStack> chosen = chosenStack(client, 2);
        LiveStack stack = chosen.application();
        BackupSchedules schedules = new BackupSchedules(client, stack);
        BackupRuns runs = new BackupRuns(console, client, Clock.systemUTC());
        List<String> words = chosen.rest();
        boolean names = !words.isEmpty() && schedules.has(words.get(0));
        BackupSchedule schedule = words.size() > 1 || names ? schedules.of(words.get(0)) : schedules.only();
        Optional<String> wanted = words.stream().skip(names ? 1 : 0).findFirst();
        String database = schedule.database();
        Dump dump = dump(schedule, runs.dumps(schedule), wanted, stack);
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
        if (!runs.restore(schedule, dump)) {
            return ExitCode.FAILED;
        }
        console.say(stack + ": " + database + " has the data of " + dump.name());
        return ExitCode.OK;
    }

    private static Dump dump(BackupSchedule schedule, List<Dump> dumps, Optional<String> wanted, LiveStack stack) {
        if (wanted.isPresent()) {
            return dumps.stream()
                    .filter(dump -> dump.name().equals(wanted.get()))
                    .findFirst()
                    .orElseThrow(() -> new VerbException("no backup '" + wanted.get() + "' of " + schedule.database()
                            + " can be restored; list them with 'sild backups'"));
        }
        return schedule.newest(dumps)
                .orElseThrow(() -> new VerbException(
                        stack + " has no backup of " + schedule.database() + " yet; write one with 'sild backup'"));
    }
}
