package dev.sild.programs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.programs.databases.StoreScript;
import dev.sild.programs.databases.StoreScript.Action;
import java.util.List;
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
    void listsOnlyWhatCanBeRestoredAndSaysWhatIsWrongWithOthers(String shell) {
        String good = dump();
        s3.put(PREFIX, "app-20200101T000000Z.dump", "half");
        s3.put(PREFIX, "app-20200101T000000Z.dump.json", manifest("app-20200101T000000Z.dump", "\"bytes\":4000"));
        s3.put(PREFIX, "app-20200102T000000Z.dump.json", manifest("app-20200102T000000Z.dump", "\"bytes\":4"));
        s3.put(PREFIX, "app-20200103T000000Z.dump", "half");
        s3.put(PREFIX, "app-20200103T000000Z.dump.json", manifest(good, "\"bytes\":4"));
        s3.put(PREFIX, "app-20200104T000000Z.dump", "half");
        s3.put(PREFIX, "app-20200104T000000Z.dump.json", manifest("app-20200104T000000Z.dump", "\"bytes\":\"$(id)\""));
        s3.put(PREFIX, "app-20200105T000000Z.dump", "without a manifest");
        s3.put(
                PREFIX,
                "app-20200106T000000Z.dump.json",
                "x\n".repeat(100_000) + manifest("app-20200106T000000Z.dump", "\"bytes\":4"));
        try (BackupPod pod = pod(shell, Action.LIST)) {
            List<String> lines = pod.run().orFail().log().lines().toList();
            assertThat(lines).hasSize(6);
            assertThat(lines.get(0)).startsWith("{\"format\":1,\"dump\":\"" + good + "\",\"bytes\":");
            assertThat(lines.subList(1, 6))
                    .containsExactly(
                            "there is no complete dump app-20200106T000000Z.dump: its manifest is of something else",
                            "there is no complete dump app-20200104T000000Z.dump: its manifest has no size",
                            "there is no complete dump app-20200103T000000Z.dump: its manifest is of something else",
                            "app-20200102T000000Z.dump has no bytes in the bucket, and 4 were written: it cannot be restored",
                            "app-20200101T000000Z.dump has 4 bytes in the bucket, and 4000 were written: it cannot be restored");
        }
    }

    private static String manifest(String name, String more) {
        return "{\"format\":1,\"dump\":\"" + name + "\"," + more + "}\n";
    }

    @Test
    void takesTheNewestOfItsOwnDatabase() {
        String name = dump();
        s3.put(PREFIX, "zoo-29990101T000000Z.dump", "of another database");
        s3.put(PREFIX, "zoo-29990101T000000Z.dump.json", manifest("zoo-29990101T000000Z.dump", "\"bytes\":19"));
        s3.put(PREFIX, "zoo-20200101T000000Z.dump", "of another database");
        s3.put(PREFIX, "zoo-20200101T000000Z.dump.json", manifest("zoo-20200101T000000Z.dump", "\"bytes\":19"));
        assertThat(run(Action.LIST, Map.of()).orFail().log()).containsSubsequence("zoo-2999", name, "zoo-2020");
        assertThat(run(Action.RESTORE, Map.of()).orFail().message()).contains(name);
        assertThat(run(Action.BOOTSTRAP, Map.of()).database()).isEqualTo(1);
    }

    @Test
    void restoresNothingOfADumpThatIsCutOffOnTheWay() {
        String before = postgres.ask(DATA);
        String name = dump();
        postgres.ask("UPDATE \"Customers\" SET note = 'newer'");
        String now = postgres.ask(DATA);
        assertThat(now).isNotEqualTo(before);
        // It is read twice, first for its checksum.
        try (BackupPod pod = pod("dash", Action.RESTORE)
                .program("rclone", """
            for last in "$@"; do :; done
            case "$last" in
              *.dump) if [ -e "$EXCHANGE_FOLDER/offer" ]; then %1$s "$@" | head -c 20000; exit 1; fi ;;
            esac
            exec %1$s "$@"
            """.formatted(Programs.find("rclone").orElseThrow()))) {
            BackupPod.Outcome cut = pod.run();
            assertThat(cut.message()).startsWith(name + " cannot be read");
            assertThat(cut.log()).contains("the database is as it was");
        }
        assertThat(postgres.ask(DATA)).isEqualTo(now);
    }

    @Test
    void saysHowFarItIs() {
        dump();
        try (BackupPod pod =
                pod("dash", Action.RESTORE).store(Map.of("PROGRESS_SECONDS", "1", "RCLONE_BWLIMIT", "40k"))) {
            assertThat(pod.run().orFail().log())
                    .containsPattern("checking app-\\S+, [0-9]+ bytes\n")
                    .containsPattern("\n *[0-9.]+ KiB / [0-9.]+ KiB, [0-9]+%, [0-9.]+ KiB/s, ETA [0-9]+s\n")
                    .contains(" is complete; reading it into the database");
        }
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
