package dev.sild.compose.translate.claims;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.compose.translate.TranslatedProject;
import dev.sild.model.Volume;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FreeSpaceTest {
    @TempDir
    Path folder;

    private String size(String image, String configuration, String variables) throws Exception {
        Files.writeString(folder.resolve("server.conf"), configuration);
        return claim("""
                name: shop
                services:
                  queue:
                    image: %s
                    volumes: ["./server.conf:/etc/rabbitmq/rabbitmq.conf:ro", "data:/var/lib/rabbitmq"]
                    environment: {%s}
                volumes: {data: }
                """.formatted(image, variables));
    }

    private String claim(String project) throws Exception {
        return TranslatedProject.of(folder, project).translation().application().volumes().stream()
                .filter(Volume.Claim.class::isInstance)
                .map(volume -> ((Volume.Claim) volume).size())
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "disk_free_limit.absolute = 2GB | 4Gi",
                "disk_free_limit.absolute=50GB | 57Gi",
                "[{rabbit, [{disk_free_limit, 10737418240}]}]. | 13Gi",
                "[{rabbit, [{disk_free_limit, \"6GiB\"}]}]. | 8Gi",
                "disk_free_limit.absolute = 50MB | 1Gi",
                "disk_free_limit.relative = 2.0 | 1Gi",
                "[{rabbit, [{disk_free_limit, {mem_relative, 1.0}}]}]. | 1Gi",
                "# disk_free_limit.absolute = 2GB | 1Gi",
                "disk_free_limit.absolute = 9999999GB | 1Gi",
                "my_disk_free_limit = 9GB | 1Gi",
            })
    void settingsMakeRoom(String setting, String size) throws Exception {
        assertThat(size("rabbitmq:4", setting, "A: b")).isEqualTo(size);
    }

    @Test
    void variablesMakeRoom() throws Exception {
        assertThat(size("rabbitmq:4", "", "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS: '-rabbit disk_free_limit 4294967296'"))
                .isEqualTo("6Gi");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "etcd --data-dir /etcd | ETCD_QUOTA_BACKEND_BYTES: 4294967296 | /etcd | 6Gi",
                "etcd | '{ETCD_DATA_DIR: /x, ETCD_QUOTA_BACKEND_BYTES: 4294967296}' | /x | 6Gi",
                "etcd --quota-backend-bytes=8589934592 | A: b | /default.etcd | 10Gi",
                "etcd --quota-backend-bytes 8589934592 | A: b | /default.etcd | 10Gi",
                "etcd --data-dir /etcd --quota-backend-bytes 8589934592 | A: b | /other | 1Gi",
                "etcd | A: b | /default.etcd | 1Gi"
            })
    void quotasMakeRoom(String command, String variables, String target, String size) throws Exception {
        String quota = variables.startsWith("{") ? variables : "{" + variables + "}";

        assertThat(claim("""
                name: shop
                services:
                  etcd:
                    image: quay.io/coreos/etcd:v3.5.5
                    command: %s
                    volumes: ["data:%s"]
                    environment: %s
                volumes: {data: }
                """.formatted(command, target, quota))).isEqualTo(size);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nats:2 | -js -sd /data | A=b | max_file_store: 2Gi | /data | 4Gi",
                "nats:2 | -js -sd /data | A=b | max_file_store: 2Gi | /other | 1Gi",
                "nats:2 | -c /server.conf | A=b | max_file_store = 20GB | /data | 24Gi",
                "nats:2 | -c /server.conf | A=b | # max_file_store = 20GB | /data | 1Gi",
                "apache/kafka:3.9.0 | '' | KAFKA_LOG_RETENTION_BYTES=21474836480 | '' | /tmp/kraft-combined-logs | 24Gi",
                "apache/kafka:3.9.0 | '' | KAFKA_LOG_RETENTION_BYTES=-1 | '' | /tmp/kraft-combined-logs | 1Gi",
                "bitnami/kafka:3 | '' | KAFKA_CFG_LOG_RETENTION_BYTES=3221225472 | '' | /bitnami/kafka | 5Gi",
                "prom/prometheus:v3.5.0 | --storage.tsdb.retention.size=10GB | A=b | '' | /prometheus | 13Gi",
            })
    void sizesOfDataMakeRoom(String image, String command, String variable, String setting, String target, String size)
            throws Exception {
        Files.writeString(folder.resolve("server.conf"), setting);

        assertThat(claim("""
                name: shop
                services:
                  server:
                    image: %s
                    command: %s
                    environment: ["%s"]
                    volumes: ["./server.conf:/server.conf:ro", "data:%s"]
                volumes: {data: }
                """.formatted(image, command, variable, target))).isEqualTo(size);
    }

    @Test
    void ofOtherImagesNothingIsKnown() throws Exception {
        assertThat(size("example/queue:4", "disk_free_limit.absolute = 2GB", "A: b"))
                .isEqualTo("1Gi");
    }
}
