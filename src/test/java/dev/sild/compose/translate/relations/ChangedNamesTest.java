package dev.sild.compose.translate.relations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.model.Text;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a text that is a changed name is a host, and where it is something else of the same name. */
class ChangedNamesTest {
    private final ChangedNames names = new ChangedNames(false);

    private String rewritten(String key) {
        names.put("order_service", "order-service");
        return names.rewrite(key, Text.of("order_service")).value();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HOST",
                "DB_HOST",
                "db.host",
                "--host",
                "-h",
                "dbHost",
                "redisHostName",
                "PGHOST",
                "MYSQL_HOSTNAME",
                "INVENTORY_HOST1",
                "ELASTIC_HOSTS",
                "KAFKA_BROKER",
                "MONGO_HOST_USERS",
                "db.host.read",
                "DB_HOST_NAME",
                "--server"
            })
    void keysOfHosts(String key) {
        assertThat(rewritten(key)).isEqualTo("order-service");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RABBITMQ_DEFAULT_VHOST",
                "VHOST",
                "amqpVhost",
                "vHost",
                "spring.rabbitmq.virtual-host",
                "SPRING_RABBITMQ_VIRTUAL_HOST",
                "virtualHost",
                "GHOST",
                "X_HOSTING",
                "DB_NAME_HOSTED",
                "MYSQL_HOST_PREFIX",
                "DB_HOST_USER",
                "APP_HOST_CONTAINER_NAME",
                "VIRTUAL_HOST_MAIN",
                "DB_NAME"
            })
    void keysOfOthers(String key) {
        assertThat(rewritten(key)).isEqualTo("order_service");
    }
}
