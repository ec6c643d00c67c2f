package dev.sild.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The Jobs that are made of the schedules of a stack, with dumps on a claim and in a bucket. */
class BackupScheduleTest {
    private static final Instant NOW = Instant.parse("2026-12-01T05:00:00Z");
    private static final Dump DUMP = new Dump("app-20261130T214925Z.dump", NOW, 1300);

    private static BackupSchedule schedule(String golden) throws IOException {
        List<CronJob> all = Stream.of(Files.readString(Path.of("src/test/resources/webstack", golden, "out.yaml"))
                        .split("(?m)^---$"))
                .filter(document -> document.contains("\nkind: CronJob\n"))
                .map(document -> Serialization.unmarshal(document, CronJob.class))
                .toList();
        return new BackupSchedule(named(all, "shop-backup").orElseThrow(), named(all, "shop-backup-restore"));
    }

    private static Optional<CronJob> named(List<CronJob> all, String name) {
        return all.stream()
                .filter(object -> object.getMetadata().getName().equals(name))
                .findFirst();
    }

    private static List<Container> containers(Job job) {
        return job.getSpec().getTemplate().getSpec().getContainers();
    }

    private static List<String> values(Job job, String variable) {
        return containers(job).stream()
                .flatMap(container -> container.getEnv().stream())
                .filter(one -> one.getName().equals(variable))
                .map(EnvVar::getValue)
                .toList();
    }

    @Test
    void dumpsOnAClaimAreReadByTheScriptOfTheSchedule() throws IOException {
        BackupSchedule schedule = schedule("backups");

        assertThat(containers(schedule.restore(DUMP, NOW)))
                .singleElement()
                .satisfies(container -> assertThat(container.getCommand())
                        .containsExactly("/bin/sh", "/etc/sild/restore.sh", DUMP.name()));
        assertThat(containers(schedule.listing(NOW)).get(0).getCommand()).startsWith("/bin/sh", "-c");
        assertThat(schedule.listed("backup", "dump 1300 " + DUMP.name())).isPresent();
        assertThat(schedule.newest(List.of(DUMP))).contains(DUMP);
    }

    @Test
    void dumpsInABucketAreReadByTheTemplateOfRestores() throws IOException {
        BackupSchedule schedule = schedule("backups-to-a-bucket");

        Job listing = schedule.listing(NOW);
        assertThat(listing.getMetadata().getName()).isEqualTo("shop-backup-restore-list-1201050000");
        assertThat(values(listing, "ACTION")).containsExactly("list", "list");
        Job restore = schedule.restore(DUMP, NOW);
        assertThat(values(restore, "ACTION")).containsExactly("restore", "restore");
        assertThat(values(restore, "DUMP")).containsExactly(DUMP.name());
        assertThat(restore.getSpec().getBackoffLimit()).isZero();
        assertThat(containers(restore))
                .extracting(container -> container.getCommand().get(1))
                .containsExactly("/etc/sild/database.sh", "/etc/sild/store.sh");
        assertThat(restore.getMetadata().getOwnerReferences().get(0).getName()).isEqualTo("shop-backup-restore");
        assertThat(values(schedule.backup(NOW), "ACTION")).containsExactly("backup", "backup");
        assertThat(schedule.backup(NOW).getSpec().getBackoffLimit()).isEqualTo(2);
        // The templates stay as they are.
        assertThat(values(schedule.listing(NOW), "DUMP")).containsExactly("latest");
    }

    @Test
    void aBucketIsListedByItsOwnContainerAlone() throws IOException {
        BackupSchedule schedule = schedule("backups-to-a-bucket");
        String manifest = "{\"dump\":\"" + DUMP.name() + "\",\"bytes\":1300}";

        assertThat(schedule.listed("bucket", manifest)).isPresent();
        assertThat(schedule.listed("database", manifest)).isEmpty();
        assertThat(schedule.listed("bucket", "dump 1300 " + DUMP.name())).isEmpty();
        assertThat(schedule.newest(List.of(new Dump("zoo-29990101T000000Z.dump", NOW, 1), DUMP)))
                .contains(DUMP);
    }

    @Test
    void aBucketWithoutATemplateOfRestoresIsSaid() throws IOException {
        BackupSchedule schedule =
                new BackupSchedule(schedule("backups-to-a-bucket").writer(), Optional.empty());

        assertThatThrownBy(() -> schedule.listing(NOW))
                .isInstanceOf(VerbException.class)
                .hasMessageContaining("no CronJob for restores of database");
    }
}
