package dev.sild.cli.stack;

import dev.sild.kubernetes.objects.Labels;
import dev.sild.programs.databases.StoreScript;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The schedule that writes the dumps of one database of a stack, to a claim or to a bucket.
 *
 * @param writer the schedule
 * @param reader the template of Jobs that read dumps of a bucket; empty where there is none
 */
public record BackupSchedule(CronJob writer, Optional<CronJob> reader) {
    static final String SUFFIX = "backup";
    static final String READER_SUFFIX = "-restore";

    private static final String DATABASE = "-database-backup";

    /** Prints {@code dump BYTES NAME} for each dump on a claim, with what every image has. */
    private static final List<String> LIST_CLAIM = List.of(
            "/bin/sh",
            "-c",
            "cd \"${BACKUP_FOLDER:-/backups}\" && for f in *; do "
                    + "[ -f \"$f\" ] && printf 'dump %s %s\\n' \"$(wc -c < \"$f\")\" \"$f\"; done; true");

    private static final String RESTORE_FROM_CLAIM = "/etc/sild/restore.sh";

    /**
     * Whether this is the schedule of a component: its own name, that of the database, or of the database's service.
     */
    public boolean isOf(String component) {
        String name = component(writer);
        return component.equals(name)
                || component.equals(database())
                || (component + "-" + SUFFIX).equals(name)
                || name.equals(SUFFIX) && component.equals("database");
    }

    /** Returns what a user calls the database. */
    public String database() {
        String name = component(writer);
        return name.endsWith(DATABASE)
                ? name.substring(0, name.length() - DATABASE.length())
                : name.equals(SUFFIX) ? "database" : name.substring(0, name.length() - SUFFIX.length() - 1);
    }

    /**
     * Returns the newest dump of this database. Stacks may share the folder of a bucket, so that some are of others.
     *
     * @param dumps dumps of this schedule, the newest first
     */
    public Optional<Dump> newest(List<Dump> dumps) {
        String start = bucket(writer)
                .flatMap(container -> variable(container, StoreScript.DATABASE))
                .map(variable -> variable.getValue() + "-")
                .orElse("");
        return dumps.stream().filter(dump -> dump.name().startsWith(start)).findFirst();
    }

    /** Returns a Job that writes a dump. */
    Job backup(Instant now) {
        return ScheduledJob.of(writer, "now", now);
    }

    /** Returns a Job that lists the dumps. */
    Job listing(Instant now) {
        return isInBucket()
                ? ScheduledJob.with(readerOrFail(), "list", now, Map.of(StoreScript.ACTION, "list"))
                : ScheduledJob.running(writer, "list", now, LIST_CLAIM);
    }

    /** Returns a Job that reads a dump back. */
    Job restore(Dump dump, Instant now) {
        return isInBucket()
                ? ScheduledJob.with(
                        readerOrFail(),
                        "restore",
                        now,
                        Map.of(StoreScript.ACTION, "restore", StoreScript.DUMP, dump.name()))
                : ScheduledJob.running(writer, "restore", now, List.of("/bin/sh", RESTORE_FROM_CLAIM, dump.name()));
    }

    /** Returns the dump that a line in the log of a listing describes; empty for other lines. */
    Optional<Dump> listed(String container, String line) {
        if (isInBucket()) {
            return container.equals(StoreScript.CONTAINER) ? Dump.ofManifest(line) : Optional.empty();
        }
        return Dump.ofFile(line);
    }

    boolean isInBucket() {
        return bucket(writer).isPresent();
    }

    static String component(HasMetadata object) {
        Map<String, String> labels = object.getMetadata().getLabels();
        return labels == null ? "" : labels.getOrDefault(Labels.COMPONENT, "");
    }

    private CronJob readerOrFail() {
        return reader.orElseThrow(() -> new VerbException("no CronJob for restores of " + database()
                + " is in the cluster; wait until the operator has created it"));
    }

    private static Optional<Container> bucket(CronJob schedule) {
        return schedule.getSpec().getJobTemplate().getSpec().getTemplate().getSpec().getContainers().stream()
                .filter(container -> container.getName().equals(StoreScript.CONTAINER)
                        && variable(container, StoreScript.ACTION).isPresent())
                .findFirst();
    }

    private static Optional<EnvVar> variable(Container container, String name) {
        return container.getEnv().stream()
                .filter(variable -> variable.getName().equals(name))
                .findFirst();
    }
}
