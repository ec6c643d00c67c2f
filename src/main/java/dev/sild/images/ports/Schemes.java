package dev.sild.images.ports;

import java.util.Locale;

/**
 * The ports that clients take when a URL names none; from the <a
 * href="https://www.iana.org/assignments/service-names-port-numbers">IANA registry</a> and the drivers' own manuals.
 */
final class Schemes {
    private Schemes() {}

    /** Returns the port of {@code scheme}, a driver such as {@code +asyncpg} left aside, or 0 where it has none. */
    static int defaultPort(String scheme) {
        String lower = scheme.toLowerCase(Locale.ROOT);
        int plus = lower.indexOf('+');
        if (lower.equals("mongodb+srv")) {
            return 0;
        }
        return switch (plus < 0 ? lower : lower.substring(0, plus)) {
            case "http", "ws" -> 80;
            case "https", "wss" -> 443;
            case "postgres", "postgresql", "postgis", "psql", "pgsql" -> 5432;
            case "mysql", "mysql2", "mysqli", "mariadb" -> 3306;
            case "mysqlx" -> 33060;
            case "redis", "rediss", "valkey", "valkeys" -> 6379;
            case "mongodb", "mongo" -> 27017;
            case "amqp", "rabbitmq", "pyamqp" -> 5672;
            case "amqps" -> 5671;
            case "nats" -> 4222;
            case "mqtt" -> 1883;
            case "mqtts" -> 8883;
            case "memcached", "memcache" -> 11211;
            case "sqlserver", "mssql" -> 1433;
            case "oracle" -> 1521;
            case "cockroachdb", "cockroach" -> 26257;
            case "bolt", "neo4j" -> 7687;
            case "couchdb" -> 5984;
            case "elasticsearch" -> 9200;
            case "clickhouse" -> 9000;
            case "cassandra", "cql" -> 9042;
            case "ldap" -> 389;
            case "ldaps" -> 636;
            case "smtp" -> 25;
            case "smtps" -> 465;
            case "imap" -> 143;
            case "imaps" -> 993;
            case "ftp" -> 21;
            case "sftp", "ssh" -> 22;
            case "stomp" -> 61613;
            case "zookeeper", "zk" -> 2181;
            case "pulsar" -> 6650;
            case "spark" -> 7077;
            case "hdfs" -> 8020;
            default -> 0;
        };
    }
}
