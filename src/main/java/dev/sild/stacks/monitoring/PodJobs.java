package dev.sild.stacks.monitoring;

import static dev.sild.yaml.YamlMap.map;

import dev.sild.kubernetes.objects.Labels;
import dev.sild.stacks.spec.Shapes;
import dev.sild.v1alpha1.monitoringstackspec.prometheus.Targets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Jobs of Prometheus that find pods through the API server. A pod is found once for each port that it declares, and
 * once where it declares none; made alike by relabelling they become one target.
 *
 * @see <a
 *     href="https://prometheus.io/docs/prometheus/latest/configuration/configuration/#kubernetes_sd_config">kubernetes_sd_config</a>
 */
final class PodJobs {
    private static final String ANNOTATION = "__meta_kubernetes_pod_annotation_prometheus_io_";
    private static final String LABEL = "__meta_kubernetes_pod_label_app_kubernetes_io_";

    /** The value of {@code app.kubernetes.io/name} of the pods of our stacks. */
    private static final String STACKS = "webstack|monitoringstack|microservicestack";

    private PodJobs() {}

    /** Returns the job of the parts of Sild's own stacks that give numbers. */
    static Map<String, Object> stacks(boolean clusterWide) {
        Map<String, Object> job = job("sild-stacks", namespaces(clusterWide), Map.of());
        List<Map<String, Object>> relabel = new ArrayList<>();
        relabel.add(keep(LABEL + "name", STACKS));
        relabel.addAll(byAnnotations());
        relabel.addAll(names());
        relabel.add(label(LABEL + "instance", "stack"));
        relabel.add(label(LABEL + "component", "component"));
        job.put("relabel_configs", relabel);
        return job;
    }

    static Map<String, Object> operator(boolean clusterWide) {
        Map<String, Object> job = job("sild-operator", namespaces(clusterWide), Map.of(Labels.NAME, "sild"));
        List<Map<String, Object>> relabel = new ArrayList<>();
        relabel.add(keep("__meta_kubernetes_pod_container_port_name", "metrics|http"));
        relabel.addAll(names());
        job.put("metrics_path", "/q/metrics");
        job.put("relabel_configs", relabel);
        return job;
    }

    /** Returns the job of other pods that say by annotations where their numbers are. */
    static Map<String, Object> annotated(boolean clusterWide) {
        Map<String, Object> job = job("annotated-pods", namespaces(clusterWide), Map.of());
        List<Map<String, Object>> relabel = new ArrayList<>();
        relabel.add(map("source_labels", List.of(LABEL + "name"), "regex", STACKS + "|sild", "action", "drop"));
        relabel.addAll(byAnnotations());
        relabel.addAll(names());
        job.put("relabel_configs", relabel);
        return job;
    }

    /** A pod that has ended, as a Job's does, answers no more, and nothing is wrong with that. */
    private static Map<String, Object> running() {
        return map(
                "source_labels", List.of("__meta_kubernetes_pod_phase"), "regex", "Succeeded|Failed", "action", "drop");
    }

    /** Returns the job of pods that the user names. */
    static Map<String, Object> of(Targets targets) {
        Map<String, Object> job = job(
                targets.getName(),
                Shapes.list(targets.getNamespaces()).isEmpty()
                        ? map("own_namespace", true)
                        : map("names", targets.getNamespaces()),
                Shapes.map(targets.getPodLabels()));
        List<Map<String, Object>> relabel = new ArrayList<>(at(targets.getPort()));
        relabel.addAll(names());
        job.put("metrics_path", targets.getPath());
        job.put("scheme", targets.getScheme().getValue());
        job.put("relabel_configs", relabel);
        return job;
    }

    /** Returns a job that finds pods with these labels. */
    static Map<String, Object> job(String name, Map<String, Object> namespaces, Map<String, String> labels) {
        Map<String, Object> discovery = map("role", "pod");
        if (!namespaces.isEmpty()) {
            discovery.put("namespaces", namespaces);
        }
        if (!labels.isEmpty()) {
            discovery.put(
                    "selectors",
                    List.of(map(
                            "role",
                            "pod",
                            "label",
                            new TreeMap<>(labels)
                                    .entrySet().stream()
                                            .map(label -> label.getKey() + "=" + label.getValue())
                                            .collect(Collectors.joining(",")))));
        }
        return map("job_name", name, "kubernetes_sd_configs", List.of(discovery));
    }

    private static Map<String, Object> namespaces(boolean clusterWide) {
        return clusterWide ? Map.of() : map("own_namespace", true);
    }

    /** What the annotations {@code prometheus.io/scrape}, {@code port}, {@code path} and {@code scheme} say. */
    private static List<Map<String, Object>> byAnnotations() {
        return List.of(
                running(),
                keep(ANNOTATION + "scrape", "true"),
                map("source_labels", List.of(ANNOTATION + "path"), "regex", "(.+)", "target_label", "__metrics_path__"),
                map("source_labels", List.of(ANNOTATION + "scheme"), "regex", "(https?)", "target_label", "__scheme__"),
                map(
                        "source_labels",
                        List.of("__meta_kubernetes_pod_ip", ANNOTATION + "port"),
                        "regex",
                        "([0-9.]+);([0-9]+)",
                        "replacement",
                        "$1:$2",
                        "target_label",
                        "__address__"),
                map(
                        "source_labels",
                        List.of("__meta_kubernetes_pod_ip", ANNOTATION + "port"),
                        "regex",
                        "([^;]*:[^;]*);([0-9]+)",
                        "replacement",
                        "[$1]:$2",
                        "target_label",
                        "__address__"));
    }

    /** A port of the pod's address, of the fourth or the sixth version of IP. */
    static List<Map<String, Object>> at(int port) {
        return List.of(
                running(),
                map(
                        "source_labels",
                        List.of("__meta_kubernetes_pod_ip"),
                        "regex",
                        "([0-9.]+)",
                        "replacement",
                        "$1:" + port,
                        "target_label",
                        "__address__"),
                map(
                        "source_labels",
                        List.of("__meta_kubernetes_pod_ip"),
                        "regex",
                        "(.*:.*)",
                        "replacement",
                        "[$1]:" + port,
                        "target_label",
                        "__address__"));
    }

    private static List<Map<String, Object>> names() {
        return List.of(label("__meta_kubernetes_namespace", "namespace"), label("__meta_kubernetes_pod_name", "pod"));
    }

    static Map<String, Object> label(String source, String target) {
        return map("source_labels", List.of(source), "target_label", target);
    }

    private static Map<String, Object> keep(String source, String regex) {
        return map("source_labels", List.of(source), "regex", regex, "action", "keep");
    }
}
