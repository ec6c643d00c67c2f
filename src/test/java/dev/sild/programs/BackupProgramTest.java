package dev.sild.programs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sild.programs.databases.Backups;
import dev.sild.programs.databases.PostgresDumps;
import dev.sild.programs.settings.PostgresConf;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The very scripts that the CronJob and a restore run, against a real postgres. */
@OnPrograms({"postgres", "initdb", "psql", "pg_dump", "pg_restore", "flock", "dash", "bash", "busybox"})
class BackupProgramTest {
    private static final String DUMP = "app-\\d{8}T\\d{6}Z\\.dump";
    private static final String DATA = """
      SELECT md5(string_agg(o::text, ';' ORDER BY id)), count(*), sum(octet_length(picture)) FROM orders o;
      SELECT md5(string_agg(c::text, ';' ORDER BY name)) FROM "Customers" c;
      SELECT last_value FROM orders_id_seq; SELECT total FROM totals; SELECT lo_get(4711);
      """;

    @AutoClose
    private static Postgres postgres;

    private Path claim;
    private Path scripts;

    @BeforeAll
    static void startOnce() {
        postgres = Postgres.prepare()
                .start(new PostgresConf(OptionalLong.of(256L << 20), OptionalLong.of(1L << 30), Map.of()).text());
    }

    @BeforeEach
    void fill() {
        claim = Programs.folder();
        scripts = Programs.folder();
        Programs.write(
                scripts.resolve(Backups.BACKUP_KEY), PostgresDumps.dumps().backup());
        Programs.write(
                scripts.resolve(Backups.RESTORE_KEY), PostgresDumps.dumps().restore());
        postgres.query("postgres", Postgres.PASSWORD, "DROP DATABASE app WITH (FORCE)")
                .orFail();
        postgres.query("postgres", Postgres.PASSWORD, "CREATE DATABASE app").orFail();
        postgres.ask("""
        CREATE TABLE "Customers" (name text PRIMARY KEY, note text);
        INSERT INTO "Customers" VALUES ('Õie', E'it''s\\n"quoted"\\t\\\\ ; --'), ('漢 😀', NULL), ('', '');
        CREATE TABLE orders (id bigserial PRIMARY KEY, customer text REFERENCES "Customers", total numeric(12, 2),
          at timestamptz, picture bytea, tags text[], extra jsonb);
        INSERT INTO orders (customer, total, at, picture, tags, extra)
          SELECT 'Õie', n / 7.0, now() - n * interval '1 hour', decode(md5(n::text), 'hex'), ARRAY['a', NULL, n::text],
            jsonb_build_object('n', n) FROM generate_series(1, 5000) n;
        CREATE VIEW totals AS SELECT sum(total) AS total FROM orders;
        CREATE INDEX ON orders (at);
        SELECT lo_from_bytea(4711, 'a large object');
        """);
    }

    @AfterEach
    void empty() {
        Programs.remove(claim);
        Programs.remove(scripts);
    }

    /** The shells of the images: bash or dash in Debian's, busybox' in Alpine's with its own small programs. */
    private List<String> shell(String name) {
        return name.equals("busybox") ? List.of("busybox", "sh") : List.of(name);
    }

    private Map<String, String> variables(int keep) {
        return new HashMap<>(Map.of("BACKUP_FOLDER", claim.toString(), Backups.KEEP_VARIABLE, Integer.toString(keep)));
    }

    private List<String> script(String shell, String key, String... arguments) {
        List<String> command = new ArrayList<>(shell(shell));
        command.add(scripts.resolve(key).toString());
        command.addAll(List.of(arguments));
        return command;
    }

    private Programs.Result backUp(int keep) {
        return postgres.run(variables(keep), script("dash", Backups.BACKUP_KEY));
    }

    private Programs.Result restore(String... arguments) {
        return postgres.run(variables(1), script("dash", Backups.RESTORE_KEY, arguments));
    }

    private void onClaim(String script) {
        Programs.run(claim, Map.of(), "/bin/sh", "-c", script).orFail();
    }

