package dev.sild.compose.translate.relations;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether a server may listen at its own name, which leads to a Service in the cluster. */
class OwnAddressTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "KAFKA_LISTENERS | PLAINTEXT://kafka:29092,CONTROLLER://kafka:29093,HOST://0.0.0.0:9092 | true",
                "SPARK_MASTER_HOST | kafka | true",
                "TAOS_FQDN | kafka | true",
                "SPARK_LOCAL_IP | kafka | true",
                "network.host | kafka | true",
                "KAFKA_LISTENERS | PLAINTEXT://:9092 | false",
                "KAFKA_LISTENERS | PLAINTEXT://kafka-2:9092 | false",
                "POSTGRES_DB | kafka | false",
                "PUBLIC_URL | http://kafka:8080/ | false",
                "BACKUP_HOST | other | false"
            })
    void variablesNameTheAddress(String variable, String value, boolean own) {
        assertThat(OwnAddress.mayBeListenedAt(Map.of(variable, value), List.of("serve"), "kafka"))
                .isEqualTo(own);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "spark-class Master --host kafka --port 7077 | true",
                "redis-server --bind kafka | true",
                "serve --http.addr=kafka | true",
                "serve -h kafka | true",
                "serve --listen kafka:9092 | true",
                "serve --name kafka | false",
                "kafka start | false",
                "serve --host=kafka-2 | false"
            })
    void optionsNameTheAddress(String command, boolean own) {
        assertThat(OwnAddress.mayBeListenedAt(Map.of(), List.of(command.split(" ")), "kafka"))
                .isEqualTo(own);
        assertThat(OwnAddress.mayBeListenedAt(Map.of(), List.of("sh", "-c", command), "kafka"))
                .isEqualTo(own);
    }

    @Test
    void longCommandsTakeNoLongerThanTheyAre() {
        String hostile = ("-" + "a.".repeat(50) + " ").repeat(5_000);
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(5),
                () -> assertThat(OwnAddress.mayBeListenedAt(
                                Map.of("A".repeat(200_000), "kafka"), List.of(hostile), "kafka"))
                        .isFalse());
    }
}
