package dev.sild.images;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.images.ImageFacts.Shell;
import dev.sild.model.Port;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KnownImagesTest {

    private static ImageFacts facts(String reference) {
        return KnownImages.find(reference).orElseThrow(() -> new AssertionError(reference + " is not known"));
    }

    private static List<String> lines() {
        return ImageTable.text()
                .lines()
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
    }

    /** Data of databases, and people's work in applications. */
    @ParameterizedTest
    @CsvSource({
        "chromadb/chroma:0.4.24,             /chroma/chroma",
        "chromadb/chroma:1.0.0,              /data",
        "ghcr.io/chroma-core/chroma:latest,  /data",
        "dgraph/standalone:v24,              /dgraph",
        "manticoresearch/manticore,          /var/lib/manticore",
        "eventstore/eventstore:23.10,        /var/lib/eventstore",
        "tdengine/tdengine:3.2,              /var/lib/taos",
        "quickwit/quickwit,                  /quickwit/qwdata",
        "ontotext/graphdb:10.3.1,            /opt/graphdb/home",
        "axoniq/axonserver,                  /axonserver/data",
        "axoniq/axonserver:4.5.8,            /data",
        "axoniq/axonserver:4.6.1-jdk-17,     /axonserver/data",
        "vernemq/vernemq,                    /vernemq/data",
        "icr.io/ibm-messaging/mq:latest,     /mnt/mqm",
        "apache/activemq-classic:5.18.4,     /opt/apache-activemq/data",
        "flowiseai/flowise,                  /root/.flowise",
        "mintplexlabs/anythingllm,           /app/server/storage",
        "appsmith/appsmith-ce,               /appsmith-stacks",
        "ghcr.io/muchobien/pocketbase,       /pb_data",
        "freshrss/freshrss,                  /var/www/FreshRSS/data",
        "ghcr.io/usememos/memos,             /var/opt/memos",
        "triliumnext/notes:v0.95.0,          /home/node/trilium-data",
        "vikunja/vikunja,                    /app/vikunja/files",
        "kanboard/kanboard,                  /var/www/app/data",
        "snipe/snipe-it,                     /var/lib/snipeit",
        "openproject/openproject:15,         /var/openproject/assets",
        "kartoza/geoserver,                  /opt/geoserver/data_dir",
        "quay.io/hedgedoc/hedgedoc:1.9.6,    /hedgedoc/public/uploads",
        "mediawiki:1.43,                     /var/www/html/images",
        "fireflyiii/core,                    /var/www/html/storage/upload",
        "wallabag/wallabag,                  /var/www/wallabag/data",
        "graphiteapp/graphite-statsd,        /opt/graphite/storage",
        "apache/superset,                    /app/superset_home",
        "filebrowser/filebrowser:v2.40.1,    /database",
        "filebrowser/filebrowser:v2.32.0,    /srv",
        "filebrowser/filebrowser:v2.23.0-s6, /database",
        "filebrowser/filebrowser:s6,         /database",
        "couchbase:community-7.6.2,          /opt/couchbase/var",
        "falkordb/falkordb:v4.14.0,          /var/lib/falkordb/data",
        "friendica:2024.12-fpm,              /var/www/html",
        "apache/nifi:1.28.1,                 /opt/nifi/nifi-current/conf",
        "frappe/erpnext:v15,                 /home/frappe/frappe-bench/sites",
        "ghcr.io/formbricks/formbricks,      /home/nextjs/apps/web/uploads",
    })
    void knowsWhereDataIs(String image, String folder) {
        assertThat(facts(image).dataFolders()).startsWith(folder);
    }

    @ParameterizedTest
    @CsvSource({
        "postgres:16,                                  5432,  999,  999,  true,  /var/lib/postgresql/data",
        "postgres:16-alpine,                           5432,  70,   70,   true,  /var/lib/postgresql/data",
        "postgres,                                     5432,  999,  999,  true,  /var/lib/postgresql",
        "postgres:18.1-alpine3.22,                     5432,  70,   70,   true,  /var/lib/postgresql",
        "redis:7-alpine,                               6379,  999,  1000, true,  /data",
        "redis:7,                                      6379,  999,  999,  true,  /data",
        "docker.io/library/redis:7,                    6379,  999,  999,  true,  /data",
        "nexus.company.example/proxy/postgres:15,      5432,  999,  999,  true,  /var/lib/postgresql/data",
        "harbor.example:8443/library/mysql:8,          3306,  999,  999,  true,  /var/lib/mysql",
        "public.ecr.aws/docker/library/mongo:7,        27017, 999,  999,  true,  /data/db",
        "grafana/grafana:11.1.0,                       3000,  472,  0,    false, /var/lib/grafana",
        "mirror.example/grafana/grafana,               3000,  472,  0,    false, /var/lib/grafana",
        "prom/prometheus:v2.53.0,                      9090,  65534, 65534, false, /prometheus",
        "quay.io/prometheus/prometheus,                9090,  65534, 65534, false, /prometheus",
        "docker.elastic.co/elasticsearch/elasticsearch:8.14.0, 9200, 1000, 0, false, /usr/share/elasticsearch/data",
        "elasticsearch:7.17.0,                         9200,  1000, 0,    true,  /usr/share/elasticsearch/data",
        "bitnami/postgresql:16,                        5432,  1001, 0,    false, /bitnami/postgresql",
        "bitnamilegacy/postgresql:16,                  5432,  1001, 0,    false, /bitnami/postgresql",
        "lscr.io/linuxserver/sonarr,                   8989,  911,  911,  true,  /config",
        "clickhouse/clickhouse-server:24.8-alpine,     8123,  101,  101,  true,  /var/lib/clickhouse",
        "wordpress:6-fpm-alpine,                       9000,  82,   82,   true,  /var/www/html",
        "wordpress,                                    80,    33,   33,   true,  /var/www/html",
    })
    void knowsPortUserAndDataFolder(String image, int port, long uid, long gid, boolean root, String folder) {
        ImageFacts facts = facts(image);

        assertThat(facts.ports().get(0)).isEqualTo(Port.of(port, Port.Protocol.TCP, Port.Source.IMAGE));
        assertThat(facts.uid()).contains(uid);
        assertThat(facts.gid()).contains(gid);
        assertThat(facts.startsAsRoot()).isEqualTo(root);
        assertThat(facts.dataFolders()).contains(folder);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "someone/postgres",
                "quay.io/someone/postgres",
                "localhost/postgres",
                "postgres-backup",
                "my/postgres/exporter:1",
                "",
                ":",
                "@",
                "postgres #x",
                "ghcr.io/postgres",
                "${IMAGE}",
                "library/"
            })
    void aStrangersImageIsNotTakenForAnOfficialOne(String image) {
        assertThat(KnownImages.find(image)).isEmpty();
    }

    @Test
    void databasesThatRefuseLostAndFoundAreMarked() {
        assertThat(List.of(
                        "postgres:17", "mysql:8.4", "mariadb:11", "postgis/postgis:16-3.4", "confluentinc/cp-kafka:7"))
                .allMatch(image -> facts(image).wantsEmptyDataFolder());
        assertThat(facts("redis").wantsEmptyDataFolder()).isFalse();
        assertThat(facts("postgres:18").wantsEmptyDataFolder())
                .as("it keeps its data in a folder of its own")
                .isFalse();
    }

    @Test
    void shellAndContentAreKnownWhereTheyMatter() {
        assertThat(facts("nginx:alpine").mayHaveContent("/usr/share/nginx/html"))
                .isTrue();
        assertThat(facts("redis").mayHaveContent("/data")).isFalse();
        assertThat(facts("nats:2").shell()).isEqualTo(Shell.NO);
        assertThat(facts("axoniq/axonserver:4.5.8").shell()).isEqualTo(Shell.NO);
        assertThat(facts("axoniq/axonserver:2023.2.0").shell()).isEqualTo(Shell.YES);
        assertThat(facts("nats:2-alpine").shell()).isEqualTo(Shell.YES);
        assertThat(facts("gcr.io/distroless/static-debian12:nonroot").shell()).isEqualTo(Shell.NO);
        assertThat(facts("gcr.io/distroless/static-debian12:nonroot").uid()).contains(65532L);
        assertThat(facts("gcr.io/distroless/base:debug").shell()).isEqualTo(Shell.UNKNOWN);
    }

    @Test
    void aDockerfileOnAKnownImageInheritsWhatItDoesNotSay() throws Exception {
        ImageFacts site = Dockerfile.parse("FROM nginx:1.27-alpine\nCOPY site/ /usr/share/nginx/html\n", "Dockerfile")
                .facts(Optional.empty(), Map.of());
        ImageFacts api = Dockerfile.parse("FROM node:22-alpine\nWORKDIR /app\nEXPOSE 3000\nUSER node\n", "Dockerfile")
                .facts(Optional.empty(), Map.of());
        ImageFacts tool = Dockerfile.parse(
                        "FROM golang:1.23 AS b\nFROM gcr.io/distroless/static\nUSER nonroot:nonroot\n"
                                + "COPY --from=b /app /app\n",
                        "Dockerfile")
                .facts(Optional.empty(), Map.of());

        assertThat(site.ports()).extracting(Port::number).containsExactly(80);
        assertThat(site.uid()).contains(101L);
        assertThat(site.startsAsRoot()).isTrue();
        assertThat(api.ports()).extracting(Port::number).containsExactly(3000);
        assertThat(api.uid()).contains(1000L);
        assertThat(api.gid()).contains(1000L);
        assertThat(api.runsAsNonRoot()).isTrue();
        assertThat(tool.uid()).contains(65532L);
        assertThat(tool.gid()).contains(65532L);
        assertThat(tool.shell()).isEqualTo(Shell.NO);
    }

    @Test
    void aVariableThatTheBaseImageSetsIsKnown() throws Exception {
        // What Visual Studio writes into every Dockerfile since .NET 8.
        ImageFacts facts = Dockerfile.parse(
                        "FROM mcr.microsoft.com/dotnet/aspnet:8.0 AS base\nUSER $APP_UID\n"
                                + "WORKDIR /app\nFROM base AS final\nCOPY . .\n",
                        "Dockerfile")
                .facts(Optional.empty(), Map.of());

        assertThat(facts.uid()).contains(1654L);
        assertThat(facts.gid()).contains(1654L);
        assertThat(facts.ports()).extracting(Port::number).containsExactly(8080);
    }

    @Test
    void everyLineOfTheTableIsWellFormedAndReachable() {
        Set<String> seen = new HashSet<>();
        for (String line : lines()) {
            String key = line.substring(0, line.indexOf(' '));
            int hash = key.indexOf('#');
            String name = hash < 0 ? key : key.substring(0, hash);
            String tag = hash < 0 ? "none" : key.substring(hash + 1).replace('+', '-');
            // The tag of a line without ^ begins with something else.
            tag = tag.startsWith("^") ? tag.substring(1) : Character.isDigit(tag.charAt(0)) ? tag : "x-" + tag;

            assertThat(seen.add(key)).as("%s stands twice", key).isTrue();
            assertThat(seen)
                    .as("%s stands behind a line that takes its tags", key)
                    .doesNotContain(hash < 0 ? "" : name);
            KnownImage row = ImageTable.row(name, tag).orElseThrow(() -> new AssertionError("not found: " + key));
            row.into(new FactsBuilder(), new ImageUsers());
            if (line.indexOf(" =") < 0) {
                assertThat(String.join(" ", row.tokens())).as(key).isEqualTo(line.substring(line.indexOf(' ') + 1));
            }
        }
        assertThat(seen).hasSizeGreaterThan(400);
    }

    @Test
    void pathsOfTheTableAreAbsoluteAndPortsAreInOrder() {
        for (String line : lines()) {
            String key = line.substring(0, line.indexOf(' '));
            ImageFacts facts = facts(key.replace("#", ":").replace('+', '-').replace("^", ""));
            assertThat(facts.dataFolders()).as(key).allMatch(path -> path.startsWith("/") && !path.endsWith("/"));
            assertThat(facts.contentPaths()).as(key).allMatch(path -> path.startsWith("/"));
            assertThat(facts.ports()).as(key).isSortedAccordingTo((one, other) -> one.number() - other.number());
        }
    }

    @Property(seed = "1")
    void neverFails(@ForAll String reference) {
        KnownImages.find(reference);
        KnownImages.find("postgres:" + reference);
        KnownImages.find("registry.example/" + reference + ":1");
    }

    @ParameterizedTest
    @CsvSource({
        "nginx:1.27, true",
        "traefik:v3, true",
        "caddy:2-alpine, true",
        "httpd:2.4-alpine, true",
        "haproxy:3, true",
        "jc21/nginx-proxy-manager:2, false",
        "postgres:16, false",
        "someone/nginx, false"
    })
    void twoProxiesMayRunOnTheSameFilesUnlessOneKeepsADatabase(String image, boolean expected) {
        assertThat(KnownImages.isStatelessProxy(image)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "postgres, postgres, 999",
        "postgres:17-alpine, postgres, 70",
        "rabbitmq:4-management-alpine, rabbitmq, 100",
        "elasticsearch:7.17.1, elasticsearch, 1000",
        "grafana/grafana:11.0.0, grafana, 472",
        "flink:1.20, flink, 9999"
    })
    void usersHaveNumbersByName(String reference, String user, long number) {
        assertThat(facts(reference).users()).containsEntry(user, number);
    }
}
