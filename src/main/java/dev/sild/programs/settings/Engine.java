package dev.sild.programs.settings;

import dev.sild.model.Ordered;
import java.util.Map;
import java.util.OptionalLong;

/** A kind of server that stores data, with the settings that are specific to it. */
public sealed interface Engine {

    /** Returns the name of its configuration file, a key of the ConfigMap that holds it. */
    String file();

    /** Returns the image of the program that gives its numbers to Prometheus, where the user names none. */
    String exporterImage();

    /**
     * PostgreSQL.
     *
     * @param major its major version, from 13 to 18: the data of one cannot be read by another
     * @param parameters settings of {@code postgresql.conf} that go before the generated ones
     */
    record Postgres(int major, Map<String, String> parameters) implements Engine {
        public Postgres {
            parameters = Ordered.copyOf(parameters);
        }

        /** Returns the official image of a major version. */
        public static String image(int major) {
            return "docker.io/library/postgres:" + major + "-alpine";
        }

        @Override
        public String file() {
            return "postgresql.conf";
        }

        @Override
        public String exporterImage() {
            return "quay.io/prometheuscommunity/postgres-exporter:v0.17.1";
        }
    }

    /**
     * MySQL.
     *
     * @param parameters settings of {@code [mysqld]} in {@code my.cnf} that go before the generated ones
     */
    record Mysql(Map<String, String> parameters) implements Engine {
        public Mysql {
            parameters = Ordered.copyOf(parameters);
        }

        /** Returns the official image of a version, 8.0 or 8.4. */
        public static String image(String version) {
            return "docker.io/library/mysql:" + version;
        }

        @Override
        public String file() {
            return "my.cnf";
        }

        @Override
        public String exporterImage() {
            return "quay.io/prometheus/mysqld-exporter:v0.17.2";
        }
    }

    /** MongoDB. Its user is the root of the server. */
    record Mongodb() implements Engine {

        /** Returns the official image of a version, from 6.0 to 8.0. */
        public static String image(String version) {
            return "docker.io/library/mongo:" + version;
        }

        @Override
        public String file() {
            return "mongod.conf";
        }

        @Override
        public String exporterImage() {
            return "docker.io/percona/mongodb_exporter:0.47.1";
        }
    }

    /**
     * Redis.
     *
     * @param maxMemoryBytes how much it keeps before it evicts; empty for what its limit of memory allows
     * @param maxMemoryPolicy what it evicts then
     * @param persistence what becomes of the data at a restart
     */
    record Redis(OptionalLong maxMemoryBytes, RedisConf.Policy maxMemoryPolicy, RedisConf.Persistence persistence)
            implements Engine {

        /** Returns the official image of a version. */
        public static String image(String version) {
            return "docker.io/library/redis:" + version + "-alpine";
        }

        @Override
        public String file() {
            return "redis.conf";
        }

        @Override
        public String exporterImage() {
            return "docker.io/oliver006/redis_exporter:v1.74.0";
        }
    }
}
