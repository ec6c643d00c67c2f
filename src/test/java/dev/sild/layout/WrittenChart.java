package dev.sild.layout;

import dev.sild.chart.Chart;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.yaml.snakeyaml.Yaml;

/** A chart that Sild wrote, filled by the real Helm. */
final class WrittenChart {
    static final String SECRETS = "secrets.values.yaml";

    private WrittenChart() {}

    /**
     * Fills it as its README says: with the secret values that were written beside it, and then with these values.
     * Those of {@code variables} are variables of the compose file, wherever the chart has them.
     */
    static String template(Path chart, String values) {
        Path secrets = chart.resolve(SECRETS);
        return Chart.withFile(
                withVariables(chart, values),
                file -> Chart.templateOfAnyCluster(
                        chart, "test", Files.exists(secrets) ? List.of(secrets, file) : List.of(file)));
    }

    private static String withVariables(Path chart, String values) {
        Map<String, Object> tree = new Yaml().load(values);
        if (tree == null || !(tree.remove("variables") instanceof Map<?, ?> variables)) {
            return values;
        }
        Map<String, Object> given = new TreeMap<>();
        variables.forEach((name, value) -> given.put((String) name, value));
        return ChartVariableValues.of(chart).set(given) + (tree.isEmpty() ? "" : new Yaml().dump(tree));
    }

    /** Fills it with these values alone, as in a fresh checkout. */
    static String templateOfCheckout(Path chart, String values) {
        return Chart.withFile(values, file -> Chart.templateOfAnyCluster(chart, "test", List.of(file)));
    }
}
