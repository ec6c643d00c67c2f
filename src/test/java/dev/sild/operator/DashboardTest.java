package dev.sild.operator;

import static io.javaoperatorsdk.operator.monitoring.micrometer.MicrometerMetricsV2.RECONCILIATIONS_FAILED;
import static io.javaoperatorsdk.operator.monitoring.micrometer.MicrometerMetricsV2.RECONCILIATIONS_QUEUE_SIZE_GAUGE;
import static io.javaoperatorsdk.operator.monitoring.micrometer.MicrometerMetricsV2.RECONCILIATIONS_RETRIES_NUMBER;
import static io.javaoperatorsdk.operator.monitoring.micrometer.MicrometerMetricsV2.RECONCILIATIONS_SUCCESS;
import static io.javaoperatorsdk.operator.monitoring.micrometer.MicrometerMetricsV2.RECONCILIATION_EXECUTION_DURATION;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sild.Tree;
import dev.sild.chart.Chart;
import dev.sild.operator.engine.plan.Readiness;
import dev.sild.operator.engine.state.ChildKind;
import dev.sild.operator.engine.state.Reason;
import dev.sild.operator.engine.state.Ref;
import dev.sild.operator.engine.status.ObjectEvent;
import dev.sild.operator.engine.status.StackState;
import dev.sild.operator.engine.status.StatusReport;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The chart's dashboard asks for nothing that the operator does not count. */
class DashboardTest {
    private static final Pattern SAMPLE = Pattern.compile("(?m)^([a-z_]+)(?:\\{([^}]*)})? ");
    private static final Pattern ASKED = Pattern.compile("([a-z_]+)\\{([^}]*)}");
    private static final Pattern LABEL = Pattern.compile("([a-z_]+)=");
    private static final Pattern GROUPING = Pattern.compile("\\b(?:by|on) \\(([^)]*)\\)");
    /** What Prometheus adds to each sample. */
    private static final Set<String> OF_PROMETHEUS = Set.of("job", "instance", "pod");

    @Test
    void everyQueryNamesMetricsAndLabelsThatAreCounted() throws IOException {
        Map<String, Set<String>> counted = counted();

        List<String> queries = queries();
        assertThat(queries).hasSizeGreaterThan(15).allSatisfy(query -> {
            List<MatchResult> asked = ASKED.matcher(query).results().toList();
            assertThat(asked).isNotEmpty();
            Set<String> known = new HashSet<>(OF_PROMETHEUS);
            for (MatchResult metric : asked) {
                assertThat(counted).containsKey(metric.group(1));
                known.addAll(counted.get(metric.group(1)));
                assertThat(LABEL.matcher(metric.group(2)).results().map(label -> label.group(1)))
                        .isSubsetOf(known)
                        .as("another's metrics of that name are left out")
                        .contains("job");
            }
            assertThat(GROUPING.matcher(query)
                            .results()
                            .flatMap(labels -> Pattern.compile(", ").splitAsStream(labels.group(1))))
                    .isSubsetOf(known);
        });
    }

    @Test
    void everyMetricOfOursIsShownAndExplained() throws IOException {
        String all = String.join("\n", queries());

        assertThat(counted().keySet().stream().filter(name -> name.startsWith("sild_")))
                .isNotEmpty()
                .allSatisfy(name -> {
                    assertThat(all).contains(name + "{");
                    assertThat(Chart.FOLDER.resolve("README.md")).content().contains("| `" + name + "` |");
                });
    }

    /** The labels of each metric, as a Prometheus reads them. */
    @SuppressWarnings("deprecation") // The registry that this Quarkus brings.
    private static Map<String, Set<String>> counted() {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        HeapMetrics.show(registry);
        StackMetrics ours = new StackMetrics(registry, Runnable::run);
        Ref ref = new Ref(ChildKind.SERVICE, "default", "shop-api");
        List<ObjectEvent> happened = new ArrayList<>(List.of(
                new ObjectEvent.Created(ref),
                new ObjectEvent.Pruned(ref),
                new ObjectEvent.ScheduledJobFailed(ref),
                new ObjectEvent.Corrected(ref, List.of(), Set.of())));
        for (Reason reason : Reason.values()) {
            happened.add(new ObjectEvent.Refused(ref, reason, ""));
        }
        ours.record(
                new StatusReport(happened, Optional.empty(), Optional.empty(), "", Optional.empty(), Optional.empty()));
        ours.count("WebStack", () -> Map.of());
        Map<String, Object> backup = Map.of("name", "backup", "lastSuccessful", "2026-01-31T03:15:00Z", "bytes", 4711);
        ours.show("WebStack", () -> List.of(new StackState("shops", "shop", Readiness.State.CURRENT, List.of(backup))));
        ours.refresh();

        // What the operator SDK registers with the controllers is not called up here, only named.
        List.of(RECONCILIATIONS_SUCCESS, RECONCILIATIONS_FAILED, RECONCILIATIONS_RETRIES_NUMBER)
                .forEach(registry::counter);
        registry.gauge(RECONCILIATIONS_QUEUE_SIZE_GAUGE, 0);
        Timer.builder(RECONCILIATION_EXECUTION_DURATION)
                .serviceLevelObjectives(Duration.ofMillis(10))
                .register(registry);
        registry.counter("events.received", "event", "ResourceEvent", "action", "ADDED");
        new JvmMemoryMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);

        Map<String, Set<String>> counted = new HashMap<>();
        SAMPLE.matcher(registry.scrape()).results().forEach(sample -> {
            Set<String> labels = counted.computeIfAbsent(sample.group(1), name -> new HashSet<>());
            if (sample.group(2) != null) {
                LABEL.matcher(sample.group(2)).results().forEach(label -> labels.add(label.group(1)));
            }
        });
        return counted;
    }

    private static List<String> queries() throws IOException {
        String json =
                Chart.ofKind(Chart.render("sild-system", "metrics: {dashboard: {enabled: true}}"), "ConfigMap").stream()
                        .map(map -> Tree.text(map, "data", "sild.json"))
                        .findFirst()
                        .orElseThrow();
        JsonNode dashboard = new ObjectMapper().readTree(json);
        assertThat(dashboard.path("title").asText()).isEqualTo("Sild");
        return dashboard.path("panels").findValues("expr").stream()
                .map(JsonNode::asText)
                .toList();
    }
}
