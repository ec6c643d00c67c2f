package dev.sild.compose.translate.storage;

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
import org.junit.jupiter.params.provider.ValueSource;

/** Source code in databases: it is asked for in an image unless it is sure that nothing reads it. */
class UnreadSourcesTest {
    @TempDir
    Path folder;

    @BeforeEach
    void makeProject() throws Exception {
        Files.writeString(folder.resolve("composer.json"), "{}");
        Files.createDirectories(folder.resolve("init"));
        Files.writeString(folder.resolve("init/a.sh"), "psql -f /src/schema.sql");
        Files.createDirectories(folder.resolve("db"));
        Files.writeString(
                folder.resolve("db/Dockerfile"), "FROM postgres:15\nCOPY init.sh /docker-entrypoint-initdb.d/\n");
        Files.writeString(folder.resolve("db/init.sh"), "psql -f /src/schema.sql");
        Files.writeString(folder.resolve("quiet.cnf"), "[mysqld]\nmax_connections=9\n");
        Files.writeString(folder.resolve("my.cnf"), "[mysqld]\ninit_file=/src/init.sql\n");
        makeLarge();
    }

    private void makeLarge() throws Exception {
        Files.writeString(folder.resolve("index.php"), "#".repeat(1_100_000));
    }

    private TranslatedProject project(String service) throws Exception {
        return TranslatedProject.of(folder, "name: shop\nservices: {db: {" + service + "}}\nvolumes: {data: {}}\n");
    }

    private List<Code> codes(String service) throws Exception {
        return project(service).translation().findings().stream()
                .map(Finding::code)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "image: 'mariadb:11', volumes: ['.:/src', 'data:/var/lib/mysql', './quiet.cnf:/etc/mysql/my.cnf']",
                "image: 'mariadb:11', working_dir: /src, volumes: ['.:/src']",
                "image: 'mysql:8', command: [--max-connections=9, --skip-name-resolve], volumes: ['.:/src/app']",
            })
    void areLeftOutWhereNothingReadsThem(String service) throws Exception {
        assertThat(codes(service)).contains(Code.BIND_UNREAD).doesNotContain(Code.BIND_TOO_LARGE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "build: db, volumes: ['.:/src']",
                "image: 'mysql:8', volumes: ['.:/src', './my.cnf:/etc/mysql/conf.d/my.cnf']",
                "image: 'mysql:8', volumes: ['.:/src', './init:/etc/mysql/conf.d']",
                "image: 'postgres:15', volumes: ['.:/src', './init:/docker-entrypoint-initdb.d']",
                "image: 'mongo:7', command: mongoimport --file src/users.json, volumes: ['.:/src']",
                "image: 'mongo:7', command: mongoimport users, working_dir: /src, volumes: ['.:/src']",
                "image: 'mariadb:11', command: [--init-file=init.sql], working_dir: /src, volumes: ['.:/src']",
                "image: 'mariadb:11', environment: {MARIADB_ROOT_PASSWORD_FILE: /src/password}, volumes: ['.:/src']",
                "image: 'mariadb:11', labels: {ofelia.job-exec.a.command: sh /src/dump.sh}, volumes: ['.:/src']",
                "image: 'mariadb:11', healthcheck: {test: [CMD, sh, /src/health.sh]}, volumes: ['.:/src']",
                "image: 'mariadb:11', post_start: [{command: [sh, /src/a.sh]}], volumes: ['.:/src']",
                "image: 'gvenzl/oracle-xe:21', volumes: ['.:/container-entrypoint-initdb.d']",
                "image: nginx, volumes: ['.:/src']",
            })
    void areNotWhereSomethingMay(String service) throws Exception {
        assertThat(codes(service)).doesNotContain(Code.BIND_UNREAD);
    }

    /** People run commands in the containers of databases, and a copy does no harm. */
    @Test
    void areCopiedWhereTheyFit() throws Exception {
        Files.writeString(folder.resolve("index.php"), "<?php");

        TranslatedProject project = project("image: 'mariadb:11', volumes: ['.:/src', 'data:/var/lib/mysql']");

        assertThat(project.pod("db").containers().get(0).mounts())
                .extracting(Mount::path)
                .contains("/src");
    }
}
