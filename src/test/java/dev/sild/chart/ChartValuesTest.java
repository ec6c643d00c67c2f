package dev.sild.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sild.Tree;
import dev.sild.operator.SettingsReader;
import dev.sild.stacks.shared.Permissions;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** The values of the chart: which are refused, and what they do. */
class ChartValuesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "replica: 3",
                "replicas: two",
                "replicas: -1",
                "image: {repository: 'localhost/sild:1.0'}",
                "image: {digest: 'sha256:12'}",
                "image: {pullPolicy: Sometimes}",
                "watch: {namespaces: team-a}",
                "watch: {namespaces: [Team]}",
                "watch: {namespaces: [a, a]}",
                "watch: {namespace: [a]}",
                "rbac: {create: 'yes'}",
                "monitoring: {clusterWide: [{name: watch}]}",
                "monitoring: {clusterWide: [{namespace: monitoring, name: Watch}]}",
                "monitoring: {cadvisor: {namespace: [monitoring]}}",
                "monitoring: {cadvisor: {namespaces: ['a,b']}}",
                "monitoring: {cadvisor: {image: 'two words'}}",
                "stacks: {serviceAccounts: [reader]}",
                "stacks: {apiServer: [192.0.2.1]}",
                "watch: {allNamespaces: 'yes'}",
                "log: {level: LOUD}",
                "extraEnv: [{key: A}]",
                "resources: {limits: {memory: 512MB}}",
                "podSecurityContext: {runAsNonroot: true}",
                "securityContext: {readOnlyRootFileSystem: true}",
                "tolerations: [{efect: NoSchedule}]",
                "podDisruptionBudget: {maxUnavailable: half}",
                "networkPolicy: {metricsFrom: [{podSelecter: {}}]}",
                "networkPolicy: {apiServer: {ports: []}}",
                "metrics: {serviceMonitor: {interval: 30}}",
                "commonLabels: {team: 'a b'}",
                "terminationGracePeriodSeconds: 30s"
            })
    void wrongValuesAreRefused(String values) {
        assertThatThrownBy(() -> Chart.render(Chart.NAMESPACE, values))
                .hasMessageContaining("values don't meet the specifications of the schema");
    }

    @Test
    void everyValueOfTheSchemaHasADefaultToRead() throws IOException {
        Map<String, Object> defaults = Tree.documents(Files.readString(Chart.FOLDER.resolve("values.yaml")))
                .get(0);
        Map<String, Object> schema = new Yaml().load(Files.readString(Chart.FOLDER.resolve("values.schema.json")));

        Set<String> missing = new TreeSet<>();
        Tree.map(schema, "properties").forEach((name, property) -> {
            if (!defaults.containsKey(name)) {
                missing.add(name);
            } else if (!name.endsWith("ecurityContext")
                    && !Set.of("resources", "affinity").contains(name)) {
                Tree.map(property, "properties").keySet().stream()
                        .filter(inner -> !Tree.map(defaults.get(name)).containsKey(inner))
                        .forEach(inner -> missing.add(name + "." + inner));
            }
        });
        assertThat(missing).containsExactly("global");
    }

    @Test
    void whatIsWatchedMustBeChosen() {
        assertThatThrownBy(() -> Chart.templateOf(Chart.NAMESPACE, "replicas: 1"))
                .hasMessageContaining("set watch.namespaces to the namespaces with stacks")
                .hasMessageContaining("every Secret");
        assertThatThrownBy(
                        () -> Chart.templateOf(Chart.NAMESPACE, "watch: {namespaces: [team-a], allNamespaces: true}"))
                .hasMessageContaining("exclude each other");
    }

    @Test
    void nothingThatReachesBeyondAStacksOwnPodsIsAllowedByDefault() {
        assertThat(Chart.environment(Chart.render(Chart.NAMESPACE, "")).keySet())
                .noneMatch(name -> name.startsWith("SILD_MONITORING") || name.startsWith("SILD_STACKS"));
    }

    @Test
    void whatIsAllowedReachesTheOperatorAsItsSettings() {
        Map<String, String> environment = Chart.environment(Chart.render(Chart.NAMESPACE, """
        monitoring: {cadvisor: {namespaces: [monitoring, 'team-*'], image: 'registry.example.com/cadvisor:1', args: ['--a=x,y', '--b=\\d']}}
        stacks: {allowedAnnotations: ['a.example.com/*'], refusedAnnotations: ['*'], serviceAccounts: ['shop/reader'], apiServer: [192.0.2.1/32]}
        """));
        Map<String, String> properties = new LinkedHashMap<>();
        environment.forEach((name, value) -> {
            if (name.startsWith("SILD_")) {
                properties.put(name, value);
            }
        });
        Permissions permissions = SettingsReader.permissions(properties);

        assertThat(permissions.cadvisor())
                .isEqualTo(new Permissions.Cadvisor(
                        List.of("monitoring", "team-*"),
                        "registry.example.com/cadvisor:1",
                        List.of("--a=x,y", "--b=\\d")));
        assertThat(permissions.allowedAnnotations()).containsExactly("a.example.com/*");
        assertThat(permissions.refusedAnnotations()).contains("*", "*snippet*");
        assertThat(permissions.serviceAccounts()).containsExactly("shop/reader");
        assertThat(permissions.apiServer()).containsExactly("192.0.2.1/32");
    }

    @Test
    void aDigestIsTakenInPlaceOfATag() {
        String digest = "sha256:" + "0".repeat(64);

        assertThat(Chart.image("image: {repository: registry.example.com/sild}"))
                .isEqualTo("registry.example.com/sild:0.1.0");
        assertThat(Chart.image("image: {repository: registry.example.com/sild, tag: '2', digest: '" + digest + "'}"))
                .isEqualTo("registry.example.com/sild@" + digest);
    }
}
