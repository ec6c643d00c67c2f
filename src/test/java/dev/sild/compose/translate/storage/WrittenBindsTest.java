package dev.sild.compose.translate.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.compose.translate.TranslatedProject;
import dev.sild.model.Mount;
import dev.sild.model.Volume;
import dev.sild.report.Code;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which mounts of files with content are copied, since a program may write to them. */
class WrittenBindsTest {
    @TempDir
    Path folder;

    @BeforeEach
    void writeFiles() throws Exception {
        write("conf/app.conf", "a");
        write("app.conf", "a");
        write("acme.json", "{}");
        write("Dockerfile", "FROM debian:12\nCOPY start.sh /start.sh\nENTRYPOINT [\"/start.sh\"]\n");
        write("start.sh", "#!/bin/sh\necho a > /etc/app/a\n/run/more.sh\n");
    }

    private void write(String file, String text) throws Exception {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private TranslatedProject project(String services) throws Exception {
        return TranslatedProject.of(folder, "name: shop\nservices:\n" + services);
    }

    private static String kind(TranslatedProject project, String pod) {
        Mount mount = project.pod(pod).main().mounts().get(0);
        if (mount.source() instanceof Mount.OfFiles) {
            return "files";
        }
        String name = ((Mount.OfVolume) mount.source()).name();
        Volume volume = project.translation().application().volumes().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
        return (volume instanceof Volume.Claim ? "claim" : "pod")
                + (mount.subPath().isEmpty() ? "" : " " + mount.subPath());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "build: . | ./conf:/etc/app | pod",
                "build: . | ./conf:/etc/app:ro | files",
                "build: . | ./conf:/etc/other | files",
                "image: x | ./conf:/etc/app | files",
                "image: x | ./conf:/app/theme | pod",
                "image: x | ./conf:/app/conf | files",
                "image: x | ./conf:/docker-entrypoint-initdb.d | files",
                "image: nginx:1.28 | ./conf:/usr/share/nginx/html | files",
                "image: grafana/grafana:11 | ./conf:/var/lib/grafana | claim",
                "image: postgres:16 | ./conf:/var/lib/postgresql/data | claim data",
                "image: x, command: [sh, -c, 'echo > /etc/app.conf'] | ./app.conf:/etc/app.conf | pod app.conf",
                "image: x | ./app.conf:/etc/app.conf | files",
                "image: x | ./acme.json:/acme.json | pod acme.json",
                "image: x | ./acme.json:/etc/acme-users.json | files",
                "image: x | ./acme.json:/etc/acme.prod.json | files",
                "image: x, command: ['--certificatesresolvers.a.acme.storage=/acme-prod.json'] | ./acme.json:/acme-prod.json | pod acme.json",
                "image: x, command: ['--certificatesresolvers.a.acme.storage=/acme-prod.json'] | ./acme.json:/acme-users.json | files",
                "image: x, environment: [TRAEFIK_CERTIFICATESRESOLVERS_A_ACME_STORAGE=/le/store.json] | ./acme.json:/le/store.json | pod acme.json",
                "image: x, command: ['--certificatesresolvers.a.acme.storage=./le.json'] | ./acme.json:/le.json | pod acme.json",
                "image: 'traefik:v3' | ./acme.json:/etc/traefik/acme-prod.json | pod acme.json",
                "image: x | ./new.db:/var/new.db | pod new.db",
                "image: x | ./new.db:/var/new.db:ro | files",
                // Folders that do not exist, and are called as databases are.
                "image: postgres:16 | ./db:/var/lib/postgresql/data | claim data",
                "image: x | ./my.db:/var/lib/data | claim"
            })
    void becomes(String service, String volume, String kind) throws Exception {
        assertThat(kind(project("  app: {" + service + ", volumes: ['" + volume + "']}"), "app"))
                .isEqualTo(kind);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "storage: le.json\n",
                "  storage: \"/le.json\"\n",
                "certificatesResolvers: {a: {acme: {storage: ./le.json}}}\n",
                "{\"acme\": {\"storage\": \"/le.json\"}}\n"
            })
    void certificatesAreWhereTheConfigurationOfTraefikSays(String settings) throws Exception {
        write("traefik.yml", settings);
        assertThat(kind(
                        project(
                                "  app: {image: x, volumes: ['./acme.json:/le.json', './traefik.yml:/traefik.yml:ro']}"),
                        "app"))
                .isEqualTo("pod acme.json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"${NOT_SET_AT_ALL:-}/proc", "${NOT_SET_AT_ALL}/sys/fs", "${NOT_SET_AT_ALL}/var/lib/x"})
    void anEmptyVariableBeforeAFolderOfEachMachineIsMeant(String path) throws Exception {
        TranslatedProject project = project("  app: {image: x, volumes: ['" + path + ":/host:ro']}");
        assertThat(project.translation().application().volumes()).anyMatch(Volume.HostPath.class::isInstance);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "image: 'prom/prometheus:v3.0.0' | ./conf:/etc/prometheus | BIND_ONLY_READ",
                "image: 'eclipse-mosquitto:2' | ./app.conf:/mosquitto/config/mosquitto.conf | BIND_ONLY_READ",
                "image: 'otel/opentelemetry-collector-contrib:0.100.0' | ./app.conf:/otel.yaml | BIND_ONLY_READ",
                "image: 'redis:7' | ./app.conf:/etc/redis.conf | BIND_ONLY_READ",
                "image: 'redis:7', command: redis-sentinel /etc/a.conf | ./app.conf:/etc/a.conf | BIND_READ_ONLY",
                "image: 'redis:7' | ./app.conf:/etc/redis-sentinel.conf | BIND_READ_ONLY",
                "image: 'vaultwarden/server:1' | ./app.conf:/data/config.json | BIND_READ_ONLY",
                "image: 'php:8-apache' | ./app.conf:/srv/app.conf | BIND_READ_ONLY",
                "image: 'python:3.12' | ./app.conf:/srv/app.conf | BIND_READ_ONLY",
                "image: x | ./app.conf:/srv/app.conf | BIND_READ_ONLY",
                "image: 'keycloak/keycloak:24.0', command: export --dir /export | ./conf:/export | BIND_READ_ONLY",
                "image: 'elasticsearch:8.1.0' | ./conf:/snap | BIND_READ_ONLY",
                "image: 'traefik:v3' | ./conf:/letsencrypt | BIND_READ_ONLY",
                "image: 'pihole/pihole:2024' | ./conf:/etc/dnsmasq.d | BIND_READ_ONLY",
                "image: 'jwilder/nginx-proxy:1' | ./conf:/etc/nginx/vhost.d | BIND_READ_ONLY",
                "image: 'nginx:1.27', entrypoint: [sh, /start.sh] | ./conf:/srv/w | BIND_READ_ONLY",
                "image: 'postgres:16', command: [sh, -c, pg_dump x > /b] | ./conf:/srv/w | BIND_READ_ONLY",
                "image: 'nginx:1.27' | ./conf:/srv/w | BIND_ONLY_READ",
                "image: 'nginx:1.27', command: nginx -g 'daemon off;' | ./conf:/srv/w | BIND_ONLY_READ",
                "build: {dockerfile_inline: 'FROM nginx:1.27'} | ./conf:/srv/w | BIND_ONLY_READ"
            })
    void theReportDistinguishesServersThatOnlyRead(String service, String volume, Code code) throws Exception {
        assertThat(project("  app: {" + service + ", volumes: ['" + volume + "']}")
                        .codes())
                .filteredOn(each -> each == Code.BIND_ONLY_READ || each == Code.BIND_READ_ONLY)
                .containsExactly(code);
    }

    @Test
    void scriptsThatScriptsCallAreRead() throws Exception {
        write("more.sh", "#!/bin/sh\nsed -i s/a/b/ /srv/app.conf\n");
        write(
                "Dockerfile",
                "FROM debian:12\nCOPY start.sh /start.sh\nCOPY more.sh /run/\nENTRYPOINT [\"/start.sh\"]\n");
        assertThat(kind(project("  app: {build: ., volumes: ['./conf:/srv']}"), "app"))
                .isEqualTo("pod");
    }

    @Test
    void whatVersionControlIgnoresIsMadeAtRunTime() throws Exception {
        String two = "  a: {image: x, volumes: ['./conf:/etc/a']}\n  b: {image: y, volumes: ['./conf:/etc/b:ro']}\n";
        assertThat(kind(project(two), "a")).isEqualTo("files");
        write(".gitignore", "/conf/*.local\n");
        assertThat(kind(project("  a: {image: x, volumes: ['./conf:/etc/a']}"), "a"))
                .isEqualTo("pod");
        // Each pod would have a copy of its own.
        assertThat(kind(project(two), "a")).isEqualTo("files");
        assertThat(project(two).codes()).contains(Code.BIND_READ_ONLY);
    }

    @Test
    void databasesOfThisMachineAreNotCopied() throws Exception {
        write("conf/app.sqlite3", "SQLite format 3");
        assertThat(project("  app: {build: ., volumes: ['./conf:/etc/app']}").inits("app"))
                .isEmpty();
        assertThat(project("  app: {image: 'grafana/grafana:11', volumes: ['./conf:/var/lib/grafana']}")
                        .inits("app"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CMD [\"python3\", \"/app/app.py\"] | BIND_READ_ONLY",
                "ENTRYPOINT [\"/start.sh\"] | BIND_READ_ONLY",
                "CMD python3 /app/app.py | BIND_READ_ONLY",
                "CMD [\"nginx\", \"-g\", \"daemon off;\"] | BIND_ONLY_READ",
            })
    void anImageOnAKnownServerMayRunAnotherProgram(String line, Code code) throws Exception {
        write("Dockerfile", "FROM nginx:1.27\n" + line + "\n");

        assertThat(project("  app: {build: ., volumes: ['./conf:/srv/w']}").codes())
                .filteredOn(each -> each == Code.BIND_ONLY_READ || each == Code.BIND_READ_ONLY)
                .containsExactly(code);
    }
}
