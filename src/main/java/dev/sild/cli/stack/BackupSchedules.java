package dev.sild.cli.stack;

import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** The backup schedules of one stack, of which there is at least one. */
public final class BackupSchedules {
    private final LiveStack stack;
    private final List<BackupSchedule> all;

    /**
     * Reads the schedules of a stack.
     *
     * @throws VerbException where it has none
     */
    public BackupSchedules(KubernetesClient client, LiveStack stack) {
        this.stack = stack;
        List<CronJob> objects = client.batch()
                .v1()
                .cronjobs()
                .inNamespace(stack.namespace())
                .withLabelSelector(stack.selector())
                .list()
                .getItems();
        all = objects.stream()
                .filter(object -> BackupSchedule.component(object).endsWith(BackupSchedule.SUFFIX))
                .sorted(Comparator.comparing(object -> object.getMetadata().getName()))
                .map(writer -> new BackupSchedule(
                        writer,
                        objects.stream()
                                .filter(other -> BackupSchedule.component(other)
                                        .equals(BackupSchedule.component(writer) + BackupSchedule.READER_SUFFIX))
                                .findFirst()))
                .toList();
        if (all.isEmpty()) {
            throw new VerbException(stack + " has no backups; set backup.enabled: true for its database");
        }
    }

    /**
     * Returns those that a command means: all, by name, or the one that its first word names.
     *
     * @param words the words after the stack
     */
    public List<BackupSchedule> meant(List<String> words) {
        return words.isEmpty() ? all : List.of(of(words.get(0)));
    }

    /** Whether a word means the database of one. */
    public boolean has(String word) {
        return all.stream().anyMatch(schedule -> schedule.isOf(word));
    }

    /**
     * Returns the schedule of a database.
     *
     * @param word the database, its service, or the component of the schedule
     */
    public BackupSchedule of(String word) {
        return all.stream()
                .filter(schedule -> schedule.isOf(word))
                .findFirst()
                .orElseThrow(() ->
                        new VerbException(stack + " has no backups of '" + word + "'; it has backups of " + names()));
    }

    /** Returns the only one. */
    public BackupSchedule only() {
        if (all.size() > 1) {
            throw new VerbException(stack + " has several databases with backups; name one of " + names());
        }
        return all.get(0);
    }

    private String names() {
        return all.stream().map(BackupSchedule::database).collect(Collectors.joining(", "));
    }
}
