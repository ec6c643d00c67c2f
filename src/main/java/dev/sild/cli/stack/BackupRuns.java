package dev.sild.cli.stack;

import dev.sild.cli.terminal.Console;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Backups, listings and restores that a user starts: Jobs with the pods of a schedule. What their containers print and
 * wait for is printed.
 */
public final class BackupRuns {
    private static final Duration LISTING_LIMIT = Duration.ofMinutes(5);
    private static final Duration LIMIT = Duration.ofHours(12);

    private final Console console;
    private final KubernetesClient client;
    private final Clock clock;

    public BackupRuns(Console console, KubernetesClient client, Clock clock) {
        this.console = console;
        this.client = client;
        this.clock = clock;
    }

    /**
     * Writes a dump.
     *
     * @return whether it is complete
     */
    public boolean backup(BackupSchedule schedule) throws InterruptedException {
        return run(schedule.backup(clock.instant()), "backup of " + schedule.database());
    }

    /**
     * Replaces the data of the database by that of a dump.
     *
     * @return whether that succeeded
     */
    public boolean restore(BackupSchedule schedule, Dump dump) throws InterruptedException {
        return run(schedule.restore(dump, clock.instant()), "restore of " + schedule.database());
    }

    private boolean run(Job job, String what) throws InterruptedException {
        String name = job.getMetadata().getName();
        JobRun run = new JobRun(client, clock, job);
        console.say(what + " by Job/" + name);
        boolean several = job.getSpec().getTemplate().getSpec().getContainers().size() > 1;
        boolean succeeded = run.await(
                LIMIT,
                (container, line) -> console.line("  " + (several ? container + ": " : "") + line),
                this::waiting);
        if (!succeeded) {
            console.say("the " + what + " failed; see the lines above, and 'kubectl -n "
                    + job.getMetadata().getNamespace() + " describe job " + name + "'");
        }
        return succeeded;
    }

    /**
     * Returns the dumps that can be restored, the newest first. Which ones of a bucket cannot is printed.
     *
     * @throws VerbException where they cannot be listed
     */
    public List<Dump> dumps(BackupSchedule schedule) throws InterruptedException {
        Job job = schedule.listing(clock.instant());
        List<Dump> dumps = new ArrayList<>();
        List<String> others = new ArrayList<>();
        JobRun run = new JobRun(client, clock, job);
        try {
            boolean succeeded = run.await(
                    LISTING_LIMIT,
                    (container, line) -> {
                        Optional<Dump> dump = schedule.listed(container, line.strip());
                        dump.ifPresentOrElse(dumps::add, () -> others.add(line));
                    },
                    this::waiting);
            if (!succeeded) {
                throw new VerbException("cannot list the backups: "
                        + (others.isEmpty() ? "the pod failed" : others.get(others.size() - 1)));
            }
        } finally {
            run.remove();
        }
        if (schedule.isInBucket()) {
            others.forEach(line -> console.say("  " + line));
        }
        return dumps.stream()
                .sorted(Comparator.comparing(Dump::time).reversed())
                .toList();
    }

    private void waiting(String reason) {
        console.say("  waiting: " + reason);
    }
}
