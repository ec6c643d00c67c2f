package dev.sild.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the chart's dashboard asks for is what the operator, running as the chart's account, really shows. */
@OnControlPlane
class OperatorMetricsTest {
    /** They are there once what they count has happened. */
    private static final Set<String> OF_TROUBLE = Set.of(
            "sild_objects_pruned_total",
            "sild_drift_corrected_total",
            "sild_objects_refused_total",
            "sild_fields_contested_total",
            "sild_scheduled_jobs_failed_total",
            // Without a kubelet no backup runs.
            "sild_backup_failing",
            "sild_backup_last_success_timestamp_seconds",
            "sild_backup_size_bytes",
            "reconciliations_failure_total",
            "reconciliations_retries_total");

    private final ControlPlane plane;

    OperatorMetricsTest(ControlPlane plane) {
        this.plane = plane;
    }

    @Test
    void everyMetricOfTheDashboardIsShown() throws IOException {
        ChartAccount account = ChartAccount.make(plane, "metrics-operator", "watch: {namespaces: [metrics-team]}");
        plane.kubectl(
                        "apply",
                        "-n",
                        "metrics-team",
                        "-f",
                        Path.of("examples/web-stack/kubernetes/smallest.yaml")
                                .toAbsolutePath()
                                .toString())
                .require();
        Set<String> asked = Pattern.compile("([a-z_]+)\\{")
                .matcher(Files.readString(Path.of("helm/sild/dashboards/sild.json")))
                .results()
                .map(name -> name.group(1))
                .filter(name -> !OF_TROUBLE.contains(name))
                .collect(Collectors.toSet());

        try (OperatorProcess operator = OperatorProcess.start(
                account.kubeconfig(),
                Map.of(
                        "QUARKUS_OPERATOR_SDK_NAMESPACES",
                        "metrics-team",
                        "SILD_LEADER_ELECTION_NAME",
                        "sild",
                        "SILD_LEADER_ELECTION_NAMESPACE",
                        "metrics-operator"))) {
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(Pattern.compile("(?m)^([a-z_]+)[{ ]")
                                    .matcher(operator.get("/q/metrics"))
                                    .results()
                                    .map(name -> name.group(1)))
                            .containsAll(asked));
        }
    }
}
