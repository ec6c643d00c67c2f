package dev.sild.images;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KnownFoldersTest {
    @ParameterizedTest
    @CsvSource({"/models, 50", "/root/.ollama, 50", "/home/me/.cache/torch, 10", "/models/llama, 0", "/data, 0", "/, 0"
    })
    void roomIsPlannedForFoldersOfModels(String path, int gibibytes) {
        assertThat(KnownFolders.roomAt(path)).isEqualTo(gibibytes);
    }

    @ParameterizedTest
    @CsvSource({
        "/docker-entrypoint-initdb.d, false, true",
        "/docker-entrypoint-initdb.d/sub, false, true",
        "/docker-entrypoint-initdb.data, false, false",
        "/etc/nginx/nginx.conf, true, true",
        "/etc/nginx/conf.d, false, false",
        "/etc/nginx, true, false",
        "/etc/redis/redis.conf, true, false",
        "/seed/first.sql, true, true",
        "/seed/first.sql, false, false",
        "/run.sh, true, true",
        "/run.sh, false, false",
        "/etc/otelcol/config.yaml, true, true",
        "/opt/bitnami/prometheus/conf/prometheus.yml, true, true",
        "/app/src/main/resources/application.yml, true, true",
        "/opt/app/logback.xml, true, true",
        "/usr/local/etc/php/conf.d/uploads.ini, true, true",
        "/app/alembic.ini, true, true",
        "/site/index.html, true, true",
        "/etc/localtime, true, true",
        // Programs with a page for settings write to theirs.
        "/app/config.yaml, true, false",
        "/app/settings.json, true, false",
        "/etc/app/config.toml, true, false",
        "/data/app.ini, true, false",
        "/config/app.conf, true, false",
        "/var/log/app.log, true, false",
        "/app/.env, true, false",
    })
    void scriptsAndSettingsAreOnlyRead(String path, boolean file, boolean onlyRead) {
        assertThat(KnownFolders.isOnlyRead(path, file)).isEqualTo(onlyRead);
    }

    @ParameterizedTest
    @CsvSource({
        "/liquibase/changelog, true",
        "/flyway/sql, true",
        "/flyway/conf, true",
        "/migrations, true",
        "/app/migrations, false",
        "/liquibase, false"
    })
    void foldersOfMigrationsAreHardlyWrittenTo(String path, boolean served) {
        assertThat(KnownFolders.isServed(path)).isEqualTo(served);
    }
}
