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
    })
    void scriptsAndSettingsAreOnlyRead(String path, boolean file, boolean onlyRead) {
        assertThat(KnownFolders.isOnlyRead(path, file)).isEqualTo(onlyRead);
    }
}
