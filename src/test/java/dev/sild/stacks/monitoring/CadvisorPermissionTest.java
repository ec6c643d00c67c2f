package dev.sild.stacks.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.kinds.Kinds;
import dev.sild.kubernetes.Renderer;
import dev.sild.operator.ListedKind;
import dev.sild.operator.SettingsReader;
import dev.sild.stacks.shared.Inputs;
import dev.sild.stacks.shared.KindCase;
import dev.sild.stacks.shared.Stack;
import dev.sild.yaml.YamlWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where cAdvisor runs, and whose its image is. */
class CadvisorPermissionTest {
    private static final Map<String, String> ALLOWED = Map.of(
            "SILD_MONITORING_CADVISOR_NAMESPACES",
            "monitoring,team-*",
            "SILD_MONITORING_CADVISOR_IMAGE",
            "registry.example.com/cadvisor:1",
            "SILD_MONITORING_CADVISOR_ARGS",
            "--v=1");

    @Test
    void itRunsNowhereByDefaultAndNothingOfTheNodeIsMounted() {
        for (String spec : List.of("{}", "{cadvisor: {enabled: true}}", "{cadvisor: {enabled: false}}")) {
            assertThat(objects(stack(Map.of(), "monitoring", spec)))
                    .as(spec)
                    .contains("name: watch-prometheus")
                    .doesNotContain("cadvisor", "hostPath", "DaemonSet");
        }
    }

    @Test
    void aStackThatAsksForItIsToldWhoAllowsItAndOneThatDoesNotIsComplete() {
        assertThat(stack(Map.of(), "team", "{cadvisor: {enabled: true}}").withheld())
                .containsExactly(new Stack.Withheld(
                        "apps/v1",
                        "DaemonSet",
                        "watch-cadvisor",
                        true,
                        false,
                        "cAdvisor is not allowed in namespace team; the"
                                + " administrator can add it to the chart value monitoring.cadvisor.namespaces"));
        assertThat(stack(Map.of(), "team", "{}").withheld())
                .singleElement()
                .satisfies(withheld -> assertThat(withheld.requested()).isFalse());
        assertThat(stack(Map.of(), "team", "{cadvisor: {enabled: false}}").withheld())
                .isEmpty();
        assertThat(stack(ALLOWED, "monitoring", "{}").withheld()).isEmpty();
    }

    @Test
    void whereItIsAllowedItsImageAndArgumentsAreTheAdministrators() {
        for (String namespace : List.of("monitoring", "team-a")) {
            assertThat(objects(stack(ALLOWED, namespace, "{}")))
                    .as(namespace)
                    .contains("registry.example.com/cadvisor:1", "--v=1");
        }
        assertThat(objects(stack(ALLOWED, "team", "{}"))).doesNotContain("cadvisor");
        assertThat(objects(stack(ALLOWED, "monitoring", "{cadvisor: {enabled: false}}")))
                .doesNotContain("DaemonSet");
    }

    @Test
    void aStackThatSeesAllNamespacesWithoutTheChartsRightIsToldWhichValueGivesIt() {
        Map<String, String> settings = Map.of("SILD_MONITORING_CLUSTER_WIDE", "monitoring/watch");
        String spec = "{clusterWide: true, cadvisor: {enabled: false}}";

        assertThat(stack(settings, "monitoring", spec).withheld()).isEmpty();
        assertThat(stack(settings, "team", "{cadvisor: {enabled: false}}").withheld())
                .isEmpty();
        assertThat(stack(settings, "team", spec).withheld())
                .containsExactly(new Stack.Withheld(
                        "v1",
                        "ServiceAccount",
                        "watch-prometheus",
                        true,
                        true,
                        "clusterWide: this stack has no right to see other namespaces; the administrator can add"
                                + " {namespace: team, name: watch} to the chart value monitoring.clusterWide"));
        assertThat(objects(stack(settings, "team", spec))).contains("name: watch-prometheus");
    }

    private static Stack stack(Map<String, String> settings, String namespace, String spec) {
        return new ListedKind<>(Kinds.MONITORING_STACK, SettingsReader.permissions(settings))
                .translate(
                        KindCase.MONITORING_STACK.read(
                                "apiVersion: sild.dev/v1alpha1\nkind: MonitoringStack\nmetadata: {name: watch, namespace: "
                                        + namespace + "}\nspec: " + spec),
                        Inputs.OFFLINE);
    }

    private static String objects(Stack stack) {
        return YamlWriter.write(Renderer.render(stack.application(), stack.options()).objects().stream()
                .filter(object -> !object.getKind().equals("ConfigMap"))
                .map(dev.sild.kubernetes.objects.StoredTree::of)
                .toList());
    }
}
