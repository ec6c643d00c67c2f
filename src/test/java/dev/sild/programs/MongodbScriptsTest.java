package dev.sild.programs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.Folders;
import dev.sild.programs.databases.Backups;
import dev.sild.programs.databases.MongodbDumps;
import dev.sild.programs.databases.Rotations;
import dev.sild.programs.settings.MongodbConf;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The scripts for MongoDB with stand-ins for its programs, as Debian has none of them: what the scripts make of what
 * these answer is tried, and what they are told. MongoDB itself is not run.
 */
@OnPrograms({"dash", "bash", "busybox", "gzip", "flock"})
class MongodbScriptsTest {
    private static final String DUMP = "app-\\d{8}T\\d{6}Z\\.archive\\.gz";
    private static final String PASSWORD = "old-._~Aa0";

    private Path claim;
    private Path bin;

    @BeforeEach
    void prepare() {
        claim = Programs.folder();
        bin = Programs.folder();
        Programs.write(bin.resolve(Backups.BACKUP_KEY), MongodbDumps.dumps().backup());
        Programs.write(bin.resolve(Backups.RESTORE_KEY), MongodbDumps.dumps().restore());
        stub("mongodump", """
        for word; do case $word in --archive=*) echo data | gzip > "${word#*=}" ;; --config=*) cat "${word#*=}" ;; esac; done
        """);
        stub("mongorestore", """
        for word; do case $word in --archive=*) gzip -dc "${word#*=}" ;; --config=*) cat "${word#*=}" ;; esac; done
        """);
        stub("mongosh", "exit 0\n");
        stub("docker-entrypoint.sh", "");
    }

    @AfterEach
    void empty() {
        Folders.delete(claim);
        Folders.delete(bin);
    }

    /** Makes a program that says its arguments, and then does something. */
    private void stub(String name, String script) {
        Programs.write(bin.resolve(name), "#!/bin/sh\nfor word; do echo \"argument $word\" >&2; done\n" + script)
                .toFile()
                .setExecutable(true, false);
    }

    private Programs.Result run(Map<String, String> more, List<String> command) {
        Map<String, String> variables = new HashMap<>(Map.of(
                "PATH",
                bin + ":" + Programs.path(),
                "MONGO_HOST",
                "shop-orders",
                "MONGO_USER",
                "app",
                "MONGO_DATABASE",
                "app",
                "MONGO_PASSWORD",
                PASSWORD,
                "BACKUP_FOLDER",
                claim.toString(),
                "KEEP",
                "2"));
        variables.putAll(more);
        return Programs.run(bin, variables, command);
    }

    private Programs.Result script(String shell, String key, String... arguments) {
        List<String> command = new ArrayList<>(shell.equals("busybox") ? List.of("busybox", "sh") : List.of(shell));
        command.add(bin.resolve(key).toString());
        command.addAll(List.of(arguments));
        return run(Map.of(), command);
    }

    private List<String> dumps() {
        return Programs.names(claim).stream().filter(name -> name.matches(DUMP)).toList();
    }

