package dev.sild.compose.translate.claims;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.compose.translate.TranslatedProject;
import dev.sild.model.Mount;
import dev.sild.report.Code;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A Redis that is configured to save what it holds keeps it as a database does. */
class SavingRedisTest {
    @TempDir
    Path folder;

    private TranslatedProject project(String service) throws Exception {
        return TranslatedProject.of(folder, "name: shop\nservices:\n  it: {" + service + "}\n");
    }

    private static List<String> claimed(TranslatedProject project) {
        return project.pod("it").mounts().stream()
                .filter(mount -> mount.source() instanceof Mount.OfVolume)
                .map(Mount::path)
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "image: redis:8, command: redis-server --appendonly yes | /data",
                "image: redis:8, command: [--appendonly, 'yes'] | /data",
                "image: redis:8, command: redis-server --save 60 1 --loglevel warning | /data",
                "image: redis:8, command: [redis-server, --save, '', --appendonly, 'yes'] | /data",
                "image: valkey/valkey:8, entrypoint: [sh, -c, 'exec valkey-server --save \"60 1\"'] | /data",
                "image: redis:8, command: redis-server --appendonly yes --dir /kept | /kept",
                "image: redis:8, command: redis-server --appendonly yes --dir ./kept | /data/kept",
                "image: bitnami/redis:8, command: redis-server --appendonly yes | /bitnami/redis/data",
            })
    void hasAClaimAtItsDataFolder(String service, String data) throws Exception {
        TranslatedProject project = project(service);
        assertThat(claimed(project)).containsExactly(data);
        assertThat(project.codes()).contains(Code.CLAIM_ADDED).doesNotContain(Code.DATA_NOT_KEPT, Code.CACHE_NOT_KEPT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'port 6379\nappendonly yes\n' | /data",
                "'save 900 1\nsave 300 10\n' | /data",
                "'save \"\"\n  Save 60 1\n' | /data",
                "'appendonly \"yes\"\r\ndir \"/kept\"\r\n' | /kept",
                "'save \"\"\nappendonly no\n' | ''",
                "'# appendonly yes\n# save 60 1\nmaxmemory 1gb\n' | ''",
            })
    void isSeenInItsSettings(String conf, String data) throws Exception {
        Files.writeString(folder.resolve("redis.conf"), conf);
        assertThat(claimed(project("image: redis:8, command: redis-server /etc/redis.conf,"
                        + " volumes: ['./redis.conf:/etc/redis.conf:ro']")))
                .isEqualTo(data.isEmpty() ? List.of() : List.of(data));
    }

    @Test
    void isSeenInSettingsThatAreCopiedIntoItsImage() throws Exception {
        Files.writeString(folder.resolve("redis.conf"), "appendonly yes\n");
        Files.writeString(
                folder.resolve("Dockerfile"),
                "FROM redis:8\nCOPY redis.conf /etc/redis.conf\nCMD [\"redis-server\", \"/etc/redis.conf\"]\n");
        assertThat(claimed(project("build: ."))).containsExactly("/data");
    }

    @Test
    void isOverruledByOptionsAfterItsSettings() throws Exception {
        Files.writeString(folder.resolve("redis.conf"), "appendonly yes\n");
        assertThat(claimed(project("image: redis:8, command: redis-server /etc/redis.conf --appendonly no,"
                        + " volumes: ['./redis.conf:/etc/redis.conf:ro']")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "image: redis:8",
                "image: redis:8, command: redis-server --maxmemory 1gb",
                "image: redis:8, command: redis-server /etc/redis.conf",
                "image: redis:8, command: redis-server --save '' --appendonly no",
                "image: redis:8, command: redis-server --save 60 1 --save ''",
                "image: redis:8, command: [redis-cli, config, set, appendonly, 'yes']",
                "image: redis:8, command: redis-server --appendonly yes, tmpfs: [/data]",
                "image: me/app, command: run --save 60 1",
            })
    void hasNoneWithout(String service) throws Exception {
        assertThat(project(service).claims()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "image: redis:8, command: redis-server --dir / --appendonly yes",
                "image: redis:8, command: [redis-server, --dir, '/data/../..', --appendonly, 'yes']",
                "image: redis:8, command: [redis-server, --dir, '/x:y', --appendonly, 'yes']",
                "image: 'minio/minio', command: server /",
                "image: 'mongo:7', command: [mongod, --dbpath, '/x:y']",
            })
    void isAStepWhereNoVolumeMayBeMounted(String service) throws Exception {
        assertThat(project(service).claims()).isEmpty();
        assertThat(project(service).codes()).contains(Code.DATABASE_NOT_KEPT);
    }

    @Test
    void isAStepWhereItsPodsAreSeveral() throws Exception {
        assertThat(project("image: redis:8, command: redis-server --appendonly yes, scale: 2")
                        .codes())
                .contains(Code.DATABASE_NOT_KEPT);
    }
}
