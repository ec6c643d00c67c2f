package dev.sild.programs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.programs.databases.Backups;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The very scripts that the CronJob and a restore run, against a real postgres. */
@OnPrograms({"postgres", "initdb", "psql", "pg_dump", "pg_restore", "flock", "dash", "bash", "busybox"})
class BackupProgramTest extends BackupProgramCase {
    private static final String DATA = """
      SELECT md5(string_agg(o::text, ';' ORDER BY id)), count(*), sum(octet_length(picture)) FROM orders o;
      SELECT md5(string_agg(c::text, ';' ORDER BY name)) FROM "Customers" c;
      SELECT last_value FROM orders_id_seq; SELECT total FROM totals; SELECT lo_get(4711);
      """;

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
    void aRestoreWaitsUntilTheServerAnswers() {
        backUp(1).orFail();
        // A new pod may be let through to the server only after a moment.
        Programs.write(scripts.resolve("pg_isready"), """
                #!/bin/sh
                echo asked >> "$BACKUP_FOLDER/asked"
                [ "$(wc -l < "$BACKUP_FOLDER/asked")" -eq 2 ]
                """);
        assertThat(scripts.resolve("pg_isready").toFile().setExecutable(true, false))
                .isTrue();
        Map<String, String> variables = variables(1);
        variables.put("PATH", scripts + ":" + Programs.path());
        assertThat(postgres.run(variables, script("dash", Backups.RESTORE_KEY)).orFail())
                .contains("restored app-");
        assertThat(Programs.names(claim)).contains("asked");
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
}
