package dev.sild.compose.translate.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sild.compose.translate.TranslatedProject;
import dev.sild.model.Mount;
import dev.sild.model.Text;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which containers have data folders made for them, and the script that makes these, run by this machine's shells. */
class OwnedFoldersTest {
    @TempDir
    Path volumes;

    @ParameterizedTest
    @ValueSource(strings = {"/bin/sh", "/bin/bash"})
    void makesWhatIsMissingAndReplacesNothing(String shell) throws Exception {
        assumeTrue(Files.isExecutable(Path.of(shell)));
        boolean root = "root".equals(System.getProperty("user.name"));
        Files.createDirectory(volumes.resolve("fresh"));
        Path mounted = Files.createDirectories(volumes.resolve("empty/data"));
        Object before = Files.getAttribute(mounted, "unix:ino");
        Path kept = Files.createDirectories(volumes.resolve("kept/data")).resolve("file");
        Files.writeString(kept, "kept");
        for (int run = 0; run < 2; run++) {
            Process process = new ProcessBuilder(
                            shell,
                            "-c",
                            OwnedFolders.SCRIPT,
                            "999:33",
                            volumes + "/fresh/data",
                            volumes + "/empty/data",
                            volumes + "/kept/data")
                    .start();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
        }
        assertThat(volumes.resolve("fresh/data")).isDirectory();
        assertThat(Files.getAttribute(mounted, "unix:ino")).isEqualTo(before);
        assertThat(kept).hasContent("kept");
        for (String volume : root ? new String[] {"fresh", "empty", "kept"} : new String[0]) {
            Path data = volumes.resolve(volume).resolve("data");
            assertThat(Files.getAttribute(data, "unix:uid")).isEqualTo(999);
            assertThat(Files.getAttribute(data, "unix:gid")).isEqualTo(33);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'data:/var/lib/mysql'|true",
                "'data:/var/lib/mysql:ro'|false",
                "{type: volume, source: data, target: /var/lib/mysql, volume: {subpath: data}}|true",
                "'./data:/var/lib/mysql'|true",
            })
    void areMadeForTheDatabaseAlone(String volume, boolean made) throws Exception {
        TranslatedProject project = TranslatedProject.of(volumes, """
                services:
                  db: {image: 'mariadb:11', user: '999:999', volumes: [%s]}
                  backup: {image: 'example/backup:1', user: '1000', volumes_from: [db]}
                volumes: {data: }""".formatted(volume));
        assertThat(project.inits("db").contains("prepare-db")).isEqualTo(made);
        assertThat(project.inits("backup")).doesNotContain("prepare-backup");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{type: volume, source: data, target: /var/lib/postgresql/data, volume: {subpath: shop/db}}|data/shop/db",
                "{type: volume, source: data, target: /pg, volume: {subpath: 'a \"b'}}|data/a \"b",
                "'data:/pg'|data/data",
                "{type: volume, source: data, target: /elsewhere, volume: {subpath: db}}|db-data/data",
                "{type: volume, source: data, target: /pg, read_only: true, volume: {subpath: db}}|''",
            })
    void areThoseThatTheComposeFileNames(String volume, String folder) throws Exception {
        TranslatedProject project = TranslatedProject.of(
                volumes, """
                services:
                  db:
                    image: 'postgres:16'
                    user: '999:33'
                    environment: {PGDATA: %s}
                    volumes: [%s]
                  other: {image: 'example/other:1', user: '1000', volumes: ['data:/data']}
                volumes: {data: }""".formatted(volume.contains("/pg") ? "/pg" : "/var/lib/postgresql/data", volume));
        assertThat(project.pod("db").inits().stream()
                        .filter(init -> init.name().equals("prepare-db"))
                        .map(init -> init.command().get(3).value() + " "
                                + init.command().get(4).value()))
                .isEqualTo(folder.isEmpty() ? List.of() : List.of("999:33 /sild-volume/" + folder));
        assertThat(project.inits("other")).doesNotContain("prepare-other");
    }

    @Test
    void areThoseInAFolderThatAnotherServiceMounts() throws Exception {
        Files.createDirectory(volumes.resolve("all"));
        TranslatedProject project = TranslatedProject.of(volumes, """
                services:
                  db: {image: 'mariadb:11', user: '999:999', volumes: ['./all/db:/var/lib/mysql']}
                  files: {image: 'example/files:1', volumes: ['./all:/files']}""");
        Mount data = project.pod("db").main().mounts().get(0);
        assertThat(data.subPath()).isEqualTo("db");
        assertThat(project.pod("db").inits())
                .filteredOn(init -> init.name().equals("prepare-db"))
                .singleElement()
                .satisfies(init -> assertThat(init.command().get(4).value())
                        .isEqualTo(init.mounts().get(0).path() + "/db"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "timescale/timescaledb-ha:pg16|/home/postgres/pgdata/data|1000:1000",
                "timescale/timescaledb-ha:pg16|/home/postgres/pgdata|''",
                "percona:8.0|/var/lib/mysql|''",
                "postgres:16|/var/lib/postgresql/data|''",
            })
    void areMadeForPostgresOfAnotherUser(String image, String target, String owner) throws Exception {
        TranslatedProject project = TranslatedProject.of(volumes, """
                services:
                  db: {image: '%s', volumes: ['data:%s']}
                volumes: {data: }""".formatted(image, target));
        assertThat(project.pod("db").inits().stream()
                        .filter(init -> init.name().equals("prepare-db"))
                        .map(init -> init.command().get(3).value()))
                .isEqualTo(owner.isEmpty() ? List.of() : List.of(owner));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "image: 'postgres:16-alpine', command: [postgres, -c, 'archive_command=cp %p /wal/%f']|70:70",
                "image: 'postgres:16', command: 'postgres -c archive_command=\"cp %p /wal/%f\"'|999:999",
                "image: 'postgres:16', command: [postgres, -c, 'archive_command=cp %p /wal-old/%f']|''",
                "image: 'postgres:16', command: [postgres, -c, 'archive_command=cp %p /a/wal/%f']|''",
                "image: 'postgres:16'|''",
                "image: 'example/server:1', command: [server, /wal]|''",
                "image: 'postgres:16', user: '999', command: [postgres, -c, 'archive_command=cp %p /wal/%f']|''",
            })
    void otherFoldersOfADatabaseAreGivenToIt(String service, String owner) throws Exception {
        TranslatedProject project = TranslatedProject.of(volumes, """
                services:
                  db: {%s, volumes: ['data:/var/lib/postgresql/data', 'wal:/wal']}
                volumes: {data: , wal: }""".formatted(service));
        assertThat(project.pod("db").inits().stream()
                        .filter(init -> init.command().contains(Text.of(OwnedFolders.TOPS)))
                        .map(init -> init.command().get(3).value()
                                + init.mounts().get(0).path()))
                .isEqualTo(owner.isEmpty() ? List.of() : List.of(owner + "/sild-volume/wal"));
    }

    @Test
    void areMadeWithAShellOfAnotherImageWhereNoneIsKnown() throws Exception {
        TranslatedProject project = TranslatedProject.of(volumes, """
                services:
                  db: {image: 'example/mysql:1', user: '999', volumes: ['data:/var/lib/mysql']}
                volumes: {data: }""");
        assertThat(project.pod("db").inits().get(0).command().get(0).value()).isEqualTo("/bin/busybox");
        assertThat(project.pod("db").inits().get(0).security().user()).hasValue(0L);
    }

    @ParameterizedTest
    @ValueSource(strings = {".gitkeep", ".keep", ".gitignore"})
    void keptFoldersOfAnImageAreWritableForAnotherUser(String placeholder) throws Exception {
        Files.writeString(
                volumes.resolve("Dockerfile"), "FROM node:22\nWORKDIR /app\nCOPY . .\nCMD [\"node\", \"a.js\"]\n");
        Files.writeString(volumes.resolve("a.js"), "console.log(1)\n");
        Files.writeString(volumes.resolve("package.json"), "{}\n");
        Files.writeString(Files.createDirectories(volumes.resolve("logs")).resolve(placeholder), "*\n");
        TranslatedProject project = TranslatedProject.of(volumes, """
                services:
                  app: {build: ., user: '1000:1000', volumes: ['.:/app']}""");
        assertThat(project.pod("app").main().mounts().stream().map(Mount::path)).contains("/app/logs");
    }

    @ParameterizedTest
    @CsvSource({
        "/home/postgres/pgdata/data, data",
        "/home/postgres/pgdata, ''",
        "/home/postgres, ''",
    })
    void ofAnImageThatNeverRunsAsRootAreNotMadeByTheKubelet(String target, String subPath) throws Exception {
        TranslatedProject project = TranslatedProject.of(volumes, """
                services:
                  db: {image: 'timescale/timescaledb-ha:pg16', volumes: ['data:%s']}
                volumes: {data: }""".formatted(target));
        assertThat(project.pod("db").main().mounts().stream().map(mount -> mount.path() + " " + mount.subPath()))
                .containsExactly(target + " " + subPath);
    }

    @Test
    void areMadeInAClaimOfItsOwnWhereNothingIsMounted() throws Exception {
        TranslatedProject project =
                TranslatedProject.of(volumes, "services:\n  db: {image: 'timescale/timescaledb-ha:pg16'}\n");
        assertThat(project.claims()).hasSize(1);
        assertThat(project.inits("db")).contains("prepare-db");
    }
}
