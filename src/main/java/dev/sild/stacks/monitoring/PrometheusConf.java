package dev.sild.stacks.monitoring;

import static dev.sild.yaml.YamlMap.map;

import dev.sild.kubernetes.objects.Labels;
import dev.sild.stacks.spec.Shapes;
import dev.sild.v1alpha1.MonitoringStackSpec;
import dev.sild.v1alpha1.monitoringstackspec.Prometheus;
import dev.sild.v1alpha1.monitoringstackspec.prometheus.StaticTargets;
import dev.sild.v1alpha1.monitoringstackspec.prometheus.Targets;
import dev.sild.yaml.YamlWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Prometheus' configuration: which targets it scrapes, and how it processes what it finds.
 *
 * @see <a href="https://prometheus.io/docs/prometheus/latest/configuration/configuration/">Configuration</a>
 */
final class PrometheusConf {
    private final MonitoringFrame frame;
    private final MonitoringStackSpec spec;
    private final Prometheus prometheus;

    private PrometheusConf(MonitoringFrame frame) {
        this.frame = frame;
        spec = frame.spec();
        prometheus = spec.getPrometheus();
    }

    /** Returns the text of the file. */
    static String text(MonitoringFrame frame) {
        return YamlWriter.write(List.of(new PrometheusConf(frame).conf()));
    }

    private Map<String, Object> conf() {
        Map<String, Object> conf = new LinkedHashMap<>();
        Map<String, Object> global = map(
                "scrape_interval",
                prometheus.getScrapeInterval(),
                "evaluation_interval",
                prometheus.getEvaluationInterval());
        if (!Shapes.map(prometheus.getExternalLabels()).isEmpty()) {
            global.put("external_labels", new TreeMap<>(prometheus.getExternalLabels()));
        }
        conf.put("global", global);
        if (prometheus.getDefaultRules() || !Shapes.map(prometheus.getRules()).isEmpty()) {
            conf.put(
                    "rule_files",
                    List.of(PrometheusComponent.RULES_FOLDER + "/*.yaml", PrometheusComponent.RULES_FOLDER + "/*.yml"));
        }
        if (!Shapes.list(prometheus.getAlertmanagers()).isEmpty()) {
            conf.put("alerting", map("alertmanagers", List.of(statics(prometheus.getAlertmanagers()))));
        }
        conf.put("scrape_configs", jobs());
        return conf;
    }

    private List<Map<String, Object>> jobs() {
        List<Map<String, Object>> jobs = new ArrayList<>();
        jobs.add(own(MonitoringFrame.PROMETHEUS, "localhost:" + PrometheusComponent.PORT.number()));
        if (spec.getGrafana().getEnabled()) {
            Map<String, Object> job = own(
                    MonitoringFrame.GRAFANA, frame.address(MonitoringFrame.GRAFANA, GrafanaComponent.PORT.number()));
            if (frame.tlsAtGrafana()) {
                job.put("scheme", "https");
                // The certificate is for the name that callers from outside use.
                job.put("tls_config", map("insecure_skip_verify", true));
            }
            jobs.add(job);
        }
        if (spec.getLoki().getEnabled()) {
            jobs.add(own(MonitoringFrame.LOKI, frame.address(MonitoringFrame.LOKI, LokiComponent.PORT.number())));
        }
        if (spec.getLogs().getEnabled()) {
            jobs.add(own(MonitoringFrame.LOGS, frame.address(MonitoringFrame.LOGS, LogsComponent.PORT.number())));
        }
        if (frame.hasCadvisor()) {
            jobs.add(cadvisor());
        }
        jobs.add(PodJobs.stacks(spec.getClusterWide()));
        jobs.add(PodJobs.operator(spec.getClusterWide()));
        if (prometheus.getAnnotatedPods()) {
            jobs.add(PodJobs.annotated(spec.getClusterWide()));
        }
        for (Targets targets : Shapes.list(prometheus.getTargets())) {
            jobs.add(PodJobs.of(targets));
        }
        for (StaticTargets targets : Shapes.list(prometheus.getStaticTargets())) {
            Map<String, Object> job = map(
                    "job_name",
                    targets.getName(),
                    "metrics_path",
                    targets.getPath(),
                    "scheme",
                    targets.getScheme().getValue());
            job.putAll(statics(targets.getAddresses()));
            jobs.add(job);
        }
        return jobs;
    }

    private Map<String, Object> own(String component, String address) {
        Map<String, Object> job = map("job_name", "sild-" + component);
        job.putAll(statics(List.of(address)));
        return job;
    }

    private static Map<String, Object> statics(List<String> addresses) {
        return map("static_configs", List.of(map("targets", addresses)));
    }

    /** One on each node; what it says of containers gets the names that people call them by. */
    private Map<String, Object> cadvisor() {
        Map<String, Object> job = PodJobs.job(
                "sild-" + MonitoringFrame.CADVISOR,
                map("own_namespace", true),
                Map.of(Labels.INSTANCE, frame.name(), Labels.COMPONENT, MonitoringFrame.CADVISOR));
        List<Map<String, Object>> relabel = new ArrayList<>(PodJobs.at(CadvisorComponent.PORT.number()));
        relabel.add(PodJobs.label("__meta_kubernetes_pod_node_name", "node"));
        job.put("relabel_configs", relabel);
        List<Map<String, Object>> metrics = new ArrayList<>();
        for (String what : List.of("namespace", "pod", "container")) {
            metrics.add(map(
                    "source_labels",
                    List.of("container_label_io_kubernetes_"
                            + (what.equals("namespace") ? "pod_namespace" : what + "_name")),
                    "regex",
                    "(.+)",
                    "target_label",
                    what));
        }
        metrics.add(map("regex", "container_label_.*", "action", "labeldrop"));
        job.put("metric_relabel_configs", metrics);
        return job;
    }
}
