package dev.sild.programs;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sild.Folders;
import dev.sild.programs.nginx.NginxConf;
import dev.sild.programs.nginx.NginxSettings;
import dev.sild.programs.settings.MysqlConf;
import dev.sild.programs.settings.PostgresConf;
import dev.sild.programs.settings.RedisConf;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each exporter finds what it stands beside, and says that it is up. */
@OnPrograms({
    "nginx",
    "openssl",
    "redis-server",
    "redis-cli",
    "postgres",
    "initdb",
    "psql",
    "prometheus-nginx-exporter",
    "prometheus-redis-exporter",
    "prometheus-postgres-exporter",
    "prometheus-mysqld-exporter",
    "mariadbd",
    "mysql"
})
class ExportersProgramTest {
    private static final String PASSWORD = "only-._~Aa0";

    private final Path folder = Programs.folder();
    private final int port = Programs.freePort();

    @AfterEach
    void end() {
        Folders.delete(folder);
    }

    @Test
    void nginxExporterReadsTheStatusOfNginx() {
        try (Nginx nginx = Nginx.prepare()
                .start(new NginxConf(
                        "localhost",
                        1,
                        Optional.empty(),
                        new NginxSettings(Optional.empty(), "1m", 1, false, false, 1)))) {
            List<String> command = new ArrayList<>(List.of("prometheus-nginx-exporter"));
            for (String argument : Exporters.nginxArgs()) {
                command.add(argument.replace(":" + NginxConf.STATUS_PORT + "/", ":" + nginx.status + "/")
                        .replace(":" + Exporters.NGINX_PORT, ":" + port));
            }
            assertThat(numbers(Map.of(), command)).contains("\nnginx_up 1\n");
        }
    }

    @Test
    void redisExporterReadsRedis() {
        RedisConf conf =
                new RedisConf(OptionalLong.of(8L << 20), RedisConf.Policy.NOEVICTION, RedisConf.Persistence.NONE);
        try (Redis redis = Redis.prepare().start(conf.text(), PASSWORD)) {
            Map<String, String> env = new TreeMap<>(Map.of(Exporters.REDIS_PASSWORD_VARIABLE, PASSWORD));
            Exporters.redisEnv()
                    .forEach((name, value) -> env.put(
                            name,
                            value.replace(":" + RedisConf.PORT, ":" + redis.port)
                                    .replace(":" + Exporters.REDIS_PORT, ":" + port)));
            assertThat(numbers(env, List.of("prometheus-redis-exporter")))
                    .contains("\nredis_up 1\n")
                    .containsPattern("\nredis_memory_max_bytes 8\\.388608e\\+06\n");
        }
    }

    @Test
    void postgresExporterReadsPostgres() {
        try (Postgres postgres = Postgres.prepare()
                .start(new PostgresConf(OptionalLong.of(256L << 20), OptionalLong.empty(), Map.of()).text())) {
            Map<String, String> env = new TreeMap<>(Map.of(Exporters.POSTGRES_PASSWORD_VARIABLE, Postgres.PASSWORD));
            Exporters.postgresEnv(Postgres.USER, Postgres.DATABASE)
                    .forEach((name, value) ->
                            env.put(name, value.replace(":" + PostgresConf.PORT, ":" + postgres.port)));
            assertThat(numbers(env, List.of("prometheus-postgres-exporter", "--web.listen-address=:" + port)))
                    .contains("\npg_up 1\n", "pg_database_size_bytes{datname=\"app\"}");
        }
    }

    @Test
    void mysqldExporterReadsWhatTheUserOfADatabaseMayRead() {
        try (MariaDb server = MariaDb.start(new MysqlConf(OptionalLong.of(256L << 20), 1L << 30, Map.of()).text())) {
            List<String> command = new ArrayList<>(List.of("prometheus-mysqld-exporter"));
            for (String argument : Exporters.mysqlArgs(MariaDb.USER)) {
                command.add(argument.replace(":" + MysqlConf.PORT, ":" + server.port)
                        .replace(":" + Exporters.MYSQL_PORT, ":" + port));
            }
            assertThat(numbers(Map.of(Exporters.MYSQL_PASSWORD_VARIABLE, MariaDb.PASSWORD), command))
                    .contains("\nmysql_up 1\n", "\nmysql_global_status_threads_connected ")
                    .doesNotContainPattern("mysql_exporter_collector_success\\{[^}]*} 0");
        }
    }

    private String numbers(Map<String, String> env, List<String> command) {
        try (Running exporter = Running.start(folder, env, command).whenReady(() -> Http.answers(port))) {
            await().atMost(20, SECONDS)
                    .until(() -> Http.get(port, Exporters.PATH).contains("_up 1\n"));
            assertThat(exporter.log()).doesNotContain(PASSWORD, Postgres.PASSWORD);
            return Http.get(port, Exporters.PATH);
        }
    }
}