    private List<String> dumps() {
        return Programs.names(claim).stream().filter(name -> name.matches(DUMP)).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash", "busybox"})
    void bringsBackWhatWasThere(String shell) {
        if (shell.equals("busybox")) {
            // Its own ls, grep, date and so on, but for flock, which Debian's has not.
            Programs.run(scripts, Map.of(), "/bin/sh", "-c", "chmod 755 . && mkdir bin && busybox --install -s bin")
                    .orFail();
        }
        String path = scripts.resolve("bin") + ":" + Programs.path();
        Map<String, String> variables = variables(7);
        variables.put("PATH", path);
        String before = postgres.ask(DATA);

        Programs.Result backup = postgres.run(variables, script(shell, Backups.BACKUP_KEY));
        assertThat(backup.orFail()).containsPattern("wrote " + DUMP + ", [1-9][0-9]+ bytes");
        assertThat(Programs.names(claim)).hasSize(2).contains(".lock").anyMatch(name -> name.matches(DUMP));

        postgres.ask("DELETE FROM orders WHERE id % 2 = 0; UPDATE \"Customers\" SET note = 'lost'; DROP VIEW totals; "
                + "SELECT lo_unlink(4711)");
        assertThat(postgres.run(variables, script(shell, Backups.RESTORE_KEY)).orFail())
                .contains("restored app-");
        assertThat(postgres.ask(DATA)).isEqualTo(before);
    }

    @Test
    void bringsItIntoAnEmptyDatabaseToo() {
        String before = postgres.ask(DATA);
        backUp(1).orFail();
        postgres.query("postgres", Postgres.PASSWORD, "DROP DATABASE IF EXISTS other")
                .orFail();
        postgres.query("postgres", Postgres.PASSWORD, "CREATE DATABASE other").orFail();
        Map<String, String> variables = variables(1);
        variables.put("PGDATABASE", "other");
        assertThat(postgres.run(variables, script("dash", Backups.RESTORE_KEY)).output())
                .contains("there is no dump of other");
        postgres.run(variables, script("dash", Backups.RESTORE_KEY, dumps().get(0)))
                .orFail();
        assertThat(postgres.query("other", Postgres.PASSWORD, DATA).orFail().strip())
                .isEqualTo(before);
    }

    @Test
    void changesNothingWhereARestoreFails() {
        backUp(1).orFail();
        postgres.ask("CREATE VIEW later AS SELECT * FROM orders; UPDATE \"Customers\" SET note = 'newer'");
        String before = postgres.ask(DATA);
        Programs.Result restored = restore();
        assertThat(restored.exitCode()).isEqualTo(1);
        assertThat(restored.output()).contains("later depends on table", "the database is as it was");
        assertThat(postgres.ask(DATA)).isEqualTo(before);
        assertThat(restore("missing.dump").exitCode()).isEqualTo(1);
    }

    @Test
    void keepsTheNewestAndNothingOfOthersIsTouched() {
        List<String> others = List.of(
                "app-20200101T000000Z.dump.txt",
                "app-manual.dump",
                "app2-20200101T000000Z.dump",
                "notes.txt",
                "old app-20200101T000000Z.dump",
                "-rf");
        for (String name : others) {
            onClaim("touch './" + name + "'");
        }
        onClaim("for day in 01 02 03 04 05; do touch app-202001${day}T000000Z.dump; done");

        assertThat(backUp(3).orFail())
                .contains("removed app-20200101T000000Z.dump", "removed app-20200103T000000Z.dump");
        assertThat(dumps()).hasSize(3).startsWith("app-20200104T000000Z.dump", "app-20200105T000000Z.dump");
        assertThat(Programs.names(claim)).containsAll(others);

        assertThat(backUp(1).exitCode()).isZero();
        assertThat(dumps()).hasSize(1);
    }

    @Test
    void keepsTheNewOneWhereTheClockWentBack() {
        onClaim("touch app-29990101T000000Z.dump app-29990102T000000Z.dump");
        backUp(2).orFail();
        assertThat(dumps())
                .hasSize(2)
                .endsWith("app-29990102T000000Z.dump")
                .doesNotContain("app-29990101T000000Z.dump");
    }

    @Test
    void keepsTheOldOnesAndSaysSoWhereADumpFails() {
        onClaim("for day in 01 02 03; do touch app-202001${day}T000000Z.dump; done");
        List<String> before = dumps();

        Map<String, String> wrong = variables(1);
        wrong.put("PGPASSWORD", "wrong");
        Programs.Result refused = postgres.run(wrong, script("dash", Backups.BACKUP_KEY));
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.output()).contains("password authentication failed", "backup failed: pg_dump ended with 1");

        // The claim is full: no file may be larger than 4 KiB.
        Programs.Result full = postgres.run(
                variables(1),
                List.of("bash", "-c", "ulimit -f 4; trap '' XFSZ; exec dash " + scripts.resolve(Backups.BACKUP_KEY)));
        assertThat(full.exitCode()).isEqualTo(1);
        assertThat(full.output()).contains("backup failed: pg_dump ended with");

        assertThat(dumps()).isEqualTo(before);
        assertThat(Programs.names(claim)).hasSize(before.size() + 1).contains(".lock");
    }

