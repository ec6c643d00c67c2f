package dev.sild.compose.translate.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.sild.compose.translate.TranslatedProject;
import dev.sild.report.Code;
import dev.sild.report.Finding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whom the files belong to that a Dockerfile is to copy: root, unless the server is another user. */
class CopyIntoImageTest {
    private static final String SUPERVISOR =
            "[supervisord]\nuser=root\n\n[program:php]\ncommand=php artisan serve\nuser=%(ENV_RUN_AS)s\n";

    @TempDir
    Path folder;

    @BeforeEach
    void makeProject() throws Exception {
        write("code/composer.json", "{}");
        write("code/index.php", "#".repeat(1_100_000));
    }

    private void write(String file, String text) throws Exception {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private String copy(String service) throws Exception {
        String remedy = TranslatedProject.of(
                        folder, "name: shop\nservices: {web: {" + service + ", volumes: ['./code:/var/www']}}\n")
                .translation()
                .findings()
                .stream()
                .filter(finding -> finding.code() == Code.BIND_TOO_LARGE)
                .map(Finding::remedy)
                .findFirst()
                .orElseThrow();
        return remedy.replaceFirst(".*'COPY (.*?) ?(?:code|\\.) /var/www'.*", "$1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "build: . | FROM debian:12 | ''",
                "build: . | FROM node:20\\nUSER node | --chown=node",
                "build: . | FROM node:20\\nUSER 1000:1000 | --chown=node",
                "build: . | FROM x\\nUSER 1234:99 | --chown=1234:99",
                "build: . | FROM x\\nRUN useradd app\\nUSER app | --chown=app",
                "build: ., user: root | FROM node:20\\nUSER node | ''",
                "build: ., user: '501:20' | FROM node:20 | --chown=501:20",
                "build: ., user: 'a b' | FROM debian:12 | ''",
                "build: ., command: [gosu, app, php] | FROM debian:12 | --chown=app",
                "build: ., command: 'su -s /bin/sh app' | FROM debian:12 | ''",
                "build: ., command: [sudo, -E, -u, app, php] | FROM debian:12 | --chown=app",
                "build: ., command: 'gosu $$WHO php' | FROM debian:12 | ''",
                "build: ., command: 'gosu $$WHO php', environment: {WHO: app} | FROM debian:12 | --chown=app",
                "build: ., command: 'gosu $${WHO:-app} php' | FROM debian:12 | --chown=app",
                "build: ., command: 'gosu root php' | FROM debian:12 | ''",
                "build: . | FROM php:8.3-fpm | ''",
                "image: 'php:8.3-fpm' | FROM x | ''",
            })
    void isOfTheUserOfTheServer(String service, String dockerfile, String chown) throws Exception {
        write("Dockerfile", dockerfile.replace("\\n", "\n") + "\n");

        assertThat(copy(service)).isEqualTo(chown.replace("''", ""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "build: . | FROM php:8.3-fpm | --chown=www-data",
                "image: 'php:8.3-apache' | FROM x | --chown=www-data",
                "build: . | FROM php:8.3-fpm\\nCMD [\"php\", \"artisan\", \"serve\"] | ''",
                "build: . | FROM php:8.3-cli | ''",
                "build: . | FROM php:8.3-cli\\nCMD [\"php-fpm8.3\"] | --chown=www-data",
                "build: . | FROM debian:12 | ''",
            })
    void isOfTheServerOfPhpWhereTheProgramWrites(String service, String dockerfile, String chown) throws Exception {
        write("code/storage/framework/views/.gitignore", "*\n");
        write("Dockerfile", dockerfile.replace("\\n", "\n") + "\n");

        assertThat(copy(service)).isEqualTo(chown.replace("''", ""));
    }

    @ParameterizedTest
    @CsvSource({
        "RUN_AS: sail, --chown=sail",
        "'RUN_AS: sail, WWWUSER: 1000', --chown=1000",
        "'RUN_AS: sail, WWWUSER: \"\"', --chown=sail",
        "RUN_AS: root, ''",
        "OTHER: sail, ''",
    })
    void isOfTheUserThatASupervisorNames(String environment, String chown) throws Exception {
        write(
                "Dockerfile",
                "FROM ubuntu:24.04\nCOPY start /usr/bin/start\nCOPY my.conf /etc/app/my.conf\nENTRYPOINT [\"start\"]\n");
        write(
                "start",
                "#!/bin/bash\n# su to nobody\nif [ ! -z \"$WWWUSER\" ]; then\n  usermod -u $WWWUSER sail\nfi\n"
                        + "exec /usr/bin/supervisord -c /etc/app/my.conf\n");
        write("my.conf", SUPERVISOR);

        assertThat(copy("build: ., environment: {" + environment + "}")).isEqualTo(chown);
    }

    @Test
    void isFoundInScriptsThatScriptsCall() throws Exception {
        write("Dockerfile", "FROM debian:12\nCOPY a.sh b.sh /\nENTRYPOINT [\"/a.sh\"]\n");
        write("a.sh", "#!/bin/sh\nexec /b.sh\n");
        write("b.sh", "#!/bin/sh\nexec su-exec app:app php\n");

        assertThat(copy("build: .")).isEqualTo("--chown=app:app");
    }

    @Test
    void isFoundSoonInHostileScripts() throws Exception {
        write(
                "Dockerfile",
                "FROM debian:12\nCOPY a.sh my.conf /etc/supervisor/\nENTRYPOINT [\"/etc/supervisor/a.sh\"]\n");
        write("a.sh", "#!/bin/sh\nsupervisord\nsu" + " ".repeat(30_000) + "\nusermod -u" + " a".repeat(15_000));
        write("my.conf", "[program:a]" + "\n".repeat(60_000) + "use");

        assertTimeoutPreemptively(
                Duration.ofSeconds(20), () -> assertThat(copy("build: .")).isEmpty());
    }

    @Test
    void namesTheDockerfileOfTheServiceThatBuildsTheImage() throws Exception {
        write("docker/prod.Dockerfile", "FROM debian:12\n");

        assertThat(TranslatedProject.of(
                                folder,
                                "name: shop\nservices: {web: {build: {context: ., dockerfile: docker/prod.Dockerfile},"
                                        + " image: 'example/shop'},"
                                        + " worker: {image: 'example/shop', volumes: ['./code:/var/www']}}\n")
                        .translation()
                        .findings())
                .filteredOn(finding -> finding.code() == Code.BIND_TOO_LARGE)
                .extracting(Finding::remedy)
                .singleElement()
                .asString()
                .contains("to 'docker/prod.Dockerfile' of service 'web'");
    }
}
