package dev.sild.programs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sild.programs.databases.Backups;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Backups that are stopped, killed, or run beside each other. */
@OnPrograms({"postgres", "initdb", "psql", "pg_dump", "pg_restore", "flock", "dash", "bash", "busybox"})
class InterruptedBackupProgramTest extends BackupProgramCase {
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
