package dev.sild.stacks.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sild.Tree;
import dev.sild.stacks.shared.Inputs;
import dev.sild.stacks.shared.KindCase;
import io.fabric8.kubernetes.api.model.ConfigMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The dashboards and the alerts of a MonitoringStack ask for nothing that no part exports: {@code monitoring/metrics}
 * has the names, and the page that each exporter documents them on.
 */
class DashboardsTest {
    private static final Path METRICS = Path.of("src/test/resources/monitoring/metrics");
    private static final Pattern OF_THE_OPERATOR = Pattern.compile("\\| `([a-z_]+)` \\|");
    private static final Pattern LABEL = Pattern.compile("([a-z_]+) *(?:=~|!~|!=|=)");
    private static final Pattern GROUPING = Pattern.compile("\\bby \\(([^)]*)\\)");
    private static final Pattern TARGET_LABEL = Pattern.compile("target_label *= \"([a-z_]+)\"");
    private static final Set<String> DATASOURCES =
            Set.of("prometheus", "loki", "grafana", "-- Grafana --", "${datasource}");

    /**
     * What the Java Operator SDK, the JVM and the process count: the chart's own dashboard is held against these
     * elsewhere.
     */
    private static final String CHART = "sild.json";

    @Test
    void everyDashboardIsWholeAndItsPanelsAreToldApart() throws IOException {
        Map<String, JsonNode> dashboards = dashboards();

        assertThat(dashboards).containsOnlyKeys("containers.json", "logs.json", CHART, "stacks.json");
        assertThat(dashboards.values())
                .extracting(dashboard -> dashboard.path("uid").asText())
                .doesNotHaveDuplicates()
                .doesNotContain("");
        assertThat(dashboards.values())
                .extracting(dashboard -> dashboard.path("title").asText())
                .doesNotHaveDuplicates();
        assertThat(dashboards.values()).allSatisfy(dashboard -> {
            assertThat(dashboard.path("panels").findValues("id")).isNotEmpty().doesNotHaveDuplicates();
            assertThat(Stream.concat(
                                    dashboard.path("panels").findValues("datasource").stream(),
                                    dashboard.path("templating").findValues("datasource").stream())
                            .map(source -> source.path("uid").asText()))
                    .isNotEmpty()
                    .isSubsetOf(DATASOURCES);
        });
    }

    @Test
    void everyDatasourceThatADashboardNamesIsProvisioned() {
        String datasources = smallest("watch-grafana-provisioning").get("datasources.yaml");

        assertThat(Tree.list(Tree.documents(datasources).get(0), "datasources"))
                .extracting(source -> Tree.text(source, "uid"))
                .containsExactlyInAnyOrder("prometheus", "loki");
    }

    @Test
    void everyQueryOfADashboardNamesMetricsThatSomePartExports() throws IOException {
        Set<String> exported = exported();
        Map<String, JsonNode> dashboards = dashboards();
        dashboards.remove(CHART);

        Set<String> asked = new TreeSet<>();
        dashboards.forEach((name, dashboard) -> queries(dashboard, "prometheus").forEach(query -> {
            Set<String> metrics = Queries.metrics(query);
            assertThat(metrics).as(query).isNotEmpty().isSubsetOf(exported);
            asked.addAll(metrics);
        }));
        assertThat(asked).hasSizeGreaterThan(25);
    }

    @Test
    void everyAlertNamesMetricsThatSomePartExports() throws IOException {
        Map<String, Object> rules = Tree.documents(
                        smallest("watch-prometheus-rules").get("sild.yaml"))
                .get(0);
        Set<String> exported = exported();

        List<String> expressions = Tree.list(rules, "groups").stream()
                .flatMap(group -> Tree.list(group, "rules").stream())
                .map(rule -> Tree.text(rule, "expr"))
                .toList();
        assertThat(expressions)
                .hasSizeGreaterThan(5)
                .allSatisfy(expression -> assertThat(Queries.metrics(expression))
                        .as(expression)
                        .isNotEmpty()
                        .isSubsetOf(exported));
    }

    @Test
    void everyQueryOfLogsNamesLabelsThatTheAgentSets() throws IOException {
        Set<String> set = TARGET_LABEL
                .matcher(smallest("watch-logs").get("config.alloy"))
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toSet());

        List<String> queries = dashboards().values().stream()
                .flatMap(dashboard -> queries(dashboard, "loki").stream())
                .toList();
        assertThat(queries).isNotEmpty().allSatisfy(query -> {
            assertThat(LABEL.matcher(query.replaceAll("\"[^\"]*\"", ""))
                            .results()
                            .map(match -> match.group(1)))
                    .as(query)
                    .isNotEmpty()
                    .isSubsetOf(set);
            assertThat(GROUPING.matcher(query)
                            .results()
                            .map(match -> match.group(1))
                            .flatMap(labels -> Stream.of(labels.split(", "))))
                    .isSubsetOf(set);
        });
    }

    private static Map<String, JsonNode> dashboards() throws IOException {
        Map<String, JsonNode> dashboards = new TreeMap<>();
        for (Map.Entry<String, String> file :
                smallest("watch-grafana-dashboards").entrySet()) {
            dashboards.put(file.getKey(), new ObjectMapper().readTree(file.getValue()));
        }
        return dashboards;
    }

    /** Returns what the targets of panels ask a datasource for, and where it is Prometheus what its variables do. */
    private static List<String> queries(JsonNode dashboard, String datasource) {
        List<String> queries = new ArrayList<>();
        dashboard
                .path("panels")
                .forEach(panel -> panel.path("targets").forEach(target -> {
                    JsonNode source = target.has("datasource") ? target.path("datasource") : panel.path("datasource");
                    if (source.path("uid").asText().equals(datasource)) {
                        queries.add(target.path("expr").asText());
                    }
                }));
        dashboard.path("templating").path("list").forEach(variable -> {
            if (datasource.equals("prometheus")
                    && variable.path("type").asText().equals("query")
                    && variable.path("datasource").path("uid").asText().equals(datasource)) {
                queries.add(variable.path("query").path("query").asText());
            }
        });
        return queries;
    }

    private static Set<String> exported() throws IOException {
        Set<String> names = new TreeSet<>();
        try (Stream<Path> files = Files.list(METRICS)) {
            for (Path file : files.toList()) {
                Files.readAllLines(file).stream()
                        .filter(line -> !line.startsWith("#"))
                        .forEach(names::add);
            }
        }
        // A test of the operator's holds this table against what it counts.
        OF_THE_OPERATOR
                .matcher(Files.readString(Path.of("helm/sild/README.md")))
                .results()
                .map(MatchResult::group)
                .map(row -> row.replaceAll("[| `]", ""))
                .forEach(names::add);
        return names;
    }

    /** Returns the texts of a ConfigMap of the smallest stack. */
    private static Map<String, String> smallest(String name) {
        return KindCase.MONITORING_STACK.objects(KindCase.MONITORING_STACK.read("""
        apiVersion: sild.dev/v1alpha1
        kind: MonitoringStack
        metadata: {name: watch}
        spec: {}
        """), Inputs.OFFLINE).stream()
                .filter(object -> object instanceof ConfigMap
                        && object.getMetadata().getName().equals(name))
                .map(object -> ((ConfigMap) object).getData())
                .findFirst()
                .orElseThrow();
    }
}
