package dev.sild.layout;

import com.marcnuri.helm.TemplateCommand;
import dev.sild.chart.Chart;
import java.nio.file.Files;
import java.nio.file.Path;

/** A chart that Sild wrote, filled by the real Helm. */
final class WrittenChart {
    static final String SECRETS = "secrets.values.yaml";

    private WrittenChart() {}

    /** Fills it as its README says: with the secret values that were written beside it, and then with these values. */
    static String template(Path chart, String values) {
        return Chart.withFile(values, file -> {
            TemplateCommand command = Chart.ofAnyCluster(chart).template().withName("test");
            if (Files.exists(chart.resolve(SECRETS))) {
                command.withValuesFile(chart.resolve(SECRETS));
            }
            return command.withValuesFile(file).call();
        });
    }

    /** Fills it with these values alone, as in a fresh checkout. */
    static String templateOfCheckout(Path chart, String values) {
        return Chart.withFile(
                values,
                file -> Chart.ofAnyCluster(chart)
                        .template()
                        .withName("test")
                        .withValuesFile(file)
                        .call());
    }
}
