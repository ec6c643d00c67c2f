package dev.sild.programs;

import dev.sild.programs.nginx.NginxConf;
import dev.sild.programs.settings.MongodbConf;
import dev.sild.programs.settings.MysqlConf;
import dev.sild.programs.settings.PostgresConf;
import dev.sild.programs.settings.RedisConf;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How the containers that give numbers to Prometheus are set: each runs in the pod of what it reads, and reaches it at
 * the pod's loopback address.
 *
 * @see <a href="https://github.com/nginx/nginx-prometheus-exporter">nginx-prometheus-exporter</a>
 * @see <a href="https://github.com/oliver006/redis_exporter">redis_exporter</a>
 * @see <a href="https://github.com/prometheus-community/postgres_exporter">postgres_exporter</a>
 * @see <a href="https://github.com/prometheus/mysqld_exporter">mysqld_exporter</a>
 * @see <a href="https://github.com/percona/mongodb_exporter">mongodb_exporter</a>
 */
public final class Exporters {
    private Exporters() {}

    /** The path of the numbers, on the port of each. */
    public static final String PATH = "/metrics";

    /** The port of each. */
    public static final int NGINX_PORT = 9113;

    public static final int REDIS_PORT = 9121;
    public static final int POSTGRES_PORT = 9187;
    public static final int MYSQL_PORT = 9104;
    public static final int MONGODB_PORT = 9216;

    /** The users that the images name. */
    public static final long NGINX_UID = 1001;

    public static final long REDIS_UID = 59_000;
    public static final long POSTGRES_UID = 65_534;
    public static final long MYSQL_UID = 65_534;
    public static final long MONGODB_UID = 65_535;

    /** The variable of redis_exporter that holds the password; from a Secret. */
    public static final String REDIS_PASSWORD_VARIABLE = "REDIS_PASSWORD";

    /** The variable of postgres_exporter that holds the password; from a Secret. */
    public static final String POSTGRES_PASSWORD_VARIABLE = "DATA_SOURCE_PASS";

    /** The variable of mysqld_exporter that holds the password; from a Secret. */
    public static final String MYSQL_PASSWORD_VARIABLE = "MYSQLD_EXPORTER_PASSWORD";

    /** The variable of mongodb_exporter that holds the password; from a Secret. */
    public static final String MONGODB_PASSWORD_VARIABLE = "MONGODB_PASSWORD";

    /** Returns the arguments of nginx-prometheus-exporter. */
    public static List<String> nginxArgs() {
        return List.of(
                "--nginx.scrape-uri=http://127.0.0.1:" + NginxConf.STATUS_PORT + NginxConf.STATUS_PATH,
                "--web.listen-address=:" + NGINX_PORT);
    }

    /** Returns the environment of redis_exporter except its password; by default, it would not listen on IPv6. */
    public static SortedMap<String, String> redisEnv() {
        SortedMap<String, String> env = new TreeMap<>();
        env.put("REDIS_ADDR", "redis://localhost:" + RedisConf.PORT);
        env.put("REDIS_EXPORTER_WEB_LISTEN_ADDRESS", ":" + REDIS_PORT);
        return env;
    }

    /** Returns the environment of postgres_exporter but for its password. */
    public static SortedMap<String, String> postgresEnv(String user, String database) {
        SortedMap<String, String> env = new TreeMap<>();
        env.put("DATA_SOURCE_URI", "localhost:" + PostgresConf.PORT + "/" + database + "?sslmode=disable");
        env.put("DATA_SOURCE_USER", user);
        return env;
    }

    /** Returns the arguments of mysqld_exporter, without what the user of one database may not read. */
    public static List<String> mysqlArgs(String user) {
        return List.of(
                "--mysqld.address=localhost:" + MysqlConf.PORT,
                "--mysqld.username=" + user,
                "--no-collect.slave_status",
                "--no-collect.info_schema.innodb_cmp",
                "--no-collect.info_schema.innodb_cmpmem",
                "--web.listen-address=:" + MYSQL_PORT);
    }

    /** Returns the arguments of mongodb_exporter. */
    public static List<String> mongodbArgs() {
        return List.of(
                "--mongodb.uri=mongodb://localhost:" + MongodbConf.PORT + "/admin",
                "--collector.diagnosticdata",
                "--collector.dbstats",
                "--web.listen-address=:" + MONGODB_PORT);
    }
}
