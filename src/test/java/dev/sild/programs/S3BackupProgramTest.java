package dev.sild.programs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.programs.databases.PostgresDumps;
import dev.sild.programs.databases.StoreScript.Action;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The scripts of a pod that backs up to a bucket, with a real postgres, rclone and S3 server. */
@OnPrograms({"postgres", "initdb", "psql", "pg_dump", "pg_restore", "rclone", "s3proxy", "dash", "bash", "busybox"})
class S3BackupProgramTest extends BackupProgramCase {
    private static final String PREFIX = "shop/shop/database";

    /** A checksum of each table, and what is in no table. */
    private static final String DATA = """
      SELECT md5(string_agg(o::text, ';' ORDER BY id)), count(*), sum(octet_length(picture)) FROM orders o;
      SELECT md5(string_agg(c::text, ';' ORDER BY name)) FROM "Customers" c;
      SELECT last_value FROM orders_id_seq; SELECT total FROM totals; SELECT lo_get(4711);
      """;

    @AutoClose
    static S3Server s3;

    @BeforeAll
    static void startBucket() {
        s3 = S3Server.start();
    }

    @BeforeEach
    void emptyBucket() {
        s3.rclone("delete", "store:" + S3Server.BUCKET).orFail();
    }

    BackupPod pod(String shell, Action action) {
        return new BackupPod(shell(shell), PostgresDumps.dumps(), action)
                .database(postgres.connection("app", Postgres.PASSWORD))
                .store(s3.connection());
    }

    BackupPod.Outcome run(Action action, Map<String, String> ofStore) {
        try (BackupPod pod = pod("dash", action).store(ofStore)) {
            return pod.run();
        }
    }

    List<String> complete() {
        return s3.objects(PREFIX).stream()
                .filter(name -> name.endsWith(".json"))
                .toList();
    }

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
}
