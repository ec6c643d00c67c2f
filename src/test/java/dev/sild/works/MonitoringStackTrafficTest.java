package dev.sild.works;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.stacks.shared.Inputs;
import dev.sild.stacks.shared.KindCase;
import dev.sild.works.Policies.End;
import dev.sild.works.RunningPod.Port;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may connect to whom in a MonitoringStack, from the policies alone: what is declared, and nothing else. */
class MonitoringStackTrafficTest {
    private static final List<String> INNER = List.of(
            "grafana → prometheus: 9090",
            "grafana → loki: 3100",
            "logs → loki: 3100",
            "prometheus → grafana: 3000",
            "prometheus → loki: 3100",
            "prometheus → cadvisor: 8080",
            "prometheus → logs: 12345");
    private static final Port HTTPS = new Port(443, "TCP");
    private static final Port HTTP = new Port(80, "TCP");
    private static final Port EXPORTER = new Port(9100, "TCP");

    static StackTraffic traffic(String spec, String... stacks) {
        StringBuilder manifests = new StringBuilder();
        for (String stack : stacks) {
            manifests
                    .append("---\n")
                    .append(KindCase.MONITORING_STACK.yaml(
                            KindCase.MONITORING_STACK.read(
                                    "apiVersion: sild.dev/v1alpha1\nkind: MonitoringStack\nmetadata: {name: " + stack
                                            + "}\nspec:\n" + spec.indent(2)),
                            Inputs.OFFLINE));
        }
        return new StackTraffic(manifests.toString());
    }

    static Stream<Arguments> shapes() {
        return Stream.of(
                Arguments.of("smallest", "paused: false", List.of("another pod of the namespace → grafana: 3000")),
                Arguments.of(
                        "of all namespaces",
                        "clusterWide: true",
                        List.of("another pod of the namespace → grafana: 3000")),
                Arguments.of(
                        "open to the world",
                        "exposure: {type: LoadBalancer}",
                        List.of(
                                "the internet → grafana: 3000",
                                "the ingress controller → grafana: 3000",
                                "Prometheus → grafana: 3000",
                                "another pod of the namespace → grafana: 3000",
                                "another namespace → grafana: 3000")),
                Arguments.of(
                        "from the ingress controller only", """
            exposure: {type: Ingress, host: grafana.example.com}
            networkPolicy: {allowFrom: [{namespaceLabels: {kubernetes.io/metadata.name: ingress-nginx}}]}
            """, List.of("the ingress controller → grafana: 3000")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shapes")
    void everyDeclaredConnectionIsOpenAndEveryOtherClosed(String name, String spec, List<String> entering) {
        assertThat(traffic(spec, "watch").edges("watch"))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(INNER.stream(), entering.stream()).toList());
    }

    @Test
    void whatIsOffIsNotConnected() {
        assertThat(traffic("loki: {enabled: false}\nlogs: {enabled: false}\ncadvisor: {enabled: false}", "watch")
                        .edges("watch"))
                .containsExactlyInAnyOrder(
                        "grafana → prometheus: 9090",
                        "prometheus → grafana: 3000",
                        "another pod of the namespace → grafana: 3000");
    }

    @Test
    void onlyWhoAsksTheApiServerLeavesTheClusterAndByItsPortsOnly() {
        StackTraffic traffic = traffic("clusterWide: true", "watch");
        assertThat(traffic.components("watch")).allMatch(component -> traffic.resolvesNames("watch", component));
        // A policy cannot know the API server's address.
        assertThat(traffic.components("watch").stream()
                        .filter(component -> traffic.reaches("watch", component, End.outside(), HTTPS)))
                .containsExactlyInAnyOrder("prometheus", "logs");
        assertThat(traffic.components("watch"))
                .noneMatch(component -> traffic.reaches("watch", component, End.outside(), HTTP));
    }

    @Test
    void prometheusReachesAddressesAtTheirPortsAndPodsOfOthersWhereItSeesThem() {
        End another = StackTraffic.strangers().get("another namespace");
        StackTraffic narrow =
                traffic("prometheus: {staticTargets: [{name: router, addresses: [\"192.0.2.1:9100\"]}]}", "watch");
        StackTraffic wide = traffic("clusterWide: true", "watch");

        assertThat(narrow.reaches("watch", "prometheus", End.outside(), EXPORTER))
                .isTrue();
        assertThat(wide.reaches("watch", "prometheus", End.outside(), EXPORTER)).isFalse();
        assertThat(wide.reaches("watch", "prometheus", another, new Port(8081, "TCP")))
                .isTrue();
        assertThat(narrow.reaches("watch", "prometheus", another, new Port(8081, "TCP")))
                .isFalse();
        for (String component : List.of("grafana", "loki", "cadvisor", "logs")) {
            assertThat(wide.reaches("watch", component, another, EXPORTER))
                    .as(component)
                    .isFalse();
        }
    }

    @Test
    void twoStacksInOneNamespaceAreClosedToEachOther() {
        StackTraffic traffic = traffic(
                "exposure: {type: Ingress, host: grafana.example.com}\nnetworkPolicy: {allowFrom: "
                        + "[{namespaceLabels: {kubernetes.io/metadata.name: ingress-nginx}}]}",
                "watch",
                "other");
        for (String from : traffic.components("other")) {
            for (String to : traffic.components("watch")) {
                assertThat(traffic.open(traffic.end("other", from), "watch", to))
                        .as(from + " → " + to)
                        .isEmpty();
            }
        }
    }
}
