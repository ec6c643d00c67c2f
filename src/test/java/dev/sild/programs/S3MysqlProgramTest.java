package dev.sild.programs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.programs.databases.MysqlDumps;
import dev.sild.programs.databases.StoreScript.Action;
import dev.sild.programs.settings.MysqlConf;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Dumps of MySQL in a bucket, as far as MariaDB is one. */
@OnPrograms({
    "mariadbd",
    "mariadb-install-db",
    "mysql",
    "mysqldump",
    "mysqladmin",
    "rclone",
    "s3proxy",
    "dash",
    "bash",
    "busybox"
})
class S3MysqlProgramTest {
    private static final String PREFIX = "shop/shop/database";

    @AutoClose
    private static MariaDb server;

    @AutoClose
    private static S3Server s3;

    @BeforeAll
    static void startOnce() {
        server = MariaDb.start(new MysqlConf(OptionalLong.of(256L << 20), 1L << 30, Map.of()).text());
        s3 = S3Server.start();
        server.asRoot(
                "USE app; CREATE TABLE orders (id int PRIMARY KEY, name text, picture blob); "
                        + "INSERT INTO orders VALUES (1, 'Õie; -- ''漢😀', x'00ff0a0d275c'), (2, NULL, NULL); CREATE TABLE empty (a int)");
    }

    private static BackupPod pod(String shell, Action action) {
        return new BackupPod(
                        shell.equals("busybox") ? List.of("busybox", "sh") : List.of(shell), MysqlDumps.dumps(), action)
                .database(server.connection(MariaDb.PASSWORD))
                .store(s3.connection());
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash", "busybox"})
    void bringsBackWhatWasThere(String shell) {
        try (BackupPod pod = pod(shell, Action.BACKUP)) {
            BackupPod.Outcome backup = pod.run().orFail();
            assertThat(backup.message()).contains("\"dump\":\"app-", ".sql.gz\"", "\"rows\":null");
            assertThat(backup.log()).doesNotContain(MariaDb.PASSWORD);
        }
        String before = server.asRoot("SELECT id, name, HEX(picture) FROM app.orders ORDER BY id");
        server.asRoot("UPDATE app.orders SET name = 'lost'; DROP TABLE app.empty");
        try (BackupPod pod = pod(shell, Action.RESTORE)) {
            pod.run().orFail();
        }
        assertThat(server.asRoot("SELECT id, name, HEX(picture) FROM app.orders ORDER BY id"))
                .isEqualTo(before);
        assertThat(server.asRoot("SELECT count(*) FROM app.empty")).isEqualTo("0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"exit 0", "exit 1"})
    void takesNoDumpForGoodThatIsCutOff(String end) {
        List<String> before = s3.objects(PREFIX);
        try (BackupPod pod = pod("dash", Action.BACKUP)
                .program(
                        "mysqldump",
                        Programs.find("mysqldump").orElseThrow() + " \"$@\" | head -n 40\n" + end + "\n")) {
            BackupPod.Outcome cut = pod.run();
            assertThat(cut.store()).isEqualTo(1);
            assertThat(cut.message()).isIn("mysqldump ended with 1", "the dump is not whole");
        }
        assertThat(s3.objects(PREFIX)).isEqualTo(before);
    }

    @Test
    void verifiesAndFillsNoMysql() {
        for (Action action : List.of(Action.VERIFY, Action.BOOTSTRAP)) {
            try (BackupPod pod = pod("dash", action)) {
                assertThat(pod.run().message()).isEqualTo("ACTION is not backup, restore or list");
            }
        }
    }
}
