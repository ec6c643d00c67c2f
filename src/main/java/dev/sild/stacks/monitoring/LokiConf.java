package dev.sild.stacks.monitoring;

import static dev.sild.yaml.YamlMap.map;

import dev.sild.yaml.YamlWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Loki's configuration: everything in one process, on one claim.
 *
 * @see <a href="https://grafana.com/docs/loki/latest/configure/">Loki configuration parameters</a>
 */
final class LokiConf {
    /** From when on the index has this form; a day before any stack of ours. */
    private static final String SINCE = "2024-04-01";

    private LokiConf() {}

    /** Returns the text of the file; {@code retention} is a duration such as {@code 168h}. */
    static String text(String retention) {
        Map<String, Object> conf = new LinkedHashMap<>();
        conf.put("auth_enabled", false);
        conf.put("server", map("http_listen_port", LokiComponent.PORT.number(), "log_level", "warn"));
        conf.put(
                "common",
                map(
                        // It has no peers to find: without a fixed address it would look for
                        // a network interface with a common name.
                        "instance_addr",
                        "127.0.0.1",
                        "path_prefix",
                        LokiComponent.DATA_FOLDER,
                        "replication_factor",
                        1,
                        "ring",
                        map("kvstore", map("store", "inmemory")),
                        "storage",
                        map(
                                "filesystem",
                                map(
                                        "chunks_directory",
                                        LokiComponent.DATA_FOLDER + "/chunks",
                                        "rules_directory",
                                        LokiComponent.DATA_FOLDER + "/rules"))));
        conf.put(
                "schema_config",
                map(
                        "configs",
                        List.of(map(
                                "from",
                                SINCE,
                                "store",
                                "tsdb",
                                "object_store",
                                "filesystem",
                                "schema",
                                "v13",
                                "index",
                                map("prefix", "index_", "period", "24h")))));
        // Without the compactor nothing is ever deleted.
        conf.put(
                "compactor",
                map(
                        "working_directory",
                        LokiComponent.DATA_FOLDER + "/compactor",
                        "retention_enabled",
                        true,
                        "delete_request_store",
                        "filesystem"));
        conf.put("limits_config", map("retention_period", retention));
        conf.put("analytics", map("reporting_enabled", false));
        return YamlWriter.write(List.of(conf));
    }
}
