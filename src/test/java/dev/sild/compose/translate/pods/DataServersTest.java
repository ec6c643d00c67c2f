package dev.sild.compose.translate.pods;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.compose.translate.TranslatedProject;
import dev.sild.compose.translate.source.TranslateOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** For which data servers pods wait although the compose file only asks for their start. */
class DataServersTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "image: 'mysql:8', volumes: ['./file:/etc/mysql/conf.d/my.cnf:ro']",
                "image: 'mysql:8', volumes: ['./folder:/etc/mysql/conf.d']",
                "image: 'mongo:7', command: mongod --config /etc/mongod.conf",
                "image: 'rabbitmq:3', volumes: ['./file:/etc/rabbitmq/rabbitmq.conf']",
                "image: 'redis:7', command: redis-server /data.conf, volumes: ['./file:/data.conf']",
                "image: 'redis:7', volumes: ['./folder:/usr/local/etc/redis']",
                "image: 'postgres:16', command: [postgres, -c, config_file=/etc/pg]",
                "image: 'postgres:16', configs: [{source: settings, target: /etc/pg.conf}]",
                "image: 'postgres:16', secrets: [{source: hidden, target: /etc/pg.conf}]",
                "image: 'elasticsearch:8.14.0', environment: {http.port: '9201'}",
                "image: 'confluentinc/cp-zookeeper:7.6.0', environment: {ZOOKEEPER_CLIENT_PORT: '2182'}",
                "image: 'bitnami/zookeeper:3.9', environment: {ZOO_PORT_NUMBER: '2182'}",
                "image: 'bitnami/redis:7.2', environment: {REDIS_PORT_NUMBER: '6380'}",
                "image: 'bitnami/postgresql:16', environment: {POSTGRESQL_PORT_NUMBER: '5433'}",
                "image: 'confluentinc/cp-server:7.6.0', environment: {KAFKA_LISTENERS: 'PLAINTEXT://:9099'}",
            })
    void nobodyWaitsWhereASettingMayMoveThePort(String server) throws Exception {
        assertThat(waits(server)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "image: 'mysql:8', volumes: ['./folder:/docker-entrypoint-initdb.d', '/etc/localtime:/etc/localtime:ro'] | 3306",
                "image: 'mongo:7', volumes: ['data:/data/db', 'data:/data/configdb'] | 27017",
                "image: 'postgres:16', command: [postgres, -c, max_connections=200] | 5432",
                "image: 'elasticsearch:8.14.0', environment: {http.port: '9200'} | 9200",
                "image: 'rabbitmq:3' | 5672",
                "image: 'postgres:13-alpine', environment: {REDIS_PORT: '6379', PORT: '80', APP_PORT: '8000'} | 5432",
                "image: 'postgres:16', environment: {POSTGRES_PORT: '5433', LISTENERS: ':80'} | 5432",
                "image: 'mysql:8', environment: {MYSQL_PORT: '3307', HTTP_PORT: '80'} | 3306",
                "image: 'mongo:7', environment: {PORT: '3000'} | 27017",
                "image: 'bitnami/redis:7.2', environment: {HTTP_PORT: '80'} | 6379",
                "image: 'redis:7', volumes: ['./folder:/etc/ssl/certs:ro', 'data:/data'] | 6379",
            })
    void othersAreWaitedFor(String server, int port) throws Exception {
        assertThat(waits(server)).containsExactly("server:" + port);
    }

    private List<String> waits(String server) throws Exception {
        Files.createDirectories(folder.resolve("folder"));
        Files.writeString(folder.resolve("folder/a"), "port=1\n");
        Files.writeString(folder.resolve("file"), "port=1\n");
        return TranslatedProject.of(
                        folder,
                        "services: {app: {image: 'example/app:1', depends_on: [server]}, server: {" + server
                                + "}}\nvolumes: {data: {}}\nconfigs: {settings: {file: ./file}}\n"
                                + "secrets: {hidden: {file: ./file}}\n",
                        TranslateOptions.builder()
                                .waits(new TranslateOptions.Waits(
                                        TranslateOptions.Waits.Until.HEALTHY, "example/nc", "example/kubectl"))
                                .build())
                .waits("app");
    }
}
