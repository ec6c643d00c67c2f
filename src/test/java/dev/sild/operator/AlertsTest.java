package dev.sild.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.chart.Chart;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The PrometheusRule of the chart. */
class AlertsTest {

    @Test
    void thereIsNoneUnlessTheChartIsAskedForIt() {
        assertThat(Chart.ofKind(Chart.render("sild-system", "{}"), "PrometheusRule"))
                .isEmpty();
    }

    @Test
    void itHasTheRulesWithTheAgeThatTheChartIsGiven() {
        List<Map<String, Object>> rules = Chart.ofKind(
                Chart.render(
                        "sild-system",
                        "metrics: {prometheusRule: {enabled: true, labels: {release: p}, maxBackupAgeSeconds: 700000}}"),
                "PrometheusRule");

        assertThat(rules).hasSize(1);
        assertThat(rules.get(0).toString())
                .contains("release=p", "SildStackNotReady", "> 700000", "{{ $labels.namespace }}")
                .doesNotContain("129600");
    }
}