    private static List<String> arguments(Programs.Result result) {
        return result.output()
                .lines()
                .filter(line -> line.startsWith("argument "))
                .map(line -> line.substring(9))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash", "busybox"})
    void writesAndReadsOneDatabaseAndHandsThePasswordOnInAFile(String shell) {
        Programs.Result backup = script(shell, Backups.BACKUP_KEY);
        assertThat(backup.orFail()).containsPattern("wrote " + DUMP).contains("password: \"" + PASSWORD + "\"\n");
        assertThat(arguments(backup))
                .contains(
                        "--host=shop-orders", "--username=app", "--authenticationDatabase=admin", "--db=app", "--gzip")
                .noneMatch(word -> word.contains(PASSWORD));
        assertThat(dumps()).hasSize(1);

        Programs.Result restore = script(shell, Backups.RESTORE_KEY);
        assertThat(restore.orFail()).contains("\ndata\n", "restored app-");
        assertThat(arguments(restore))
                .contains("--nsInclude=app.*", "--drop", "--stopOnError", "--archive=" + dumps().get(0))
                .noneMatch(word -> word.contains(PASSWORD));
    }

    @Test
    void keepsTheOldOnesWhereADumpFailsOrIsCutOff() {
        script("dash", Backups.BACKUP_KEY).orFail();
        List<String> before = dumps();
        stub("mongodump", "exit 3\n");
        Programs.Result failed = script("dash", Backups.BACKUP_KEY);
        assertThat(failed.exitCode()).isEqualTo(1);
        assertThat(failed.output()).contains("backup failed: mongodump ended with 3");
        stub("mongodump", """
        for word; do case $word in --archive=*) echo data | gzip | head -c 12 > "${word#*=}" ;; esac; done
        """);
        Programs.Result torn = script("dash", Backups.BACKUP_KEY);
        assertThat(torn.exitCode()).isEqualTo(1);
        assertThat(torn.output()).contains("backup failed: gzip ended with 1");
        assertThat(Programs.names(claim)).containsExactlyInAnyOrder(".lock", before.get(0));
    }

    @Test
    void changesNothingByADumpThatIsTorn() {
        Programs.write(claim.resolve("torn.archive.gz"), "no gzip");
        Programs.Result result = script("dash", Backups.RESTORE_KEY, "torn.archive.gz");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.output())
                .contains("torn.archive.gz is not whole; the database is as it was")
                .doesNotContain("argument ");
    }

    /** Knows the password in a file beside it. */
    private void server(String password) {
        Programs.write(bin.resolve("known"), password);
        stub("mongosh", """
        [ "$BY" = "$(cat "${0%/*}/known")" ] || { echo 'MongoServerError: Authentication failed.' >&2; exit 1; }
        case $* in *changeUserPassword*) printf %s "$NEW_PASSWORD" > "${0%/*}/known" ;; esac
        """);
        Programs.run(bin, Map.of(), "/bin/sh", "-c", "cat known > own && mv -f own known && chmod 600 known")
                .orFail();
    }

    @Test
    void tellsANewPasswordOnceAndInNoArgument() {
        server(PASSWORD);
        Map<String, String> variables =
                new HashMap<>(Map.of(Rotations.OLD_VARIABLE, PASSWORD, Rotations.NEW_VARIABLE, "new-._~Bb1"));
        Programs.Result first = run(variables, Rotations.mongodbCommand());
        assertThat(first.orFail()).contains("MongoDB knows the new password\n").doesNotContain(PASSWORD, "new-._~Bb1");
        assertThat(run(variables, Rotations.mongodbCommand()).orFail())
                .contains("MongoDB knows the new password already\n");
        variables.put(Rotations.NEW_VARIABLE, "other");
        assertThat(run(variables, Rotations.mongodbCommand()).exitCode()).isNotZero();
    }

    @Test
    void startsThroughTheImagesEntrypoint() {
        Map<String, String> variables = Map.of("MONGO_INITDB_ROOT_PASSWORD", PASSWORD);
        List<String> here = MongodbConf.command().stream()
                .map(word -> word.replace("mkdir -p /data/db", "mkdir -p " + claim))
                .toList();
        assertThat(arguments(run(variables, here)))
                .startsWith(
                        "mongod",
                        "--config",
                        "/etc/mongo/mongod.conf",
                        "--dbpath",
                        "/data/db/mongodb",
                        "--bind_ip_all",
                        "--port",
                        "27017");
        assertThat(Programs.names(claim)).containsExactly("mongodb");
        Programs.Result none = run(Map.of("MONGO_INITDB_ROOT_PASSWORD", ""), here);
        assertThat(none.exitCode()).isEqualTo(1);
        assertThat(none.output())
                .contains("MONGO_INITDB_ROOT_PASSWORD is empty")
                .doesNotContain("argument ");
    }

    @Test
    void asksForHealthUnderThePodsName() {
        assertThat(arguments(run(Map.of("HOSTNAME", "shop-orders-0"), MongodbConf.healthCommand())))
                .anyMatch(word -> word.startsWith("mongodb://shop-orders-0:27017/"));
        stub("mongosh", "exit 1\n");
        assertThat(run(Map.of("HOSTNAME", "shop-orders-0"), MongodbConf.healthCommand())
                        .exitCode())
                .isEqualTo(1);
    }
}
