package dev.sild.compose.translate.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.compose.translate.TranslatedProject;
import dev.sild.model.Volume;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Folders in source trees that no program in a container writes to, or that an image brings itself, get no claim. */
class NeedlessClaimsTest {
    @TempDir
    Path folder;

    @BeforeEach
    void writeTree() throws Exception {
        write("requirements.txt", "flask\n");
        write("backups/.gitkeep", "");
        write("scripts/backup.sh", "#!/bin/sh\npg_dump shop > backups/shop.sql\n");
        write("Makefile", "backup:\n\tscp 'host' 'backups'\n");
        write("src/main.py", "print(1)\n");
        write("Dockerfile", "FROM python:3.12\nWORKDIR /app\nCOPY . .\nCMD [\"python\", \"src/main.py\"]\n");
    }

    private void write(String file, String text) throws Exception {
        Path path = folder.resolve("code").resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private List<String> claims(String services) throws Exception {
        return TranslatedProject.of(folder, "name: shop\nservices:\n" + services).claims().stream()
                .map(Volume.Claim::name)
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "print(1) | command: python src/main.py | false",
                "open('backups/' + name) | command: python src/main.py | true",
                "print(1) | command: sh scripts/backup.sh | true",
                "print(1) | environment: {BACKUP_DIR: /app/backups} | true",
            })
    void ofBackupsThatOnlyScriptsOnThisMachineMake(String code, String setting, boolean claim) throws Exception {
        write("src/main.py", code + "\n");
        assertThat(claims("  web: {build: code, volumes: ['./code:/app'], " + setting + "}\n"))
                .isEqualTo(claim ? List.of("code-backups") : List.of());
    }

    @ParameterizedTest
    @CsvSource({"data, true", "uploads, true", "backups, false"})
    void ofOtherDataTheNameTells(String name, boolean claim) throws Exception {
        Files.delete(folder.resolve("code/backups/.gitkeep"));
        write(name + "/.gitkeep", "");
        assertThat(claims("  web: {build: code, volumes: ['./code:/app']}\n"))
                .isEqualTo(claim ? List.of("code-" + name) : List.of());
    }

    @ParameterizedTest
    @CsvSource({"src/run.py, true", "bench/run.py, false", "tests/load/run.py, false"})
    void ofResultsOfCodeThatPeopleRun(String file, boolean claim) throws Exception {
        Files.delete(folder.resolve("code/backups/.gitkeep"));
        write(file, "import os\nRESULTS = 'results/runs'\nos.makedirs(RESULTS, exist_ok=True)\n");
        assertThat(claims("  web: {build: code, volumes: ['./code:/app']}\n"))
                .isEqualTo(claim ? List.of("code-results-runs") : List.of());
    }

    @Test
    void ofBackupsThatGitIgnores() throws Exception {
        Files.delete(folder.resolve("code/backups/.gitkeep"));
        Files.delete(folder.resolve("code/backups"));
        write(".gitignore", "backups/\n");
        assertThat(claims("  web: {build: code, volumes: ['./code:/app']}\n")).isEmpty();
        write("backups/.gitignore", "*\n!.gitignore\n");
        assertThat(claims("  web: {build: code, volumes: ['./code:/app']}\n")).isEmpty();

        write("src/main.py", "open('backups/' + name)\n");
        assertThat(claims("  web: {build: code, volumes: ['./code:/app']}\n")).containsExactly("code-backups");
    }

    @ParameterizedTest
    @CsvSource({"COPY --from=build /src/out /srv/app-public, false", "COPY site /srv/other, true"})
    void ofPagesThatTheImageOfTheirServerBrings(String copy, boolean claim) throws Exception {
        Files.delete(folder.resolve("code/backups/.gitkeep"));
        Files.delete(folder.resolve("code/backups"));
        write("conf/default.conf", "server { listen 80; root /srv/app-public; }\n");
        write("composer.json", "{}");
        write("main.php", "<?php echo 1;\n");
        write("site/index.html", "1");
        write("Dockerfile", "FROM php:8-fpm\nWORKDIR /srv\nCOPY . .\n");
        write(
                "web.Dockerfile",
                "FROM node:20 AS build\nRUN mkdir -p /src/out\nFROM nginx\nCOPY . /srv\n" + copy + "\n");

        List<String> claims = claims("  app: {build: code, volumes: ['./code:/srv']}\n"
                + "  web: {build: {context: code, dockerfile: web.Dockerfile}, ports: ['80:80'],"
                + " volumes: ['./code:/srv', './code/conf:/etc/nginx/conf.d']}\n");

        assertThat(claims).isEqualTo(claim ? List.of("code-app-public") : List.of());
    }
}
