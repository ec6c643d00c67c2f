package dev.sild.compose.translate.image;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A key of Laravel that people make once with compose. */
class LaravelKeyTest {
    @TempDir
    Path folder;

    @BeforeEach
    void makeProject() throws Exception {
        write("artisan", "#!/usr/bin/env php\n");
        write("index.php", "<?php");
    }

    private void write(String file, String text) throws Exception {
        Files.writeString(folder.resolve(file), text);
    }

    private List<String> reasons(String services) throws Exception {
        return TranslatedProject.of(folder, "services: {" + services + "}\n").translation().findings().stream()
                .filter(finding -> finding.code() == Code.KEY_EMPTY)
                .map(Finding::reason)
                .distinct()
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "APP_KEY= | true",
                "APP_KEY=\"\" | true",
                "APP_KEY=  # later | true",
                "APP_KEY=base64:abc | false",
                "# APP_KEY= | false",
                "OTHER_APP_KEY= | false",
            })
    void isEmptyInTheMountedFile(String line, boolean empty) throws Exception {
        write(".env", "APP_NAME=x\n" + line + "\nAPP_ENV=local\n");

        assertThat(reasons("web: {image: 'php:8.3-fpm', volumes: ['.:/app']},"
                        + " worker: {image: 'example/app:1', command: php artisan queue:work, volumes: ['.:/app']},"
                        + " proxy: {image: 'nginx:1', volumes: ['.:/app']}"))
                .isEqualTo(
                        empty
                                ? List.of("APP_KEY is empty in .env, and Laravel answers requests with an error")
                                : List.of());
    }

    @Test
    void aVariableComesBeforeTheFile() throws Exception {
        write(".env", "APP_KEY=\n");
        write("own.env", "APP_KEY=\n");
        String web = "web: {image: 'php:8.3-fpm', volumes: ['.:/app'], ";

        assertThat(reasons(web + "environment: {APP_KEY: 'base64:abc'}}")).isEmpty();
        assertThat(reasons(web + "environment: {APP_KEY: '${APP_KEY}'}}"))
                .containsExactly("APP_KEY is empty in .env, and Laravel answers requests with an error");
        assertThat(reasons(web + "env_file: own.env}"))
                .containsExactly("APP_KEY is empty in own.env, and Laravel answers requests with an error");
    }

    @Test
    void theCodeThatAnImageCopiesNeedsOne() throws Exception {
        write("Dockerfile", "FROM php:8.3-fpm\nCOPY . /app\n");
        write(".env", "APP_KEY=\n");

        assertThat(reasons("web: {build: .}")).hasSize(1);
    }

    @Test
    void aScriptThatMakesOneIsEnough() throws Exception {
        write("start.sh", "#!/bin/sh\nphp artisan key:generate\nexec php-fpm\n");
        write(".env", "APP_KEY=\n");

        assertThat(reasons("web: {image: 'php:8.3-fpm', command: [sh, /app/start.sh], volumes: ['.:/app']}"))
                .isEmpty();
    }

    @Test
    void otherProgramsHaveNone() throws Exception {
        Files.delete(folder.resolve("artisan"));
        write(".env", "APP_KEY=\n");

        assertThat(reasons("web: {image: 'php:8.3-fpm', volumes: ['.:/app']}")).isEmpty();
    }

    /** The script that the image starts with may make the key; the service that builds it shows whether it does. */
    @Test
    void aServiceOfTheImageOfAnotherHasNoStepOfItsOwn() throws Exception {
        write(".env", "APP_KEY=\n");
        write("start.sh", "#!/bin/sh\nphp artisan key:generate\nexec \"$@\"\n");
        write(
                "Dockerfile",
                "FROM php:8.3-fpm\nWORKDIR /app\nCOPY . .\nENTRYPOINT [\"/app/start.sh\"]\nCMD [\"php-fpm\"]\n");

        assertThat(
                        reasons(
                                "web: {build: ., image: acme/shop}, queue: {image: acme/shop, command: php artisan queue:work}"))
                .isEmpty();
    }

    @Test
    void theScriptOfAnImageThatAnotherServiceBuildsMakesOne() throws Exception {
        write("Dockerfile", "FROM php:8.3-fpm\nCOPY start.sh /\nENTRYPOINT [\"/start.sh\"]\nCMD [\"php-fpm\"]\n");
        write("start.sh", "#!/bin/sh\nphp artisan key:generate\nexec \"$@\"\n");
        Files.createDirectories(folder.resolve("app"));
        write("app/artisan", "#!/usr/bin/env php\n");
        write("app/.env", "APP_KEY=\n");
        String queue = "queue: {image: 'example/shop', volumes: ['./app:/app']";

        assertThat(reasons("web: {build: ., image: 'example/shop', volumes: ['./app:/app']}," + queue + "}"))
                .isEmpty();
        assertThat(reasons(queue + ", command: php artisan queue:work}")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "COPY . /app | '' | 1",
                "COPY . /app\\nRUN cp .env.example .env && php artisan key:generate | .env | 0",
                "COPY . /app\\nRUN php artisan key:generate | '' | 0",
                "COPY . /app | .env | 0",
            })
    void theImageMayHaveAnotherOneThanTheContext(String lines, String ignored, int found) throws Exception {
        write("Dockerfile", "FROM php:8.3-fpm\n" + lines.replace("\\n", "\n") + "\n");
        write(".dockerignore", ignored + "\n");
        write(".env", "APP_KEY=\n");

        assertThat(reasons("web: {build: .}")).hasSize(found);
        assertThat(reasons("web: {build: ., image: 'example/shop'}, queue: {image: 'example/shop', command: php a}"))
                .hasSize(found);
        assertThat(reasons("web: {build: ., environment: {APP_KEY: ''}}")).hasSize(1);
        assertThat(reasons("web: {build: ., volumes: ['.:/app']}")).hasSize(1);
    }
}
