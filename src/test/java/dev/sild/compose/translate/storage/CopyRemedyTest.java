package dev.sild.compose.translate.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.compose.translate.TranslatedProject;
import dev.sild.report.Code;
import dev.sild.report.Finding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What to do about a source tree that is too large: which Dockerfile, and what must not come into the image. */
class CopyRemedyTest {
    @TempDir
    Path folder;

    @BeforeEach
    void makeProject() throws Exception {
        write("code/composer.json", "{\"require\": {\"a/b\": \"1\"}}");
        write("code/index.php", "#".repeat(1_100_000));
    }

    private void write(String file, String text) throws Exception {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private List<Finding> findings(String services) throws Exception {
        return TranslatedProject.of(folder, "name: shop\nservices: {" + services + "}\n")
                .translation()
                .findings();
    }

    private List<String> remedies(Code code, String services) throws Exception {
        return findings(services).stream()
                .filter(finding -> finding.code() == code)
                .map(Finding::remedy)
                .toList();
    }

    private static final String BRINGS = "'COPY --from=composer:2 /usr/bin/composer /usr/bin/composer', 'RUN command -v"
            + " unzip || { apt-get update && apt-get install -y unzip; }' ";

    private static final String WEB = "web: {image: nginx, volumes: ['./code:/src']}";

    @Test
    void aFolderWithADockerfileGetsAnother() throws Exception {
        write("code/Dockerfile", "FROM python:3.12\n");
        assertThat(remedies(Code.BIND_TOO_LARGE, WEB))
                .containsExactly(
                        "in service 'web', replace 'image:' with 'build: {context: code, dockerfile: web.Dockerfile}', whose"
                                + " Dockerfile has 'FROM nginx' and 'COPY . /src', and convert again");
    }

    @Test
    void servicesThatMountOneFolderHaveDockerfilesOfTheirOwn() throws Exception {
        assertThat(remedies(Code.BIND_TOO_LARGE, WEB + ", app: {image: 'python:3', volumes: ['./code:/src']}"))
                .anyMatch(remedy -> remedy.contains("dockerfile: web.Dockerfile"))
                .anyMatch(remedy -> remedy.contains("dockerfile: app.Dockerfile"));
    }

    @Test
    void passwordsAndDataAreNamedForDockerignore() throws Exception {
        write("code/.env", "A=b");
        String db = ", db: {image: 'postgres:16', volumes: ['./code/db:/var/lib/postgresql/data']}";
        assertThat(remedies(Code.BIND_TOO_LARGE, WEB + db))
                .singleElement()
                .asString()
                .endsWith("'COPY . /src'; name .env," + " db in .dockerignore, and convert again");

        write("code/.dockerignore", ".env\ndb\n");
        assertThat(remedies(Code.BIND_TOO_LARGE, WEB + db))
                .singleElement()
                .asString()
                .doesNotContain(".dockerignore");
    }

    @Test
    void linesOfDockerignoreThatExcludeCodeAreNamed() throws Exception {
        write("code/dist/a.js", "1");
        write("code/dist/b.js", "1");
        write("code/docs/a.md", "1");
        write("code/docs/a.js", "1");
        write("code/tests/a.js", "1");
        write("code/e2e/a.js", "1");
        write("Dockerfile", "FROM debian:12\n");
        write(".dockerignore", "**/dist/\ncode/docs\n**/tests\n**/e2e\n");
        assertThat(remedies(Code.BIND_TOO_LARGE, "app: {build: ., volumes: ['./code:/src']}"))
                .containsExactly(
                        "add 'COPY code /src' to 'Dockerfile' of service 'app'; .dockerignore excludes code from"
                                + " it by '**/dist/': delete that line, or let the Dockerfile make what is missing, and convert"
                                + " again");
    }

    /** Packages that a build installs are no code that it has to copy. */
    @Test
    void theStepEndsThoughDockerignoreExcludesPackages() throws Exception {
        for (int i = 0; i < 10; i++) {
            write("code/vendor/a" + i + ".php", "<?php");
        }
        write("Dockerfile", "FROM php:8.3\nCOPY code /src\n");
        write(".dockerignore", "**/vendor\n");
        String app = "app: {build: ., volumes: ['./code:/src']}";

        assertThat(remedies(Code.BIND_TOO_LARGE, app)).isEmpty();
        assertThat(remedies(Code.PACKAGES_MISSING, app))
                .singleElement()
                .asString()
                .contains("'RUN cd /src && composer install'");
    }

    @Test
    void namesForDockerignoreStartAtTheContext() throws Exception {
        write("code/.env", "A=b");
        write("Dockerfile", "FROM debian:12\n");
        assertThat(remedies(Code.BIND_TOO_LARGE, "app: {build: ., volumes: ['./code:/src']}"))
                .containsExactly("add 'COPY code /src' to 'Dockerfile' of service 'app'; name code/.env in"
                        + " .dockerignore, and convert again");
    }

    @Test
    void packagesAreInstalledAfterTheSameCopy() throws Exception {
        write("Dockerfile", "FROM php:8.3\n");
        String app = "app: {build: ., volumes: ['./code:/src']}";
        assertThat(remedies(Code.PACKAGES_MISSING, app))
                .containsExactly(
                        "add " + BRINGS + "and 'RUN cd /src && composer install' to its Dockerfile, after the line that"
                                + " copies its source code");

        write("code/index.php", "<?php");
        assertThat(remedies(Code.PACKAGES_MISSING, app))
                .containsExactly("add 'COPY code /src', " + BRINGS
                        + "and 'RUN cd /src && composer install' to its Dockerfile, and" + " convert again");
        assertThat(remedies(Code.BIND_TOO_LARGE, app)).isEmpty();

        write("Dockerfile", "FROM php:8.3\nCOPY --from=composer:2 /usr/bin/composer /usr/bin/composer\n");
        assertThat(remedies(Code.PACKAGES_MISSING, app))
                .containsExactly(
                        "add 'COPY code /src' and 'RUN cd /src && composer install' to its Dockerfile, and convert"
                                + " again");
    }

    @Test
    void anImageThatIsBuiltElsewhereNeedsAName() throws Exception {
        String build = "app: {build: 'https://example.com/x/y.git', %s volumes: ['./code:/src']}";
        assertThat(remedies(Code.BIND_TOO_LARGE, String.format(build, "")))
                .containsExactly(
                        "build the image of service 'app' by itself, and replace 'build:' with 'build: code', whose Dockerfile has"
                                + " a FROM with its name and then 'COPY . /src', and convert again");
        assertThat(remedies(Code.BIND_TOO_LARGE, String.format(build, "image: 'y:1',")))
                .containsExactly(
                        "build the image of service 'app' by itself, and replace 'build:' with 'build: code', whose Dockerfile has"
                                + " 'FROM y:1' and then 'COPY . /src', and convert again");
    }

    @Test
    void sourcesOfTheHostBesideTheSocketHaveNoRemedy() throws Exception {
        String app = "app: {image: 'python:3', volumes: ['./code:%s', '%s:/var/run/docker.sock']}";
        assertThat(remedies(Code.BIND_TOO_LARGE, String.format(app, "/host/shop", "/var/run/docker.sock")))
                .isEmpty();
        assertThat(remedies(Code.BIND_TOO_LARGE, String.format(app, "/hosting", "/var/run/docker.sock")))
                .isNotEmpty();
        assertThat(remedies(Code.BIND_TOO_LARGE, String.format(app, "/host/shop", "./other")))
                .isNotEmpty();
    }
}
