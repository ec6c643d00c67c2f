package dev.sild.compose.translate.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.compose.translate.TranslatedProject;
import dev.sild.model.Mount;
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

/** Packages that neither the image nor what is carried of a mount provides. */
class MissingPackagesTest {
    private static final String WEB = "web: {build: ., volumes: ['.:/app']}";

    @TempDir
    Path folder;

    @BeforeEach
    void makeProject() throws Exception {
        write("package.json", "{\"dependencies\": {\"x\": \"1\"}}");
        write("index.js", "1");
    }

    private void write(String file, String text) throws Exception {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private TranslatedProject project(String services) throws Exception {
        return TranslatedProject.of(folder, "name: shop\nservices: {" + services + "}\n");
    }

    private List<String> remedies(String services) throws Exception {
        return project(services).translation().findings().stream()
                .filter(finding -> finding.code() == Code.PACKAGES_MISSING)
                .map(Finding::remedy)
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "FROM node:22 | true",
                "FROM node:22\\nCOPY . /app | false",
                "FROM node:22\\nCOPY . /srv | true",
                "FROM node:22\\nRUN npm install -g pnpm | true",
                "FROM node:22\\nWORKDIR /app\\nCOPY package.json .\\nRUN npm ci\\nCOPY . . | false",
            })
    void thoseOfThisMachineCountIfTheBuildCopiesThem(String dockerfile, boolean missing) throws Exception {
        write("node_modules/x/index.js", "1");
        write("Dockerfile", dockerfile.replace("\\n", "\n") + "\n");

        assertThat(remedies(WEB)).hasSize(missing ? 1 : 0);
    }

    @Test
    void bunInstallsThemInItsImage() throws Exception {
        write("node_modules/x/index.js", "1");
        write("Dockerfile", "FROM oven/bun:1\n");

        assertThat(remedies(WEB))
                .containsExactly(
                        "add 'COPY . /app' and 'RUN cd /app && bun install' to its Dockerfile, and convert" + " again");
    }

    @Test
    void rootInstallsThemInTheStageThatIsBuilt() throws Exception {
        write("Dockerfile", "FROM node:22 AS base\nUSER node\nFROM base AS dev\nRUN true\n");

        assertThat(remedies("web: {build: {context: ., target: base}, volumes: ['.:/app']}"))
                .containsExactly("add 'USER root', 'COPY --chown=node . /app', 'RUN cd /app && npm install' and 'USER"
                        + " node' to the end of the stage 'base' of its Dockerfile, and convert again");
    }

    @Test
    void rootInstallsThemAtTheEndWhereOtherLinesMayNeedRoot() throws Exception {
        write("Dockerfile", "FROM node:22\nCOPY . /app\nRUN apt-get update\nUSER node\n");

        assertThat(remedies(WEB))
                .containsExactly("add 'USER root', 'RUN cd /app && npm install' and 'USER node' to the end of its"
                        + " Dockerfile, after the line that copies package.json");
    }

    @Test
    void composerInstallsThemWhereverItIs() throws Exception {
        write("composer.json", "{\"require\": {\"a/b\": \"1\"}}");
        write("Dockerfile", "FROM debian:12\nCOPY --from=composer:2 /usr/bin/composer /usr/bin/composer\n");

        assertThat(remedies(WEB))
                .containsExactly(
                        "add 'COPY . /app' and 'RUN cd /app && composer install' to its Dockerfile, and convert"
                                + " again");
    }

    @Test
    void thoseThatDockerignoreExcludesAreMissing() throws Exception {
        write("composer.json", "{\"require\": {\"a/b\": \"1\"}}");
        write("index.php", "<?php");
        write("vendor/autoload.php", "<?php");
        write("Dockerfile", "FROM composer:2\nCOPY . /app\n");
        assertThat(remedies(WEB)).isEmpty();

        write(".dockerignore", "vendor\n");
        assertThat(remedies(WEB))
                .containsExactly("add 'RUN cd /app && composer install' to its Dockerfile, after the line that copies"
                        + " composer.json");
    }

    /** A worker that runs the image of the server has its code, too, and so no mount that hides it. */
    @Test
    void anImageThatAnotherServiceBuildsHasTheCode() throws Exception {
        write("Dockerfile", "FROM node:22\nWORKDIR /app\nCOPY . .\nRUN npm install\n");
        String worker = ", worker: {image: 'shop:1', command: [node, index.js], volumes: ['.:/app']}";

        TranslatedProject project = project("web: {image: 'shop:1', build: ., volumes: ['.:/app']}" + worker);

        assertThat(project.pod("worker").main().mounts().stream().map(Mount::path))
                .isEmpty();
        assertThat(project.translation().findings())
                .extracting(Finding::code)
                .doesNotContain(Code.BIND_COPIED, Code.PACKAGES_MISSING);
    }

    @Test
    void theFolderOfTheComposeFileHasAName() throws Exception {
        write("docker/Dockerfile", "FROM node:22\n");

        assertThat(remedies("web: {build: ./docker, volumes: ['.:/app']}"))
                .singleElement()
                .asString()
                .startsWith("build it from . with 'COPY . /app'");
    }
}
