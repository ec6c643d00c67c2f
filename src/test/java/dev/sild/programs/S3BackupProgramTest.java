package dev.sild.programs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.programs.databases.StoreScript.Action;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Dumps in a bucket: what is written, kept, and said. */
@OnPrograms({"postgres", "initdb", "psql", "pg_dump", "pg_restore", "rclone", "s3proxy", "dash", "bash", "busybox"})
class S3BackupProgramTest extends S3BackupProgramCase {
    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash", "busybox"})
    void bringsBackWhatWasThere(String shell) {
        String before = postgres.ask(DATA);
        try (BackupPod pod = pod(shell, Action.BACKUP)) {
            BackupPod.Outcome backup = pod.run().orFail();
            assertThat(backup.message())
                    .matches("\\{\"dump\":\"" + DUMP
                            + "\",\"bytes\":[1-9][0-9]+,\"seconds\":[0-9]+,\"rows\":5003,\"kept\":1}");
            assertThat(backup.log()).doesNotContain(S3Server.SECRET, Postgres.PASSWORD);
        }
        assertThat(s3.objects(PREFIX)).hasSize(2);

        postgres.ask("DELETE FROM orders WHERE id % 2 = 0; UPDATE \"Customers\" SET note = 'lost'; DROP VIEW totals; "
                + "SELECT lo_unlink(4711)");
        try (BackupPod pod = pod(shell, Action.RESTORE)) {
            assertThat(pod.run().orFail().message()).startsWith("{\"dump\":\"app-");
        }
        assertThat(postgres.ask(DATA)).isEqualTo(before);
    }

    @Test
    void deletesWhatKilledUploadsLeftAndNothingElse() {
        s3.put(PREFIX, "app-20200101T000000Z.dump", "half");
        s3.put(PREFIX, "app-29990101T000000Z.dump", "an upload that goes on");
        s3.put(PREFIX, "app2-20200101T000000Z.dump", "of another database");
        s3.put(PREFIX, "notes.txt", "of a person");
        dump();
        assertThat(s3.objects(PREFIX))
                .hasSize(5)
                .contains("app-29990101T000000Z.dump", "app2-20200101T000000Z.dump", "notes.txt");
    }

    @Test
    void keepsTheNewest() {
        for (String day : List.of("01", "02", "03")) {
            String name = "app-202001" + day + "T000000Z.dump";
            s3.put(PREFIX, name, "a dump");
            s3.put(PREFIX, name + ".json", "{\"dump\":\"" + name + "\"}\n");
        }
        BackupPod.Outcome backup = run(Action.BACKUP, Map.of("KEEP", "2")).orFail();
        assertThat(backup.message()).endsWith("\"kept\":2}");
        assertThat(complete()).hasSize(2).startsWith("app-20200103T000000Z.dump.json");
        assertThat(s3.objects(PREFIX)).hasSize(4);
    }

    @Test
    void encryptsOnRequest() {
        postgres.ask("UPDATE \"Customers\" SET note = repeat('findable', 100)");
        String before = postgres.ask(DATA);
        Map<String, String> sealed = Map.of("ENCRYPTION_PASSWORD", "s3cret 'of' \"ours\" $x");
        BackupPod.Outcome backup = run(Action.BACKUP, sealed).orFail();
        assertThat(backup.log()).doesNotContain("s3cret");
        assertThat(s3.objects(PREFIX)).hasSize(2).allMatch(name -> name.endsWith(".bin"));
        for (String name : s3.objects(PREFIX)) {
            assertThat(Programs.run(s3.file(PREFIX, name).getParent(), Map.of(), "grep", "-qaE", "PGDMP|sha256", name)
                            .exitCode())
                    .isEqualTo(1);
        }
        postgres.ask("DELETE FROM orders");
        assertThat(run(Action.RESTORE, Map.of()).message())
                .isEqualTo(
                        "there is no complete dump, except for encrypted ones; name their password in encryptionFrom");
        String undecrypted = " cannot be decrypted; encryptionFrom must name the password that it was written with";
        BackupPod.Outcome wrong = run(Action.RESTORE, Map.of("ENCRYPTION_PASSWORD", "wrong"));
        assertThat(wrong.message()).matches(DUMP + undecrypted);
        assertThat(wrong.database()).isEqualTo(1);
        assertThat(run(Action.LIST, Map.of("ENCRYPTION_PASSWORD", "wrong"))
                        .orFail()
                        .log())
                .contains(undecrypted)
                .doesNotContain("{");
        assertThat(run(Action.LIST, sealed).orFail().log()).contains("{\"format\":1,\"dump\":\"app-");
        run(Action.RESTORE, sealed).orFail();
        assertThat(postgres.ask(DATA)).isEqualTo(before);
    }

    @Test
    void saysWhyTheBucketRefused() {
        BackupPod.Outcome wrong = run(Action.BACKUP, Map.of("RCLONE_CONFIG_STORE_SECRET_ACCESS_KEY", "wrong-Aa0"));
        assertThat(wrong.store()).isEqualTo(1);
        assertThat(wrong.database()).isNotZero();
        assertThat(wrong.message()).contains("the bucket cannot be listed", "SignatureDoesNotMatch");
        assertThat(wrong.log()).doesNotContain("wrong-Aa0");
        assertThat(run(Action.BACKUP, Map.of("S3_BUCKET", "missing")).message()).contains("bucket");
        BackupPod.Outcome away = run(
                Action.BACKUP,
                Map.of("RCLONE_CONFIG_STORE_ENDPOINT", "http://127.0.0.1:1", "RCLONE_LOW_LEVEL_RETRIES", "1"));
        assertThat(away.message()).contains("the bucket cannot be listed", "connection refused");
    }

    @Test
    void saysWhyTheDatabaseRefused() {
        try (BackupPod pod = pod("dash", Action.BACKUP).database(Map.of("PGPASSWORD", "wrong"))) {
            BackupPod.Outcome wrong = pod.run();
            assertThat(wrong.message()).isEqualTo("pg_dump ended with 1");
            assertThat(wrong.log()).contains("password authentication failed");
        }
        assertThat(s3.objects(PREFIX)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x; touch evil", "$(touch evil)", "a b'\"\\", "../up", "-x", "a,b:c"})
    void writesBelowAPrefixThatIsHostile(String prefix) {
        // The schema refuses most of these; the scripts do not depend on it.
        try (BackupPod pod = pod("dash", Action.BACKUP).store(Map.of("S3_PREFIX", prefix))) {
            BackupPod.Outcome outcome = pod.run();
            assertThat(Programs.names(pod.folder.resolve("s"))).doesNotContain("evil");
            assertThat(Programs.names(pod.exchange)).doesNotContain("evil");
            assertThat(outcome.store()).isIn(0, 1);
        }
    }
}
