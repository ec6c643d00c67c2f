package dev.sild.programs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.Folders;
import dev.sild.programs.databases.Backups;
import dev.sild.programs.databases.MysqlDumps;
import dev.sild.programs.databases.Rotations;
import dev.sild.programs.settings.MysqlConf;
import java.nio.file.Path;
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

/**
 * What a MySQL runs with, tried with MariaDB, its server and its mysqldump, mysql and mysqladmin, as Debian has no
 * MySQL: the statements, the scripts, and the configuration as far as the two agree. MySQL itself, its image's
 * entrypoint and the options that {@link MariaDb} leaves out are not run.
 */
@OnPrograms({"mariadbd", "mariadb-install-db", "mysql", "mysqldump", "mysqladmin", "dash", "bash", "busybox"})
class MysqlProgramTest {
    private static final String DUMP = "app-\\d{8}T\\d{6}Z\\.sql\\.gz";
    private static final String DATA =
            "SELECT id, name, HEX(picture) FROM app.orders ORDER BY id; SELECT * FROM app.totals; "
                    + "SHOW CREATE PROCEDURE app.fill; SELECT event_name FROM information_schema.events; "
                    + "SELECT trigger_name FROM information_schema.triggers WHERE trigger_schema = 'app'";

    @AutoClose
    private static MariaDb server;

    private Path claim;
    private Path scripts;

    @BeforeAll
    static void startOnce() {
        server = MariaDb.start(new MysqlConf(
                        OptionalLong.of(256L << 20),
                        1L << 30,
                        Map.of("max_connections", "33", "init_connect", "SET @said = 'a\"#b\\\\; \"'"))
                .text());
    }

    @BeforeEach
    void fill() {
        claim = Programs.folder();
        scripts = Programs.folder();
        Programs.write(scripts.resolve(Backups.BACKUP_KEY), MysqlDumps.dumps().backup());
        Programs.write(scripts.resolve(Backups.RESTORE_KEY), MysqlDumps.dumps().restore());
        server.asRoot("""
        DROP DATABASE app; CREATE DATABASE app; USE app;
        CREATE TABLE orders (id int PRIMARY KEY, name text, picture blob);
        INSERT INTO orders VALUES (1, 'Õie; -- "quoted" ''漢😀', x'00ff0a0d275c'), (2, NULL, NULL), (3, '', '');
        """);
        // The definer must be one who may restore it: not root, but the user.
        server.run(Map.of(), List.of("/bin/sh", "-c", """
        exec mysql --user="$MYSQL_USER" --password="$MYSQL_PASSWORD" "$MYSQL_DATABASE" -e "
        CREATE VIEW totals AS SELECT count(*) AS total FROM orders;
        CREATE PROCEDURE fill() INSERT INTO orders VALUES (9, 'nine', NULL);
        CREATE EVENT tidy ON SCHEDULE EVERY 1 YEAR DO DELETE FROM orders WHERE id = 0;
        CREATE TRIGGER named BEFORE INSERT ON orders FOR EACH ROW SET NEW.name = COALESCE(NEW.name, 'x')"
        """)).orFail();
    }

    @AfterEach
    void empty() {
        Folders.delete(claim);
        Folders.delete(scripts);
    }

    private Map<String, String> variables(int keep) {
        return new HashMap<>(Map.of(
                "BACKUP_FOLDER",
                claim.toString(),
                Backups.KEEP_VARIABLE,
                Integer.toString(keep),
                "TMPDIR",
                scripts.toString()));
    }

    private List<String> script(String shell, String key, String... arguments) {
        List<String> command = new ArrayList<>(shell.equals("busybox") ? List.of("busybox", "sh") : List.of(shell));
        command.add(scripts.resolve(key).toString());
        command.addAll(List.of(arguments));
        return command;
    }

    private List<String> dumps() {
        return Programs.names(claim).stream().filter(name -> name.matches(DUMP)).toList();
    }

    @Test
    void takesTheConfigurationAndEachValueAsItWasSaid() {
        assertThat(server.asRoot(
                        "SELECT @@max_connections, @@init_connect, @@innodb_buffer_pool_size, @@character_set_server, "
                                + "@@performance_schema, @@log_bin, @@skip_name_resolve"))
                .isEqualTo("33\tSET @said = 'a\"#b\\\\\\\\; \"'\t" + (64L << 20) + "\tutf8mb4\t0\t0\t1");
    }