    @Test
    void doesNotTakeADumpForWholeThatIsCutOff() {
        onClaim("touch app-20200101T000000Z.dump");
        Path real = Programs.find("pg_dump").orElseThrow();
        Programs.write(
                scripts.resolve("bin/pg_dump"),
                "#!/bin/sh\n" + real + " \"$@\" || exit\n"
                        + "for file; do :; done\nfile=${file#--file=}\ntruncate -s $(($(wc -c < \"$file\") / 2)) \"$file\"\n");
        Map<String, String> variables = variables(1);
        variables.put("PATH", scripts.resolve("bin") + ":" + Programs.path());
        scripts.resolve("bin/pg_dump").toFile().setExecutable(true, false);
        Programs.Result result = postgres.run(variables, script("dash", Backups.BACKUP_KEY));
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.output()).contains("backup failed: pg_restore ended with 1");
        assertThat(dumps()).containsExactly("app-20200101T000000Z.dump");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1", "01", "x", "1; touch evil"})
    void refusesANumberThatIsNone(String keep) {
        Map<String, String> variables = variables(1);
        variables.put(Backups.KEEP_VARIABLE, keep);
        Programs.Result result = postgres.run(variables, script("dash", Backups.BACKUP_KEY));
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.output()).contains("KEEP is not a number from 1 on");
        assertThat(Programs.names(claim)).isEmpty();
    }

    /** Starts a backup that waits for a lock of someone else's, until its dump has begun. */
    private Running begin(String shell) {
        Running backup = Running.start(folderFor("backup"), all(1), script(shell, Backups.BACKUP_KEY));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> Programs.names(claim).stream().anyMatch(name -> name.endsWith(".dump.unfinished")));
        return backup;
    }

    /** The end of psql is not that of its session. */
    private void unlockTheTable() {
        postgres.ask("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'BEGIN; LOCK TABLE%'");
    }

    private Running lockTheTable() {
        Running holder = Running.start(
                folderFor("holder"),
                postgres.connection("app", Postgres.PASSWORD),
                List.of("psql", "-Xw", "-c", "BEGIN; LOCK TABLE orders; SELECT pg_sleep(60)"));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> postgres.ask(
                                "SELECT count(*) FROM pg_locks WHERE mode = 'AccessExclusiveLock' AND granted "
                                        + "AND relation = 'orders'::regclass")
                        .equals("1"));
        return holder;
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash", "busybox"})
    void leavesNothingWhenItIsToldToEnd(String shell) {
        try (Running holder = lockTheTable();
                Running backup = begin(shell)) {
            backup.process().destroy();
            assertThat(backup.exitCode()).isEqualTo(143);
            assertThat(Programs.names(claim)).containsExactly(".lock");
        }
    }

    @Test
    void leavesNoDumpWhenItIsKilledAndItsRestGoesWithTheNextOne() throws Exception {
        onClaim("touch app-20200101T000000Z.dump");
        try (Running holder = lockTheTable();
                Running backup = begin("dash")) {
            List<ProcessHandle> children = backup.process().descendants().toList();
            backup.process().destroyForcibly().waitFor();
            children.forEach(ProcessHandle::destroyForcibly);
            assertThat(dumps()).containsExactly("app-20200101T000000Z.dump");
            assertThat(Programs.names(claim)).anyMatch(name -> name.endsWith(".unfinished"));
            unlockTheTable();
        }
        backUp(1).orFail();
        assertThat(Programs.names(claim))
                .hasSize(2)
                .contains(".lock")
                .anyMatch(name -> name.matches(DUMP))
                .doesNotContain("app-20200101T000000Z.dump");
    }

    @Test
    void waitsForOneThatRunsAlready() {
        try (Running holder = lockTheTable();
                Running first = begin("dash")) {
            Running second = Running.start(folderFor("second"), all(2), script("dash", Backups.BACKUP_KEY));
            unlockTheTable();
            assertThat(first.exitCode()).isZero();
            assertThat(second.exitCode()).isZero();
            assertThat(dumps()).hasSize(2);
        }
    }

    private Map<String, String> all(int keep) {
        Map<String, String> all = new HashMap<>(postgres.connection("app", Postgres.PASSWORD));
        all.putAll(variables(keep));
        return all;
    }

    private Path folderFor(String log) {
        Programs.run(scripts, Map.of(), "mkdir", log).orFail();
        return scripts.resolve(log);
    }
}
