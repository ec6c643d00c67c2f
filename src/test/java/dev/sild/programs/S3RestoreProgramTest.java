package dev.sild.programs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.programs.databases.StoreScript;
import dev.sild.programs.databases.StoreScript.Action;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Dumps from a bucket: restored, verified, and into a new database. */
@OnPrograms({"postgres", "initdb", "psql", "pg_dump", "pg_restore", "rclone", "s3proxy", "dash", "bash", "busybox"})
class S3RestoreProgramTest extends S3BackupProgramCase {
    @Test
    void restoresAChosenDumpAndListsAll() {
        String first = dump();
        String before = postgres.ask(DATA);
        postgres.ask("DELETE FROM orders");
        String second = dump();
        assertThat(second).isGreaterThan(first);
        assertThat(run(Action.LIST, Map.of()).orFail().log())
                .containsSubsequence("\"dump\":\"" + second, "\"rows\":3,", "\"dump\":\"" + first, "\"rows\":5003,");

        run(Action.RESTORE, Map.of(StoreScript.DUMP, first)).orFail();
        assertThat(postgres.ask(DATA)).isEqualTo(before);
        run(Action.RESTORE, Map.of(StoreScript.DUMP, "latest")).orFail();
        assertThat(postgres.ask("SELECT count(*) FROM orders")).isEqualTo("0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"../other/app-20200101T000000Z.dump", "app-20200101T000000Z.dump; touch evil", "--help", "notes"
            })
    void restoresOnlyWhatIsNamedLikeADump(String name) {
        assertThat(run(Action.RESTORE, Map.of(StoreScript.DUMP, name)).message())
                .startsWith("DUMP is neither latest nor the name of a dump");
    }

    @Test
    void restoresNothingThatIsNotWhatWasWritten() {
        String name = dump();
        String before = postgres.ask(DATA);
        Programs.run(
                        s3.file(PREFIX, name).getParent(),
                        Map.of(),
                        "/bin/sh",
                        "-c",
                        "printf x | dd of=" + name + " bs=1 seek=3000 conv=notrunc")
                .orFail();
        BackupPod.Outcome changed = run(Action.RESTORE, Map.of());
        assertThat(changed.message()).isEqualTo(name + " is not what was written: its checksum differs");
        assertThat(changed.database()).isEqualTo(1);
        assertThat(run(Action.VERIFY, Map.of()).message()).contains("its checksum differs");
        assertThat(postgres.ask(DATA)).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash", "busybox"})
    void verifiesADumpInAServerOfItsOwn(String shell) {
        dump();
        postgres.ask("DELETE FROM orders");
        try (BackupPod pod = pod(shell, Action.VERIFY)) {
            assertThat(pod.run().orFail().message()).contains("\"dump\":\"app-", "\"rows\":5003");
            assertThat(Programs.names(pod.folder.resolve("scratch/data"))).doesNotContain("postmaster.pid");
        }
        assertThat(postgres.ask("SELECT count(*) FROM orders")).isEqualTo("0");
    }

    @Test
    void noticesRowsThatARestoreDoesNotBringBack() {
        String name = dump();
        String manifest = Programs.read(s3.file(PREFIX, name + ".json"));
        s3.put(PREFIX, name + ".json", manifest.replaceAll("\"counts\":\"....", "\"counts\":\"0000"));
        assertThat(run(Action.VERIFY, Map.of()).message())
                .isEqualTo("the tables restored from " + name + " have other numbers of rows than those dumped");
    }

    @Test
    void fillsANewDatabaseOnce() {
        String name = dump();
        String before = postgres.ask(DATA);
        postgres.query("postgres", Postgres.PASSWORD, "DROP DATABASE app WITH (FORCE)")
                .orFail();
        postgres.query("postgres", Postgres.PASSWORD, "CREATE DATABASE app").orFail();
        run(Action.BOOTSTRAP, Map.of()).orFail();
        assertThat(postgres.ask(DATA)).isEqualTo(before);
        assertThat(postgres.ask("SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = 'app'"))
                .isEqualTo("sild: restored " + name);
        postgres.ask("DELETE FROM orders");
        assertThat(run(Action.BOOTSTRAP, Map.of()).orFail().log()).contains("nothing is done");
        assertThat(postgres.ask("SELECT count(*) FROM orders")).isEqualTo("0");
    }

    @Test
    void fillsNoDatabaseThatHasTables() {
        dump();
        postgres.ask("UPDATE \"Customers\" SET note = 'newer'");
        assertThat(run(Action.BOOTSTRAP, Map.of()).message())
                .isEqualTo("the database has 2 tables: bootstrap restores into a new one only");
        assertThat(postgres.ask("SELECT DISTINCT note FROM \"Customers\"")).isEqualTo("newer");
    }
}
