package dev.sild.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sild.Tree;
import dev.sild.kubernetes.KubernetesVersions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the chart makes of its values. */
class ChartTest {

    private static final Set<String> CLUSTER_WIDE =
            Set.of("ClusterRole", "ClusterRoleBinding", "CustomResourceDefinition");

    @Test
    void lintFindsNothingButThatThereIsNoIcon() {
        assertThat(Chart.lint().isFailed()).isFalse();
        assertThat(Chart.lint().getMessages()).containsExactly("[INFO] Chart.yaml: icon is recommended");
    }

    @Test
    void itNeedsTheSameVersionOfKubernetesAsWhatIsConverted() throws IOException {
        assertThat(Files.readString(Chart.FOLDER.resolve("Chart.yaml")))
                .contains("kubeVersion: \"" + KubernetesVersions.chartConstraint() + "\"\n");
    }

    @Test
    void appVersionIsTheProjectsOwn() throws IOException {
        String version = Tree.text(
                Tree.documents(Files.readString(Chart.FOLDER.resolve("Chart.yaml")))
                        .get(0),
                "appVersion");

        assertThat(Files.readString(Path.of("pom.xml")))
                .containsPattern("<revision>" + Pattern.quote(version) + "(-SNAPSHOT)?</revision>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "replicas: 1",
                "replicas: 0",
                "{replicas: 1, leaderElection: {enabled: false}}",
                "watch: {namespaces: [team-a, team-b]}",
                "{crds: {install: false}, rbac: {create: false}, serviceAccount: {create: false, name: mine}}",
                "{fullnameOverride: bridge, commonLabels: {team: web}, commonAnnotations: {example.com/owner: web}}",
                "metrics: {serviceMonitor: {enabled: true}, dashboard: {enabled: true, namespace: grafana}}",
                "{imagePullSecrets: [{name: registry}], extraEnv: [{name: A, value: b}], priorityClassName: high}",
                "{nodeSelector: {disk: ssd}, tolerations: [{key: k, operator: Exists}], podLabels: {a: b}, podAnnotations: {a: b}}",
                "{affinity: {nodeAffinity: {}}, topologySpreadConstraints: [{maxSkew: 1, topologyKey: zone, whenUnsatisfiable: DoNotSchedule}]}",
                "networkPolicy: {metricsFrom: [{namespaceSelector: {}}], dnsTo: [{ipBlock: {cidr: 10.0.0.10/32}}]}",
                "podSecurityContext: {runAsUser: null, runAsGroup: null, fsGroup: null}",
                "monitoring: {clusterWide: [{namespace: monitoring, name: watch}]}",
                "monitoring: {cadvisor: {namespaces: [monitoring, 'team-*'], image: 'registry.example.com/cadvisor:1', args: [--v=1]}}",
                "stacks: {allowedAnnotations: ['a.example.com/*'], refusedAnnotations: ['*'], serviceAccounts: ['*', 'shop/*'], apiServer: [192.0.2.1/32, '2001:db8::/64']}",
                "global: {imageRegistry: registry.example.com}"
            })
    void everyObjectIsWholeAndNamedOnce(String values) {
        List<Map<String, Object>> objects = Chart.render(Chart.NAMESPACE, values);

        assertThat(objects).isNotEmpty().allSatisfy(object -> {
            assertThat(Tree.text(object, "apiVersion")).isNotEmpty();
            assertThat(Tree.strings(object, "metadata", "labels"))
                    .containsEntry("app.kubernetes.io/name", "sild")
                    .containsEntry("app.kubernetes.io/instance", Chart.RELEASE);
            assertThat(Tree.text(object, "metadata", "namespace").isEmpty())
                    .as("%s has no namespace", object.get("kind"))
                    .isEqualTo(CLUSTER_WIDE.contains(Tree.text(object, "kind")));
        });
        assertThat(objects.stream()
                        .filter(object -> !Tree.text(object, "kind").equals("CustomResourceDefinition"))
                        .flatMap(object -> voids(object, Tree.text(object, "kind")).stream()))
                .isEmpty();
        assertThat(objects.stream().map(ChartTest::identity)).doesNotHaveDuplicates();
    }

    @Test
    void aProcessWithoutMemoryEnds() {
        assertThat(Chart.environment(Chart.render(Chart.NAMESPACE, "")))
                .extractingByKey("SILD_JAVA_OPTS")
                .asString()
                .contains("-XX:+ExitOnOutOfMemoryError");
    }

    @Test
    void moreThanOneReplicaNeedsAnElection() {
        assertThatThrownBy(() -> Chart.render(Chart.NAMESPACE, "leaderElection: {enabled: false}"))
                .hasMessageContaining("more than one replica needs leaderElection.enabled");
    }

    @Test
    void twoReplicasAreKeptApartAndNeverBothEvicted() {
        List<Map<String, Object>> objects = Chart.render(Chart.NAMESPACE, "");

        assertThat(Chart.ofKind(objects, "PodDisruptionBudget")).hasSize(1);
        assertThat(Tree.at(Chart.pod(objects), "affinity", "podAntiAffinity")).isNotNull();
        assertThat(Chart.environment(objects))
                .containsEntry("SILD_LEADER_ELECTION_ENABLED", "true")
                .containsEntry("SILD_LEADER_ELECTION_NAME", "sild")
                .containsEntry("SILD_LEADER_ELECTION_NAMESPACE", Chart.NAMESPACE)
                .doesNotContainKey("QUARKUS_OPERATOR_SDK_NAMESPACES");
        assertThat(Chart.deployment(objects))
                .extracting(object -> Tree.text(object, "spec", "strategy", "type"))
                .isEqualTo("RollingUpdate");
    }

