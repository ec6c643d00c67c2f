package dev.sild.compose.translate.storage;

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

/** Data of images that are no databases, by what compose keeps of it and where the image has it. */
class UnkeptDataTest {
    @TempDir
    Path folder;

    private TranslatedProject project(String services) throws Exception {
        return TranslatedProject.of(folder, "name: shop\nservices:\n" + services);
    }

    private static List<String> claims(TranslatedProject project) {
        return project.claims().stream()
                .map(claim -> claim.object() + " " + claim.size())
                .toList();
    }

    private static List<String> mounts(TranslatedProject project, String pod) {
        return project.pod(pod).mounts().stream()
                .map(mount -> ((Mount.OfVolume) mount.source()).name() + "/" + mount.subPath() + ":" + mount.path())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "image: redis:8, command: redis-server --maxmemory-policy allkeys-lru",
                "image: redis:8, command: redis-server --save '' --appendonly no",
                "image: valkey/valkey:8, command: [valkey-server, --save, '']"
            })
    void ofCachesAreOnlyNoted(String service) throws Exception {
        TranslatedProject project = project("  it: {" + service + "}");
        assertThat(claims(project)).isEmpty();
        assertThat(project.codes()).doesNotContain(Code.DATA_NOT_KEPT);
        assertThat(project.codes().contains(Code.CACHE_NOT_KEPT)).isEqualTo(!service.contains("--save"));
    }

    @Test
    void ofAServiceCalledACacheIsOnlyNoted() throws Exception {
        assertThat(project("  it-cache: {image: redis:8}").codes())
                .contains(Code.CACHE_NOT_KEPT)
                .doesNotContain(Code.DATA_NOT_KEPT);
    }

    /** It may hold the tasks of workers. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ", command: redis-server --maxmemory-policy noeviction",
                ", command: redis-server --maxmemory-policy volatile-lru"
            })
    void ofAnotherRedisIsALine(String command) throws Exception {
        assertThat(project("  queue: {image: redis:8" + command + "}").codes())
                .contains(Code.DATA_NOT_KEPT)
                .doesNotContain(Code.CACHE_NOT_KEPT);
    }

    /** Who turns on that it saves wants to keep what it holds. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "redis-server --appendonly yes",
                "sh -c 'redis-server --appendonly yes'",
                "sh -c \"redis-server --save '60 1'\""
            })
    void ofACacheThatSavesHasAClaim(String command) throws Exception {
        assertThat(project("  it-cache:\n    image: redis:8\n    command: " + command + "\n")
                        .codes())
                .contains(Code.CLAIM_ADDED)
                .doesNotContain(Code.DATA_NOT_KEPT, Code.CACHE_NOT_KEPT);
    }

    @Test
    void ofACacheWithSettingsThatTheProjectLacksIsALine() throws Exception {
        assertThat(project("  it-cache: {image: redis:8, command: redis-server /etc/redis.conf}")
                        .codes())
                .contains(Code.DATA_NOT_KEPT)
                .doesNotContain(Code.CACHE_NOT_KEPT);
    }

    /** A database beside the uploads, unless another service has it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "openproject/openproject:15 | | /var/openproject/assets /var/openproject/pgdata",
                "openproject/openproject:15 | DATABASE_URL: 'postgres://u:p@127.0.0.1/x' | /var/openproject/assets"
                        + " /var/openproject/pgdata",
                "openproject/openproject:15 | DATABASE_URL: 'postgres://u:p@db/x' | /var/openproject/assets",
                "openproject/openproject:15-slim | | /var/openproject/assets",
                "vikunja/vikunja:0.24.6 | | /app/vikunja/files /db",
                "vikunja/vikunja:0.24.6 | VIKUNJA_DATABASE_HOST: db | /app/vikunja/files",
                "muchobien/pocketbase | | /pb_data",
                "lldap/lldap:v0.5.0 | | /data",
                "docuseal/docuseal:1.7 | | /data",
                "owncloud/ocis:5 | | /etc/ocis /var/lib/ocis",
            })
    void ofApplicationsWithTheirOwnDatabaseHaveClaims(String image, String variable, String places) throws Exception {
        TranslatedProject project = project(
                "  it: {image: '" + image + "'" + (variable == null ? "" : ", environment: {" + variable + "}") + "}");
        assertThat(project.pod("it").mounts()).extracting(Mount::path).containsExactlyInAnyOrder(places.split(" "));
    }

    /** The image declares the volume, which compose keeps when it makes the container again. */
    @ParameterizedTest
    @CsvSource({
        "prom/prometheus:v3.0.0, , /prometheus",
        "prom/prometheus:v3.0.0, --storage.tsdb.path=/metrics, /metrics",
        "prom/alertmanager:v0.27.0, , /alertmanager",
    })
    void ofMonitoringHaveAClaim(String image, String option, String place) throws Exception {
        TranslatedProject project = project(
                "  it: {image: '" + image + "'" + (option == null ? "" : ", command: ['" + option + "']") + "}");
        assertThat(mounts(project, "it")).containsExactly("it-data/:" + place);
        assertThat(project.codes()).contains(Code.CLAIM_ADDED).doesNotContain(Code.DATA_NOT_KEPT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "common: {ring: {}}~ | (/loki)",
                "common:~  path_prefix: /srv/loki # here~ | (/srv/loki)",
                "common:~  path_prefix: '/data/l/'~ | (/data/l)",
                "#  path_prefix: /tmp/loki~ | (/loki)",
                "common:~  path_prefix: loki~ | (/loki)",
            })
    void areWhereMountedSettingsSay(String settings, String place) throws Exception {
        Files.createDirectories(folder.resolve("conf"));
        Files.writeString(folder.resolve("conf/loki.yaml"), settings.replace('~', '\n'));
        assertThat(project("  it: {image: 'grafana/loki:3.0.0', volumes: ['./conf:/etc/loki:ro']}")
                        .reasons(Code.DATA_NOT_KEPT))
                .singleElement()
                .asString()
                .contains("it " + place);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "command: -config.file=/etc/loki/prod.yaml | (/var/loki)",
                "command: [-config.file, prod.yaml], working_dir: /etc/loki | (/var/loki)",
                "command: '-config.file=/etc/loki/a-example.yaml,/etc/loki/prod.yaml' | (/var/loki)",
                "command: -config.file=/etc/loki/plain.yaml | (/loki)",
                "command: -config.file=/other.yaml | (/srv/loki)",
                "ports: [3100] | (/srv/loki)",
            })
    void areWhereTheSettingsSayThatTheCommandNames(String service, String place) throws Exception {
        Files.createDirectories(folder.resolve("conf"));
        Files.writeString(folder.resolve("conf/a-example.yaml"), "common:\n  path_prefix: /etc\n");
        Files.writeString(folder.resolve("conf/local-config.yaml"), "common:\n  path_prefix: /srv/loki\n");
        Files.writeString(folder.resolve("conf/plain.yaml"), "auth_enabled: false\n");
        Files.writeString(folder.resolve("conf/prod.yaml"), "common:\n  path_prefix: /var/loki\n");
        assertThat(project("  it: {image: 'grafana/loki:3.0.0', volumes: ['./conf:/etc/loki:ro'], " + service + "}")
                        .reasons(Code.DATA_NOT_KEPT))
                .singleElement()
                .asString()
                .contains("it " + place);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "image: 'redis:7', command: redis-server --dir /tmp",
                "image: 'redis:7', command: redis-server --dir /run/redis",
                "image: 'redis:7', command: redis-server --dir /srv/cache",
                "image: 'redis:7', command: redis-server --dir /var/log/redis",
                "image: 'vllm/vllm-openai:v0.6.0'"
            })
    void ofFoldersThatNobodyKeepsAreANote(String service) throws Exception {
        assertThat(project("  it: {" + service + "}").codes())
                .contains(Code.CACHE_NOT_KEPT)
                .doesNotContain(Code.DATA_NOT_KEPT);
    }

    @ParameterizedTest
    @CsvSource({"/app/storage/logs, false", "/app/storage/cache, false", "/app/storage/files, true"})
    void ofVariablesAreNotLogsAndCaches(String path, boolean lost) throws Exception {
        Files.writeString(folder.resolve("Dockerfile"), "FROM python:3.12\nWORKDIR /app\nCOPY . .\n");
        Files.writeString(folder.resolve("m.py"), "1");
        assertThat(project("  it: {build: ., environment: {THE_DIR: " + path + "}}")
                        .codes()
                        .contains(Code.DATA_NOT_KEPT))
                .isEqualTo(lost);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "image: 'redis:7', command: redis-server /etc/redis.conf | (/x)",
                "image: 'redis:7', command: [redis-server, /etc/redis.conf, --dir, /y] | (/y)",
                "image: 'redis:7', command: redis-server --dir /y | (/y)",
                "image: 'redis:7' | (/data)",
                "build: r | (/x)",
                "image: 'valkey/valkey:8-alpine', command: valkey-server /etc/redis.conf | (/x)",
            })
    void ofRedisAreInTheFolderOfTheSettingsThatItsCommandNames(String service, String place) throws Exception {
        Files.writeString(folder.resolve("redis.conf"), "# dir /old\ntimeout 0\ndir \"/x\"\n");
        Path build = Files.createDirectories(folder.resolve("r"));
        Files.writeString(build.resolve("redis.conf"), "dir /x\n");
        Files.writeString(
                build.resolve("Dockerfile"),
                "FROM redis:7\nCOPY redis.conf /etc/redis/\nCMD [\"redis-server\", \"/etc/redis/redis.conf\"]\n");
        assertThat(project("  it: {volumes: ['./redis.conf:/etc/redis.conf:ro'], " + service + "}")
                        .reasons(Code.DATA_NOT_KEPT))
                .singleElement()
                .asString()
                .contains("it " + place);
        assertThat(project("  it: {volumes: ['./redis.conf:/etc/redis.conf:ro', 'kept:" + place.replaceAll("[()]", "")
                                + "'], " + service + "}\nvolumes: {kept: {}}")
                        .codes())
                .doesNotContain(Code.DATA_NOT_KEPT);
    }

    /** The image of a Dockerfile has what its base needs, at the folder that a variable of either names. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ENV OLLAMA_MODELS=/usr/share/models | | /usr/share/models | 50Gi",
                "ENV A=b | OLLAMA_MODELS: /usr/share/models | /usr/share/models | 50Gi",
                "ENV OLLAMA_MODELS=/old | OLLAMA_MODELS: /usr/share/models | /usr/share/models | 50Gi",
                "ENV A=b | | /root/.ollama | 50Gi",
                "ENV OLLAMA_MODELS=/elsewhere | | /usr/share/models | 1Gi",
            })
    void ofModelsIsWhereAVariableOfTheDockerfileSays(String line, String variable, String target, String size)
            throws Exception {
        Files.writeString(folder.resolve("Dockerfile"), "FROM ollama/ollama:0.3.0\n" + line + "\n");
        TranslatedProject project = project("  llm: {build: ., volumes: ['models:" + target + "']"
                + (variable == null ? "" : ", environment: {" + variable + "}") + "}\nvolumes: {models: {}}");
        assertThat(claims(project)).containsExactly("shop-models " + size);
        assertThat(project.codes().contains(Code.DATA_NOT_KEPT)).isEqualTo(size.equals("1Gi"));
    }
}
