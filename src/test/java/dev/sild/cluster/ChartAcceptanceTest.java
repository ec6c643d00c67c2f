package dev.sild.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.chart.Chart;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the chart renders is accepted strictly, and its pods where the namespace enforces {@code restricted}. */
@OnControlPlane
class ChartAcceptanceTest {
    private final ManifestAcceptance acceptance;

    ChartAcceptanceTest(ControlPlane plane) {
        this.acceptance = new ManifestAcceptance(plane);
    }

    @BeforeAll
    static void restrict(ControlPlane plane) {
        for (String namespace : new String[] {"chart-all", "chart-some", "chart-full", "chart-one"}) {
            plane.makeNamespace(namespace, "restricted");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
      chart-all  | crds: {install: false}
      chart-some | {crds: {install: false}, watch: {namespaces: [chart-some]}, rbac: {userRoles: false}}
      chart-one  | {crds: {install: false}, replicas: 1, leaderElection: {enabled: false}, networkPolicy: {enabled: false}}
      chart-full | {crds: {install: false}, commonLabels: {team: web}, commonAnnotations: {example.com/owner: web}, \
      metrics: {dashboard: {enabled: true}}, imagePullSecrets: [{name: registry}], nodeSelector: {disk: ssd}, \
      tolerations: [{key: k, operator: Exists}], extraEnv: [{name: A, value: b}], \
      podDisruptionBudget: {maxUnavailable: 50%}, \
      networkPolicy: {metricsFrom: [{namespaceSelector: {}}], dnsTo: [{ipBlock: {cidr: 10.0.0.10/32}}]}, \
      topologySpreadConstraints: [{maxSkew: 1, topologyKey: zone, whenUnsatisfiable: DoNotSchedule, labelSelector: {}}]}
      """)
    void everyObjectIsAccepted(String namespace, String values) {
        String manifest = Chart.template(namespace, values);
        assertThat(manifest).contains("kind: Deployment");

        acceptance.accept(manifest, namespace);
    }
}
