package dev.sild.stacks.monitoring;

import static dev.sild.yaml.YamlMap.map;

import dev.sild.model.Files;
import dev.sild.stacks.shared.GeneratedFiles;
import dev.sild.yaml.YamlWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What Grafana finds at its start: where numbers and logs are, and the dashboards.
 *
 * @see <a href="https://grafana.com/docs/grafana/latest/administration/provisioning/">Provision Grafana</a>
 */
final class Provisioning {
    static final String FOLDER = "/etc/grafana/provisioning";

    /** The bundles. */
    static final String FILES = "grafana-provisioning";

    static final String DASHBOARDS = "grafana-dashboards";

    /** How dashboards call the datasources. */
    private static final String NUMBERS = "prometheus";

    private static final String LOGS = "loki";

    private static final String ROOT = "/etc/grafana/dashboards";
    private static final List<String> OURS = List.of("containers.json", "logs.json", "sild.json", "stacks.json");

    private Provisioning() {}

    /** Returns the folder of a bundle of dashboards. */
    static String dashboards(String name) {
        return ROOT + "/" + name;
    }

    static List<Files> files(MonitoringFrame frame) {
        List<Files> files = new ArrayList<>();
        files.add(bundle(
                FILES,
                List.of(
                        GeneratedFiles.entry(
                                "dashboards.yaml", "dashboards/sild.yaml", YamlWriter.write(List.of(providers()))),
                        GeneratedFiles.entry(
                                "datasources.yaml",
                                "datasources/sild.yaml",
                                YamlWriter.write(List.of(datasources(frame)))))));
        if (frame.spec().getGrafana().getDefaultDashboards()) {
            files.add(bundle(
                    DASHBOARDS,
                    OURS.stream()
                            .map(name -> GeneratedFiles.entry(name, name, PackagedFiles.text("dashboards/" + name)))
                            .toList()));
        }
        return files;
    }

    private static Files bundle(String name, List<Files.Entry> entries) {
        return GeneratedFiles.of(name, MonitoringFrame.GRAFANA, entries);
    }

    private static Map<String, Object> providers() {
        return map(
                "apiVersion",
                1,
                "providers",
                List.of(map(
                        "name",
                        "sild",
                        "type",
                        "file",
                        "allowUiUpdates",
                        false,
                        "options",
                        map("path", ROOT, "foldersFromFilesStructure", true))));
    }

    private static Map<String, Object> datasources(MonitoringFrame frame) {
        List<Map<String, Object>> sources = new ArrayList<>();
        if (frame.spec().getPrometheus().getEnabled()) {
            Map<String, Object> source = source(
                    "Prometheus",
                    NUMBERS,
                    frame.address(MonitoringFrame.PROMETHEUS, PrometheusComponent.PORT.number()));
            source.put("isDefault", true);
            source.put(
                    "jsonData", map("timeInterval", frame.spec().getPrometheus().getScrapeInterval()));
            sources.add(source);
        }
        if (frame.spec().getLoki().getEnabled()) {
            sources.add(source("Loki", LOGS, frame.address(MonitoringFrame.LOKI, LokiComponent.PORT.number())));
        }
        return map("apiVersion", 1, "datasources", sources);
    }

    private static Map<String, Object> source(String name, String type, String address) {
        return map(
                "name",
                name,
                "type",
                type,
                "uid",
                type,
                "access",
                "proxy",
                "url",
                "http://" + address,
                "editable",
                false);
    }
}
