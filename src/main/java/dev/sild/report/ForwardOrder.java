package dev.sild.report;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The order of commands that forward ports: what people open in a browser first, tools of administrators and databases
 * last.
 */
final class ForwardOrder {
    private static final Pattern TARGET = Pattern.compile("\\d:(\\d{1,5})\\b");

    private static final Pattern SERVICE = Pattern.compile("service/([a-z0-9-]{1,63})");

    /** Names of what users of an application open, and of what leads them to the rest. */
    private static final Pattern DOOR =
            Pattern.compile("(?:^|.*-)(?:web|webapp|website|webui|www|ui|gui|spa|site|portal"
                + "|client|front|nginx|caddy|traefik|haproxy|envoy|proxy|gw|bff|storefront|\\w*frontend|\\w*gateway\\w*"
                + "|\\w*apigw\\w*)(?:-.*|$)");

    /**
     * Names of pages that may be about anything: {@code kafka-ui} is a tool for Kafka, {@code oracle-web} is no tool.
     */
    private static final Pattern PAGES =
            Pattern.compile("(?:^|.*-)(?:web|webapp|website|www|spa|site|portal|client|front|storefront|\\w*frontend)");

    /** Names of what shows the content or the state of other programs. */
    private static final Pattern TOOL =
            Pattern.compile("(?:^|.*-)(?:adminer|\\w*admin|\\w*commander|\\w*insight|kafdrop"
                + "|akhq|kibana|mailhog|mailpit|maildev|portainer|prometheus|grafana|alertmanager|jaeger|zipkin|dozzle"
                + "|cadvisor|\\w*exporter|flower|swagger|storybook|kafka|redis|mongo|mongodb|postgres|postgresql|mysql"
                + "|mariadb|mssql|sqlserver|oracle|clickhouse|cassandra|neo4j|influxdb|couchdb|opensearch|meilisearch|qdrant"
                + "|weaviate|chroma|milvus|etcd|zookeeper|memcached|valkey|nats|mosquitto|rabbitmq|elasticsearch|minio"
                + "|ollama|db|database)(?:-.*|$)|.*db");

    private static final Set<String> FRONT = Set.of("80", "443");
    /**
     * Ports that programs listen at for HTTP by custom: those around 3000, 5000 and 8080, and those of known pages. No
     * browser opens what PHP-FPM and ClickHouse have at 9000.
     */
    private static final Pattern WEB = Pattern.compile(
            "30\\d\\d|4200|50\\d\\d|5173|5601|7474|80\\d\\d|81\\d\\d|8443|8761" + "|8888|9001|9090|9411|15672|16686");

    private static final Set<String> DATA = Set.of(
            "1433", "1521", "2181", "2379", "3306", "5432", "5672", "6379", "9042", "9092", "9200", "11211", "27017");

    private static final int OTHER = 3;
    private static final int OF_TOOLS = 4;
    private static final int OF_OTHER_TOOLS = 5;
    private static final int LAST = 6;

    private ForwardOrder() {}

    /** Returns a number that is less for what comes first. */
    static int rank(String command) {
        int rank = byPort(command);
        String service = service(command);
        boolean pages = PAGES.matcher(service).matches();
        if (rank == LAST || !pages && TOOL.matcher(service).matches()) {
            return rank == OTHER ? OF_OTHER_TOOLS : Math.max(rank, OF_TOOLS);
        }
        return DOOR.matcher(service).matches() ? 0 : rank;
    }

    /** Returns the name of the Service to which a command leads; empty for another command. */
    static String service(String command) {
        Matcher service = SERVICE.matcher(command);
        return service.find() ? service.group(1) : "";
    }

    private static int byPort(String command) {
        boolean data = false;
        int rank = OTHER;
        Matcher target = TARGET.matcher(command);
        while (target.find()) {
            String port = target.group(1);
            data |= DATA.contains(port);
            rank = Math.min(rank, FRONT.contains(port) ? 1 : WEB.matcher(port).matches() ? 2 : OTHER);
        }
        // Beside the port of a broker are its pages.
        return !data ? rank : rank == OTHER ? LAST : OF_TOOLS;
    }
}
