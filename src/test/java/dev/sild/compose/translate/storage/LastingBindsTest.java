package dev.sild.compose.translate.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.compose.translate.TranslatedProject;
import dev.sild.compose.translate.source.StorageOptions;
import dev.sild.compose.translate.source.StorageOptions.BindKind;
import dev.sild.model.Mount;
import dev.sild.model.Volume;
import dev.sild.report.Code;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which folders become claims though compose, which ran in the project before, has left files in them. */
class LastingBindsTest {
    @TempDir
    Path folder;

    @BeforeEach
    void writeImage() throws Exception {
        write(
                "app/Dockerfile",
                "FROM python:3.12\nRUN mkdir -p /app/data\nCOPY app.py /app/\nCMD [\"python\", \"/app/app.py\"]\n");
        write("app/app.py", "print()\n");
    }

    private void write(String file, String text) throws Exception {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private TranslatedProject project(String services) throws Exception {
        return TranslatedProject.of(folder, "name: shop\nservices:\n" + services);
    }

    private static Mount mount(TranslatedProject project, String pod) {
        return project.pod(pod).main().mounts().get(0);
    }

    private static String kind(TranslatedProject project, String pod) {
        Mount mount = mount(project, pod);
        if (mount.source() instanceof Mount.OfFiles) {
            return "files";
        }
        if (project.inits(pod).stream().anyMatch(name -> name.startsWith("fill-"))) {
            return "filled claim";
        }
        if (project.inits(pod).size() > 0) {
            return "copy";
        }
        String name = ((Mount.OfVolume) mount.source()).name();
        boolean claim = project.translation().application().volumes().stream()
                .anyMatch(volume -> volume.name().equals(name) && volume instanceof Volume.Claim);
        String kind = claim ? "claim" : "pod";
        return project.codes().contains(Code.CLAIM_TO_FILL) ? kind + " to fill" : kind;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // The service, the mount, the file in the folder, .gitignore, and what it becomes.
                "image: nginx:1.27 | ./logs:/var/log/nginx | README.md | '' | claim",
                "image: nginx:1.27 | ./weblog:/var/log/nginx | readme.txt | '' | claim",
                "build: app | ./state:/state | README.zh-CN.md | '' | claim",
                "build: app | ./state:/state | .gitkeep.txt | '' | claim",
                "image: redis:7 | ./data:/data | README | '' | claim",
                "build: app | ./state:/state | README.conf | '' | files",
                // The first page of what a server shows.
                "image: example/docsify | ./docs:/docs | README.md | '' | copy",
                "image: x | ./user-docs:/x | README.md | '' | copy",
                "image: x | ./x:/srv/pages | README.md | '' | copy",
                "image: x | ./docs:/docs | .gitkeep | '' | claim",
                // Places that a known image only reads.
                "image: nginx:1.27 | ./conf.d:/etc/nginx/conf.d | README.md | '' | files",
                "image: nginx:1.27 | ./site:/usr/share/nginx/html | README.md | '' | files",
                "image: nginx:1.27 | ./uploads:/usr/share/nginx/html/up | a.png | uploads/ | files",
                "image: grafana/grafana:11 | ./p:/etc/grafana/provisioning | README.md | '' | files",
                "image: postgres:16 | ./init:/docker-entrypoint-initdb.d | README.md | '' | files",
                "image: postgres:16 | ./db:/docker-entrypoint-initdb.d | a.sql | db/ | files",
                "build: app | ./tls:/certs | README.md | '' | files",
                // Logs are never copied.
                "image: nginx:1.27 | ./web:/var/log/nginx | error.log | '' | claim",
                "image: httpd:2.4 | ./web:/usr/local/apache2/logs | error_log | '' | claim",
                "image: mysql:8 | ./slow:/var/lib/mysql-logs | slow.log | '' | claim",
                "build: app | ./logs/app:/out | app.log | '' | claim",
                "build: app | ./logs/app:/out | a.txt | logs/ | claim",
                "build: app | ./web-log:/out | access_log.1 | '' | claim",
                "build: app | ./logs:/app/logs | a.txt | '' | claim",
                // Names of logs, but texts of people.
                "image: x | ./log/patterns:/patterns | custom | '' | copy",
                "image: x | ./captains-log/posts:/posts | a.md | '' | copy",
                "image: x | ./captains-log:/site/captains-log | a.md | '' | copy",
                "image: x | ./log:/patterns | a.txt | '' | copy",
                "build: app | ./log:/app/log | app.2026-01-01.log.gz | '' | claim",
                "image: x | ./logs:/app/logs | app.log | logs/ | claim",
                "build: app | ./log:/app/log | logger.py | '' | copy",
                "build: app | ./logs:/app/logs | logback.xml | '' | files",
                // What git ignores with all that is in it.
                "build: app | ./state:/app/state | a.bin | state/ | claim to fill",
                "build: app | ./state:/app/state | a.bin | state/* | claim to fill",
                "build: app | ./var/state:/app/state | a.bin | var | claim to fill",
                "image: x | ./state:/app/state | a.bin | /state | claim to fill",
                "build: app | ./state:/app/state:ro | a.bin | state/ | files",
                "build: app | ./cache:/app/cache | a.bin | cache/ | claim",
                "build: app | ./state:/app/state | a.bin | '' | files",
                "build: app | ./state:/app/state | app.yml | state/ | files",
                "build: app | ./state:/app/state | server.key | state/ | files",
                "build: app | ./certs:/app/state | a.bin | certs/ | files",
                "build: app | ./dist:/app/state | a.bin | dist/ | files",
                "build: app | ./state:/etc/app | a.bin | state/ | files",
                // Names of data.
                "build: app | ./data:/app/data | db.json | '' | filled claim",
                "build: app | ./x:/app/uploads | a.png | '' | filled claim",
                "build: app | ./app-data:/x | a.bin | '' | filled claim",
                "build: app | ./Backups:/x | a.tar | '' | filled claim",
                "image: x | ./uploads:/app/x | a.jpg | uploads/* | filled claim",
                "build: app | ./output:/app/output | a.csv | '' | filled claim",
                "build: app | ./test-data:/x | a.bin | '' | files",
                "build: app | ./data:/app/data | config.yml | '' | files",
                "build: app | ./data:/app/data | config.yml | data/ | claim to fill",
                "build: app | ./data:/app/data | package.json | data/ | copy",
                "build: app | ./data:/app/data:ro | db.json | '' | files",
                // Databases.
                "build: app | ./state:/app/state | app.db | '' | claim to fill",
                "build: app | ./conf:/app/conf.d | app.sqlite3 | '' | claim to fill",
                "build: app | ./zones:/etc/bind | example.db | '' | files",
                "build: app | ./state:/x | PG_VERSION | '' | claim to fill"
            })
    void becomes(String service, String volume, String file, String ignored, String kind) throws Exception {
        write(volume.substring(2, volume.indexOf(':')) + "/" + file, "text\n");
        write(".gitignore", ignored + "\n");
        assertThat(kind(project("  app: {" + service + ", volumes: ['" + volume + "']}"), "app"))
                .isEqualTo(kind);
    }

