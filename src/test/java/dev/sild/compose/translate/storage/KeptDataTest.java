package dev.sild.compose.translate.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.compose.translate.TranslatedProject;
import dev.sild.compose.translate.source.StorageOptions;
import dev.sild.compose.translate.source.StorageOptions.BindKind;
import dev.sild.model.Mount;
import dev.sild.model.Workload;
import dev.sild.report.Code;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Databases whose data no volume of the compose file holds have claims of their own. */
class KeptDataTest {
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

    @Test
    void areOfTheServiceAndAsItAsks() throws Exception {
        TranslatedProject project = project("  db: {image: postgres:16, x-sild: {storage: {size: 5Gi}}}");
        assertThat(claims(project)).containsExactly("shop-db-data 5Gi");
        assertThat(mounts(project, "db")).containsExactly("db-data/data:/var/lib/postgresql/data");
        assertThat(project.codes()).contains(Code.CLAIM_ADDED).doesNotContain(Code.STORAGE_DIFFERS);
    }

    @Test
    void areAtTheFolderThatTheImageHas() throws Exception {
        assertThat(mounts(project("  db: {image: postgres:18}"), "db")).containsExactly("db-data/:/var/lib/postgresql");
        assertThat(mounts(project("  db: {image: \"postgres:16\", environment: {PGDATA: /mine}}"), "db"))
                .containsExactly("db-data/data:/mine");
        assertThat(mounts(
                        project("  db: {image: \"postgres:16\", environment: {PGDATA: /var/lib/postgresql/data/pg}}"),
                        "db"))
                .containsExactly("db-data/:/var/lib/postgresql/data");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "deploy: {mode: global}",
                "scale: 2",
                "labels: {kompose.hpa.replicas.max: 3}",
            })
    void areNotSharedByPods(String setting) throws Exception {
        TranslatedProject project = project("  db: {image: \"postgres:16\", " + setting + "}");
        assertThat(claims(project)).isEmpty();
        assertThat(project.codes()).contains(Code.DATABASE_NOT_KEPT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "image: redis:7",
                "image: postgres:16, restart: on-failure, command: [psql, -c, select 1]",
                "image: postgres:16, command: [sleep, infinity]",
                "image: postgres:16, restart: always, command: [pg_dump, -h, db]",
                "image: postgres:16, tmpfs: [/var/lib/postgresql/data]",
                "image: postgres:16, tmpfs: [/var/lib/postgresql]",
                "image: postgres:16, tmpfs: [/var/lib/postgresql/data/base]",
                "build: {dockerfile_inline: \"FROM postgres:16\\nCOPY data /var/lib/postgresql/data\"}",
                "image: example/postgres:16",
            })
    void areOnlyOfDatabasesThatKeepData(String service) throws Exception {
        assertThat(claims(project("  db: {" + service + "}"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "image: grafana/loki:3.0.0",
                "image: redis:8, command: redis-server --maxmemory 1gb",
            })
    void ofImagesWithoutAVolumeAreSaidToBeLost(String service) throws Exception {
        TranslatedProject project = project("  it: {" + service + "}");
        assertThat(claims(project)).isEmpty();
        assertThat(project.codes()).contains(Code.DATA_NOT_KEPT);
    }

    @ParameterizedTest
    @CsvSource({
        "'command: start --user root --pass root rocksdb:/data/shop.db', db-data/:/data/shop.db",
        "'command: start --unauthenticated file:///data/shop.db', db-data/:/data/shop.db",
        "'command: start, environment: {SURREAL_PATH: \"surrealkv:/data\"}', db-data/:/data",
    })
    void areAtThePathThatFollowsAnEngine(String settings, String mount) throws Exception {
        TranslatedProject project = project("  db: {image: 'surrealdb/surrealdb:v2', " + settings + "}");
        assertThat(mounts(project, "db")).containsExactly(mount);
    }

    @ParameterizedTest
    @ValueSource(strings = {"start memory", "start tikv://store:2379", "start tikv://store/data"})
    void areNotOfWhatAnEngineKeepsElsewhere(String command) throws Exception {
        assertThat(claims(project("  db: {image: 'surrealdb/surrealdb:v2', command: " + command + "}")))
                .isEmpty();
    }

    /** A theme is a part of the program, and holds no data of people. */
    @ParameterizedTest
    @CsvSource({
        "./site:/var/www/html/wp-content/themes/x, true",
        "./site:/var/www/html/wp-content/plugins/x, true",
        "./site:/var/www/html/wp-content, false",
        "./site:/var/www/html/wp-content/uploads, false",
        "data:/var/www/html/wp-content/themes, false",
        "./site:/var/www/html, false",
    })
    void ofApplicationsIsKeptAroundPartsOfTheProgram(String volume, boolean kept) throws Exception {
        Files.createDirectories(folder.resolve("site"));
        Files.writeString(folder.resolve("site/a.css"), "a");

        assertThat(claims(project("  it: {image: 'wordpress:6', volumes: ['" + volume + "']}\nvolumes: {data: {}}"))
                        .contains("shop-it-data 1Gi"))
                .isEqualTo(kept);
    }

    @ParameterizedTest
    @CsvSource({
        "'entrypoint: [grafana-cli, plugins, ls]', false",
        "'entrypoint: [sh, -c, /run.sh], ports: [3000]', true",
        "'command: [--config, /x]', true",
    })
    void ofApplicationsIsNotThatOfProgramsBesideThem(String program, boolean kept) throws Exception {
        assertThat(claims(project("  it: {image: grafana/grafana, " + program + "}"))
                        .isEmpty())
                .isNotEqualTo(kept);
    }

    @Test
    void ofApplicationsIsKeptAroundMountedFiles() throws Exception {
        String service = "image: grafana/grafana, volumes: [./dashboards:/var/lib/grafana/dashboards:ro]";

        assertThat(claims(project("  it: {" + service + "}"))).containsExactly("shop-it-data 1Gi");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "image: prom/prometheus, volumes: [data:/prometheus]",
                "image: grafana/grafana, volumes: [data:/var/lib]",
                "image: grafana/grafana, volumes: [data:/var/lib/grafana/plugins]",
                "image: redis:8, tmpfs: [/data]",
                "image: redis:8, command: [redis-cli, -h, cache, ping]",
                "image: redis:8, command: redis-server --save '' --appendonly no",
                "image: kibana:9.1.0",
                "image: example/grafana",
            })
    void areNotSaidToBeLostWhereSomethingIsMountedOrNothingIsKnown(String service) throws Exception {
        assertThat(project("  it: {" + service + "}\nvolumes: {data: }").codes())
                .doesNotContain(Code.DATA_NOT_KEPT);
    }

    @Test
    void areInThePlaceOfAnonymousVolumes() throws Exception {
        TranslatedProject project = project("  db: {image: \"mysql:8\", volumes: [/var/lib/mysql, /other]}");
        assertThat(claims(project)).containsExactly("shop-db-data 1Gi");
        assertThat(mounts(project, "db")).contains("db-data/data:/var/lib/mysql");
    }

    @Test
    void arePassedOn() throws Exception {
        TranslatedProject project =
                project("  db: {image: \"mysql:8\"}\n  backup: {image: \"example/a:1\", volumes_from: [db]}");
        assertThat(mounts(project, "backup")).containsExactly("db-data/data:/var/lib/mysql");
    }

    @Test
    void giveWayToTheVolumesOfOthers() throws Exception {
        TranslatedProject taken = project("  files: {image: \"example/a:1\", volumes: [\"mine:/var/lib/mysql\"]}\n"
                + "  db: {image: \"mysql:8\", volumes_from: [files]}\nvolumes: {mine: }");
        assertThat(claims(taken)).containsExactly("shop-mine 1Gi");
        TranslatedProject named = project("  db: {image: \"mysql:8\"}\n"
                + "  a: {image: \"example/a:1\", volumes: [\"db-data:/data\"]}\nvolumes: {db-data: }");
        assertThat(claims(named)).containsExactlyInAnyOrder("shop-db-data 1Gi", "shop-db-var-lib-mysql 1Gi");
        assertThat(mounts(named, "a")).containsExactly("db-data/:/data");
    }

    @Test
    void makeStatefulSetsOfDatabases() throws Exception {
        TranslatedProject project = TranslatedProject.of(
                folder,
                "name: shop\nservices: {db: {image: \"mysql:8\"}, web: {image: \"example/a:1\"}}",
                new StorageOptions(
                        "",
                        Map.of(),
                        "",
                        Optional.empty(),
                        List.of(StorageOptions.DATABASES),
                        BindKind.AUTO,
                        Optional.empty(),
                        ""));
        assertThat(project.pod("db").workload()).isInstanceOf(Workload.Stateful.class);
        assertThat(project.pod("web").workload()).isInstanceOf(Workload.Replicated.class);
    }

    @Test
    void areWhereTheCommandSays() throws Exception {
        TranslatedProject mounted = project(
                "  s3: {image: minio/minio:1, command: server /mine --certs-dir /certs, volumes: [\"mine:/mine\"]}\n"
                        + "volumes: {mine: }");
        assertThat(claims(mounted)).containsExactly("shop-mine 5Gi");
        assertThat(mounted.codes()).doesNotContain(Code.STORAGE_DIFFERS, Code.CLAIM_ADDED);
        TranslatedProject script =
                project("  s3: {image: minio/minio:latest, entrypoint: sh, command: -c 'minio server /mine'}");
        assertThat(mounts(script, "s3")).containsExactly("s3-data/:/mine");
        assertThat(mounts(project("  db: {image: \"mongo:7\", command: --dbpath=/mine}"), "db"))
                .containsExactlyInAnyOrder("db-data/:/mine", "db-data/:/sild-volume/db-data");
        assertThat(mounts(project("  db: {image: \"mongo:7\", command: mongod --quiet}"), "db"))
                .containsExactly("db-data/:/data/db");
        assertThat(claims(project("  s3: {image: minio/minio:latest, command: \"server /data{1...4}\"}")))
                .isEmpty();
    }

    @Test
    void areKeptUnderTheNameOfTheHost() throws Exception {
        String volume = "image: \"rabbitmq:4\", volumes: [\"mq:/var/lib/rabbitmq\"]";
        assertThat(hostName("{image: \"rabbitmq:4\"}")).isEqualTo("mq");
        assertThat(hostName("{" + volume + "}")).isEqualTo("mq");
        assertThat(hostName("{" + volume + ", hostname: rabbit}")).isEqualTo("rabbit");
        assertThat(hostName("{" + volume + ", scale: 2}")).isEmpty();
        assertThat(hostName("{image: \"rabbitmq:4\", tmpfs: [/var/lib/rabbitmq]}"))
                .isEmpty();
        assertThat(hostName("{image: \"redis:7\", volumes: [\"mq:/data\"]}")).isEmpty();
    }

    private String hostName(String service) throws Exception {
        return project("  mq: " + service + "\nvolumes: {mq: }").pod("mq").pod().hostname();
    }

    @ParameterizedTest
    @CsvSource({
        "postgres, true",
        "postgres:18, true",
        "postgres:19-alpine, true",
        "postgres:alpine, true",
        "postgres:alpine3.22, true",
        "postgres:alpine3.20, false",
        "postgres:alpine3.17, false",
        "postgres:bookworm, true",
        "postgis/postgis:18-3.6, true",
        "pgvector/pgvector:pg18, true",
        "postgres:17, false",
        "postgres:16-alpine, false",
        "postgres:16-bookworm, false",
        "postgis/postgis, false",
        "pgvector/pgvector:pg17, false",
    })
    void areRefusedAtTheFolderOfOlderVersions(String image, boolean refused) throws Exception {
        String service = "  db: {image: \"" + image + "\", volumes: [\"mine:/var/lib/postgresql/data\"]";
        assertThat(project(service + "}\nvolumes: {mine: }").codes().contains(Code.MOUNT_REFUSED))
                .isEqualTo(refused);
        String named = ", environment: {PGDATA: /var/lib/postgresql/data}}\nvolumes: {mine: }";
        assertThat(project(service + named).codes()).doesNotContain(Code.MOUNT_REFUSED);
    }
}