    @Test
    void oneReplicaHoldsUpNoDrain() {
        List<Map<String, Object>> objects =
                Chart.render(Chart.NAMESPACE, "{replicas: 1, leaderElection: {enabled: false}}");

        assertThat(Chart.ofKind(objects, "PodDisruptionBudget")).isEmpty();
        assertThat(Tree.at(Chart.pod(objects), "affinity")).isNull();
        assertThat(Chart.environment(objects))
                .containsEntry("SILD_LEADER_ELECTION_ENABLED", "false")
                .doesNotContainKey("SILD_LEADER_ELECTION_NAME");
        assertThat(Tree.text(Chart.deployment(objects), "spec", "strategy", "type"))
                .isEqualTo("Recreate");
    }

    @Test
    void everySelectorFindsThePodsAndNoValueChangesIt() {
        List<Map<String, Object>> objects = Chart.render(
                Chart.NAMESPACE,
                "{metrics: {serviceMonitor: {enabled: true}}, podLabels: {app.kubernetes.io/name: other, a: b}}");
        Map<String, String> labels = Tree.strings(Chart.deployment(objects), "spec", "template", "metadata", "labels");
        Map<String, String> service =
                Tree.strings(Chart.ofKind(objects, "Service").get(0), "metadata", "labels");

        assertThat(labels).containsEntry("a", "b");
        assertThat(List.of(
                        Tree.strings(Chart.deployment(objects), "spec", "selector", "matchLabels"),
                        Tree.strings(
                                Chart.ofKind(objects, "PodDisruptionBudget").get(0), "spec", "selector", "matchLabels"),
                        Tree.strings(
                                Chart.ofKind(objects, "NetworkPolicy").get(0), "spec", "podSelector", "matchLabels"),
                        Tree.strings(Chart.ofKind(objects, "Service").get(0), "spec", "selector")))
                .containsOnly(Map.of(
                        "app.kubernetes.io/name",
                        "sild",
                        "app.kubernetes.io/instance",
                        "sild",
                        "app.kubernetes.io/component",
                        "operator"))
                .allSatisfy(selector -> assertThat(labels).containsAllEntriesOf(selector));
        assertThat(service)
                .containsAllEntriesOf(Tree.strings(
                        Chart.ofKind(objects, "ServiceMonitor").get(0), "spec", "selector", "matchLabels"));
    }

    @Test
    void definitionsAreThoseOfTheRepositoryAndStay() throws IOException {
        List<Map<String, Object>> definitions =
                Chart.ofKind(Chart.render(Chart.NAMESPACE, ""), "CustomResourceDefinition");

        try (var files = Files.list(Path.of("crds"))) {
            List<Path> sources = files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
            assertThat(definitions).hasSameSizeAs(sources).isNotEmpty();
            for (Path source : sources) {
                Map<String, Object> ours =
                        Tree.documents(Files.readString(source)).get(0);
                assertThat(definitions).anySatisfy(definition -> {
                    assertThat(definition.get("spec")).isEqualTo(ours.get("spec"));
                    assertThat(Tree.text(definition, "metadata", "name"))
                            .isEqualTo(Tree.text(ours, "metadata", "name"));
                    assertThat(Tree.strings(definition, "metadata", "labels"))
                            .containsAllEntriesOf(Tree.strings(ours, "metadata", "labels"));
                });
            }
        }
        assertThat(definitions)
                .allSatisfy(definition -> assertThat(Tree.strings(definition, "metadata", "annotations"))
                        .containsEntry("helm.sh/resource-policy", "keep"));
    }

    @Test
    void ownNetworkIsClosedButForMetricsNamesAndTheApiServer() {
        Map<String, Object> policy = Chart.ofKind(
                        Chart.render(
                                Chart.NAMESPACE,
                                "networkPolicy: {apiServer: {to: [{ipBlock: {cidr: 192.0.2.1/32}}], ports: [6443]}}"),
                        "NetworkPolicy")
                .get(0);

        assertThat(Tree.texts(policy, "spec", "policyTypes")).containsExactly("Ingress", "Egress");
        assertThat(policy.get("spec").toString()).contains("{port=53, protocol=UDP}", "{port=5353, protocol=TCP}");
        assertThat(Tree.list(policy, "spec", "egress").get(1))
                .isEqualTo(Map.of(
                        "ports", List.of(Map.of("port", 6443, "protocol", "TCP")),
                        "to", List.of(Map.of("ipBlock", Map.of("cidr", "192.0.2.1/32")))));
        assertThat(Tree.list(policy, "spec", "ingress"))
                .isEqualTo(List.of(Map.of("ports", List.of(Map.of("port", "http", "protocol", "TCP")))));
    }

    private static String identity(Map<String, Object> object) {
        return object.get("kind") + " " + Tree.text(object, "metadata", "namespace") + "/"
                + Tree.text(object, "metadata", "name");
    }

    /** Returns where a key has nothing behind it, as a template leaves it that ended too early. */
    private static List<String> voids(Object tree, String path) {
        List<String> voids = new ArrayList<>();
        if (tree == null) {
            voids.add(path);
        } else if (tree instanceof Map<?, ?> map) {
            map.forEach((key, value) -> voids.addAll(voids(value, path + "." + key)));
        } else if (tree instanceof List<?> list) {
            list.forEach(item -> voids.addAll(voids(item, path + "[]")));
        }
        return voids;
    }
}
