package dev.sild.layout;

import dev.sild.chart.Chart;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A chart that Sild wrote, filled by the real Helm. */
final class WrittenChart {
    static final String SECRETS = "secrets.values.yaml";

    private WrittenChart() {}

    /** Fills it as its README says: with the secret values that were written beside it, and then with these values. */
    static String template(Path chart, String values) {
        Path secrets = chart.resolve(SECRETS);
        return Chart.withFile(
                values,
                file -> Chart.templateOfAnyCluster(
                        chart, "test", Files.exists(secrets) ? List.of(secrets, file) : List.of(file)));
    }

    /** Fills it with these values alone, as in a fresh checkout. */
    static String templateOfCheckout(Path chart, String values) {
        return Chart.withFile(values, file -> Chart.templateOfAnyCluster(chart, "test", List.of(file)));
    }
}