    @Test
    void isWellWhereItAnswersAlsoWhileItsPasswordChanges() {
        assertThat(server.healthy()).isTrue();
        assertThat(server.health(Map.of("MYSQL_USER", "app", "MYSQL_PASSWORD", "another"))
                        .exitCode())
                .isZero();
        Programs.Result nobody = Programs.run(
                claim,
                Map.of("MYSQL_USER", "app", "MYSQL_PASSWORD", "x"),
                MysqlConf.healthCommand().stream()
                        .map(word -> word.replace("--port=3306", "--port=1"))
                        .toList());
        assertThat(nobody.exitCode()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash", "busybox"})
    void bringsBackWhatWasThere(String shell) {
        String before = server.asRoot(DATA);
        assertThat(server.run(variables(7), script(shell, Backups.BACKUP_KEY)).orFail())
                .containsPattern("wrote " + DUMP + ", [1-9][0-9]+ bytes")
                .doesNotContain(MariaDb.PASSWORD);
        assertThat(Programs.names(claim)).hasSize(2).contains(".lock").anyMatch(name -> name.matches(DUMP));

        server.asRoot(
                "USE app; DELETE FROM orders; DROP VIEW totals; DROP PROCEDURE fill; DROP EVENT tidy; DROP TRIGGER named; "
                        + "CREATE TABLE later (id int)");
        assertThat(server.run(variables(1), script(shell, Backups.RESTORE_KEY)).orFail())
                .contains("restored app-")
                .doesNotContain(MariaDb.PASSWORD);
        assertThat(server.asRoot(DATA)).isEqualTo(before);
        assertThat(server.asRoot("SHOW TABLES FROM app")).contains("later");
        assertThat(Programs.names(scripts)).containsExactlyInAnyOrder(Backups.BACKUP_KEY, Backups.RESTORE_KEY);
    }

    @Test
    void keepsTheNewestOfItsOwn() {
        Programs.run(
                        claim,
                        Map.of(),
                        "/bin/sh",
                        "-c",
                        "for day in 01 02 03; do touch app-202001${day}T000000Z.sql.gz; done; "
                                + "touch app2-20200101T000000Z.sql.gz app-20200101T000000Z.dump app-20200101T000000ZxsqlxgzZ")
                .orFail();
        server.run(variables(2), script("dash", Backups.BACKUP_KEY)).orFail();
        assertThat(dumps()).hasSize(2).startsWith("app-20200103T000000Z.sql.gz");
        assertThat(Programs.names(claim))
                .contains("app2-20200101T000000Z.sql.gz", "app-20200101T000000Z.dump", "app-20200101T000000ZxsqlxgzZ");
    }

    @Test
    void keepsTheOldOnesAndSaysSoWhereADumpFails() {
        Programs.run(claim, Map.of(), "touch", "app-20200101T000000Z.sql.gz").orFail();
        Map<String, String> wrong = variables(1);
        wrong.put("MYSQL_PASSWORD", "wrong");
        Programs.Result refused = server.run(wrong, script("dash", Backups.BACKUP_KEY));
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.output()).contains("Access denied", "backup failed: mysqldump ended with 2");

        // The claim is full: no file may be larger than so many blocks.
        server.asRoot(
                "USE app; INSERT INTO orders SELECT seq + 100, MD5(RAND(seq)), RANDOM_BYTES(1000) FROM seq_1_to_200");
        Programs.Result full = server.run(
                variables(1),
                List.of("bash", "-c", "ulimit -f 4; trap '' XFSZ; exec dash " + scripts.resolve(Backups.BACKUP_KEY)));
        assertThat(full.exitCode()).isEqualTo(1);
        assertThat(full.output()).contains("backup failed: ");
        assertThat(Programs.names(claim)).containsExactlyInAnyOrder(".lock", "app-20200101T000000Z.sql.gz");
    }

    @Test
    void takesNoDumpForWholeThatIsCutOff() {
        server.run(variables(2), script("dash", Backups.BACKUP_KEY)).orFail();
        String whole = dumps().get(0);
        String before = server.asRoot(DATA);
        Programs.run(
                        claim,
                        Map.of(),
                        "/bin/sh",
                        "-c",
                        "gzip -dc " + whole + " | head -n 20 | gzip > short.sql.gz; " + "head -c 200 " + whole
                                + " > torn.sql.gz")
                .orFail();
        for (String broken : List.of("short.sql.gz", "torn.sql.gz")) {
            Programs.Result result = server.run(variables(1), script("dash", Backups.RESTORE_KEY, broken));
            assertThat(result.exitCode()).as(broken).isEqualTo(1);
            assertThat(result.output()).contains(broken + " is not whole; the database is as it was");
        }
        assertThat(server.asRoot(DATA)).isEqualTo(before);

        Programs.write(scripts.resolve("bin/mysqldump"), """
        #!/bin/sh
        for word; do case $word in --result-file=*) echo 'CREATE TABLE half' > "${word#*=}" ;; esac; done
        """).toFile().setExecutable(true, false);
        Map<String, String> variables = variables(1);
        variables.put("PATH", scripts.resolve("bin") + ":" + Programs.path());
        Programs.Result half = server.run(variables, script("dash", Backups.BACKUP_KEY));
        assertThat(half.exitCode()).isEqualTo(1);
        assertThat(half.output()).contains("backup failed: the dump is not whole");
        assertThat(dumps()).containsExactly(whole);
    }

    @Test
    void handsThePasswordOnInNoArgument() {
        String show = "#!/bin/sh\nfor word; do echo \"argument $word\"; done\ncase $1 in *=/dev/stdin) cat ;; esac\n";
        for (String program : List.of("mysqladmin", "mysqldump", "mysql")) {
            Programs.write(scripts.resolve("bin/" + program), show).toFile().setExecutable(true, false);
        }
        Map<String, String> variables = variables(1);
        variables.put("PATH", scripts.resolve("bin") + ":" + Programs.path());
        variables.put(Rotations.OLD_VARIABLE, MariaDb.PASSWORD);
        variables.put(Rotations.NEW_VARIABLE, "new-1");
        List<List<String>> commands = List.of(MysqlConf.healthCommand(), Rotations.mysqlCommand());
        for (List<String> command : commands) {
            assertThat(server.run(variables, command).output().lines().filter(line -> line.startsWith("argument ")))
                    .noneMatch(line -> line.contains(MariaDb.PASSWORD) || line.contains("new-1"));
        }
        assertThat(server.run(variables, MysqlConf.healthCommand()).output()).contains("password=" + MariaDb.PASSWORD);
    }

    @Test
    void learnsANewPasswordOnceAndShowsNone() {
        Map<String, String> variables =
                new HashMap<>(Map.of(Rotations.OLD_VARIABLE, MariaDb.PASSWORD, Rotations.NEW_VARIABLE, "new-._~Bb1"));
        try {
            assertThat(server.run(variables, Rotations.mysqlCommand()).orFail())
                    .isEqualTo("MySQL knows the new password\n");
            assertThat(server.run(variables, Rotations.mysqlCommand()).orFail())
                    .isEqualTo("MySQL knows the new password already\n");
            variables.put(Rotations.NEW_VARIABLE, "other");
            Programs.Result wrong = server.run(variables, Rotations.mysqlCommand());
            assertThat(wrong.exitCode()).isNotZero();
            assertThat(wrong.output()).contains("Access denied").doesNotContain(MariaDb.PASSWORD, "other");
        } finally {
            server.asRoot("ALTER USER 'app'@'%' IDENTIFIED BY '" + MariaDb.PASSWORD + "'");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a'b", "a;b"})
    void refusesAPasswordThatAStatementCouldNotHold(String password) {
        Map<String, String> variables =
                Map.of(Rotations.OLD_VARIABLE, MariaDb.PASSWORD, Rotations.NEW_VARIABLE, password);
        Programs.Result result = server.run(variables, Rotations.mysqlCommand());
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.output()).contains("NEW_PASSWORD is empty, or holds something else");
        assertThat(server.run(Map.of("MYSQL_PASSWORD", password, "MYSQL_ROOT_PASSWORD", "x"), MysqlConf.command())
                        .output())
                .contains("MYSQL_PASSWORD is empty, or holds something else");
    }
}
