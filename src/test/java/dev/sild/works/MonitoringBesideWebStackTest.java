package dev.sild.works;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.DocumentSection;
import dev.sild.Tree;
import dev.sild.stacks.shared.Inputs;
import dev.sild.stacks.shared.KindCase;
import dev.sild.works.Policies.End;
import dev.sild.works.RunningPod.Port;
import io.fabric8.kubernetes.client.CustomResource;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * A MonitoringStack and a WebStack that is closed but for its ingress controller, from the policies of both: Prometheus
 * reads each exporter and reaches nothing else.
 */
class MonitoringBesideWebStackTest {
    private static final String ENTRANCE = """
      exposure: {type: Ingress, host: %s.example.com}
      networkPolicy: {allowFrom: [{namespaceLabels: {kubernetes.io/metadata.name: ingress-nginx}}]}
      """;
    private static final String PROMETHEUS = """
      {podLabels: {app.kubernetes.io/instance: watch, app.kubernetes.io/component: prometheus}}""";
    private static final String FROM_ANOTHER_NAMESPACE = """
      {namespaceLabels: {kubernetes.io/metadata.name: monitoring}}""";

    private static String watch(String more) {
        return yaml(KindCase.MONITORING_STACK, "watch", ENTRANCE.formatted("grafana") + more);
    }

    private static String shop(String scraper) {
        return yaml(KindCase.WEB_STACK, "shop", ENTRANCE.formatted("shop") + """
        api: {image: "registry.example.com/shop/api:1.0", metrics: {port: 9464}}
        database: {backup: {enabled: true}}
        monitoring: {type: Annotations, allowFrom: [%s]}
        """.formatted(scraper));
    }

    private static <R extends CustomResource<?, ?>> String yaml(KindCase<R> kind, String name, String spec) {
        return "---\n"
                + kind.yaml(
                        kind.read("apiVersion: sild.dev/v1alpha1\nkind: " + kind + "\nmetadata: {name: " + name
                                + "}\nspec:\n" + spec.indent(2)),
                        Inputs.OFFLINE);
    }

    @Test
    void theDocumentShowsWhoMayTalkToWhom() throws IOException {
        Map<String, End> others = new LinkedHashMap<>();
        others.put("the internet", End.outside());
        others.put(
                "ingress controller", End.foreign("ingress-nginx", Map.of("app.kubernetes.io/name", "ingress-nginx")));
        others.put("another pod", End.foreign("application", Map.of("app", "another")));

        DocumentSection.check(
                "docs/network-policies.md",
                "monitoringstack-matrix",
                new StackMatrix(ClusterModel.of(watch("") + shop(PROMETHEUS)), others).markdown());
    }

    @Test
    void prometheusReachesEachExporterBesideItAndNothingElse() {
        StackTraffic traffic = new StackTraffic(watch("") + shop(PROMETHEUS));
        Map<String, Integer> exporters = exporters(shop(PROMETHEUS));

        assertThat(exporters).containsOnlyKeys("proxy", "api", "cache", "database");
        for (String component : traffic.components("shop")) {
            assertThat(traffic.open(traffic.end("watch", "prometheus"), "shop", component))
                    .as(component)
                    .isEqualTo(exporters.containsKey(component) ? Set.of(exporters.get(component)) : Set.of());
        }
    }

    @Test
    void prometheusOfAllNamespacesReachesTheSameFromAnotherOne() {
        String shop = shop(FROM_ANOTHER_NAMESPACE);
        StackTraffic ofShop = new StackTraffic(shop);
        StackTraffic ofWatch = new StackTraffic(watch("clusterWide: true"));
        StackTraffic ofNarrow = new StackTraffic(watch(""));
        Map<String, String> labels = ofWatch.end("watch", "prometheus").labels().orElseThrow();

        assertThat(ofShop.components("shop")).contains("backup");
        exporters(shop).forEach((component, number) -> {
            Port port = new Port(number, "TCP");
            End exporter =
                    End.foreign("shop", ofShop.end("shop", component).labels().orElseThrow());
            assertThat(ofShop.open(End.foreign("monitoring", labels), "shop", component))
                    .containsExactly(number);
            assertThat(ofShop.open(End.foreign("elsewhere", labels), "shop", component))
                    .isEmpty();
            assertThat(ofWatch.reaches("watch", "prometheus", exporter, port))
                    .as(component)
                    .isTrue();
            assertThat(ofNarrow.reaches("watch", "prometheus", exporter, port))
                    .as(component)
                    .isFalse();
        });
        assertThat(ofShop.open(End.foreign("monitoring", labels), "shop", "backup"))
                .isEmpty();
    }

    @Test
    void logsComeThroughTheApiServerAndNothingElseConnectsTheTwo() {
        StackTraffic traffic = new StackTraffic(watch("") + shop(PROMETHEUS));

        assertThat(traffic.reaches("watch", "logs", End.outside(), new Port(6443, "TCP")))
                .as("the API server")
                .isTrue();
        assertThat(traffic.open(traffic.end("watch", "logs"), "watch", "loki")).containsExactly(3100);
        for (String ours : traffic.components("watch")) {
            for (String theirs : traffic.components("shop")) {
                assertThat(traffic.open(traffic.end("shop", theirs), "watch", ours))
                        .as(theirs + " → " + ours)
                        .isEmpty();
                if (!ours.equals("prometheus")) {
                    assertThat(traffic.open(traffic.end("watch", ours), "shop", theirs))
                            .as(ours + " → " + theirs)
                            .isEmpty();
                }
            }
        }
    }

    @Test
    void thePodsThatPrometheusLooksForAreThoseOfTheStack() {
        String config = Tree.documents(watch("")).stream()
                .filter(object -> Tree.text(object, "kind").equals("ConfigMap")
                        && Tree.text(object, "metadata", "name").equals("watch-prometheus"))
                .map(object -> Tree.text(object, "data", "prometheus.yml"))
                .findFirst()
                .orElseThrow();
        Map<String, Object> job = Tree.list(Tree.documents(config).get(0), "scrape_configs").stream()
                .filter(each -> Tree.text(each, "job_name").equals("sild-stacks"))
                .findFirst()
                .orElseThrow();
        List<Map<String, Object>> keep = Tree.list(job, "relabel_configs").stream()
                .filter(rule -> Tree.text(rule, "action").equals("keep"))
                .toList();

        assertThat(keep).hasSize(2);
        for (RunningPod pod : RunningPod.of(Tree.documents(shop(PROMETHEUS)))) {
            assertThat(pod.labels().get("app.kubernetes.io/name")).matches(Tree.text(keep.get(0), "regex"));
        }
        assertThat(Tree.texts(keep.get(0), "source_labels"))
                .containsExactly("__meta_kubernetes_pod_label_app_kubernetes_io_name");
        assertThat(Tree.texts(keep.get(1), "source_labels"))
                .containsExactly("__meta_kubernetes_pod_annotation_prometheus_io_scrape");
    }

    /** Returns the ports at which a stack's pods say that they are read, by component. */
    private static Map<String, Integer> exporters(String manifests) {
        Map<String, Integer> exporters = new TreeMap<>();
        for (Map<String, Object> object : Tree.documents(manifests)) {
            Map<String, String> annotations = Tree.strings(object, "spec", "template", "metadata", "annotations");
            if ("true".equals(annotations.get("prometheus.io/scrape"))) {
                exporters.put(
                        Tree.text(object, "metadata", "labels", "app.kubernetes.io/component"),
                        Integer.valueOf(annotations.get("prometheus.io/port")));
            }
        }
        return exporters;
    }
}