    @Test
    void databasesAreKnownByTheirContent() throws Exception {
        write("conf/cookies", "SQLite format 3\0 and more");
        assertThat(kind(project("  app: {build: app, volumes: ['./conf:/etc/app']}"), "app"))
                .isEqualTo("claim to fill");
    }

    @Test
    void oneThatOnlyReadsHasTheClaim() throws Exception {
        write("store/state.db", "SQLite format 3");
        TranslatedProject project = project("""
                  api: {build: app, volumes: ['./store:/app/store']}
                  kuma: {image: 'louislam/uptime-kuma:1', volumes: ['./store:/app/data']}
                  web: {image: 'nginx:1.27', volumes: ['./store:/usr/share/nginx/html:ro']}
                """);
        assertThat(Stream.of("api", "kuma", "web")
                        .map(pod -> mount(project, pod).source())
                        .distinct())
                .hasSize(1);
        assertThat(mount(project, "web").readOnly()).isTrue();
        assertThat(kind(project, "api")).isEqualTo("claim to fill");
        assertThat(project.translation().application().files()).isEmpty();
    }

    @Test
    void foldersWithinOneLieInItsClaim() throws Exception {
        write("data/app.db", "a");
        write("data/up/a.bin", "a");
        write(".gitignore", "data/\n");
        TranslatedProject project = project("  api: {build: app, volumes: ['./data:/data']}\n"
                + "  jobs: {build: app, volumes: ['./data/up:/jobs']}\n");
        assertThat(mount(project, "jobs").source())
                .isEqualTo(mount(project, "api").source());
        assertThat(mount(project, "jobs").subPath()).isEqualTo("up");
    }

    @Test
    void settingsWithinOneAreMounted() throws Exception {
        write("data/app.db", "a");
        write("data/web/a.conf", "a");
        TranslatedProject project = project("  api: {build: app, volumes: ['./data:/data']}\n"
                + "  web: {image: 'nginx:1.27', volumes: ['./data/web:/etc/nginx/conf.d:ro']}\n");
        assertThat(kind(project, "web")).isEqualTo("files");
        assertThat(kind(project, "api")).isEqualTo("claim to fill");
    }

    @Test
    void foldersOfTheImageBeginWithItsContent() throws Exception {
        write("app/Dockerfile", "FROM python:3.12\nCOPY . /app\n");
        write("app/state/a.bin", "a");
        write(".gitignore", "state/\n");
        TranslatedProject project = project("  api: {build: app, volumes: ['./app/state:/app/state']}\n");
        // Without the step: the image brings the files.
        assertThat(kind(project, "api")).isEqualTo("claim");
    }

    @Test
    void pathsOfTheNodeShowThemIfWanted() throws Exception {
        write("data/app.db", "a");
        StorageOptions onNode = new StorageOptions(
                "", Map.of(), "", Optional.empty(), List.of(), BindKind.HOSTPATH, Optional.empty(), "");
        TranslatedProject project = TranslatedProject.of(
                folder, "name: shop\nservices:\n  app: {build: app, volumes: ['./data:/app/data']}\n", onNode);
        assertThat(project.translation().application().volumes())
                .hasSize(1)
                .allMatch(Volume.HostPath.class::isInstance);
    }

    @Test
    void codeAroundOneHasTheClaimAtItsPlace() throws Exception {
        write("app/data/app.db", "a");
        write("app/Dockerfile", "FROM python:3.12\nCOPY app.py /app/\nCMD [\"python\", \"/app/app.py\"]\n");
        TranslatedProject project = project("  api: {build: app, volumes: ['./app:/app', './app/data:/app/data']}\n"
                + "  other: {build: app, volumes: ['./app/data:/var/data']}\n");
        assertThat(project.pod("api").main().mounts().stream().map(Mount::path)).isEqualTo(List.of("/app/data"));
        assertThat(mount(project, "api").source())
                .isEqualTo(mount(project, "other").source());
    }
}
