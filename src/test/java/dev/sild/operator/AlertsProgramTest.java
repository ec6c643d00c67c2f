package dev.sild.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.Folders;
import dev.sild.programs.OnPrograms;
import dev.sild.programs.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The chart's alerts, as Prometheus' own tool reads and raises them. */
@OnPrograms("promtool")
class AlertsProgramTest {
    private static final Pattern ALERT = Pattern.compile("- alert: (\\w+)");
    private static final Path RULES = Path.of("helm/sild/alerts/sild.yaml");
    private static final Path TESTS = Path.of("src/test/resources/chart/alerts.test.yml");

    private final Path folder = Programs.folder();

    @AfterEach
    void removeTheFolder() {
        Folders.delete(folder);
    }

    @Test
    void everyAlertIsRaisedByWhatItIsAbout() throws IOException {
        String rules = Files.readString(RULES);
        Programs.write(folder.resolve("sild.yaml"), rules);
        Programs.write(folder.resolve("alerts.test.yml"), Files.readString(TESTS));

        assertThat(Programs.run(folder, Map.of(), "promtool", "check", "rules", "sild.yaml")
                        .orFail())
                .contains("SUCCESS");
        assertThat(Programs.run(folder, Map.of(), "promtool", "test", "rules", "alerts.test.yml")
                        .orFail())
                .contains("SUCCESS");
        assertThat(ALERT.matcher(rules).results().map(alert -> "alertname: " + alert.group(1)))
                .isNotEmpty()
                .allMatch(Files.readString(TESTS)::contains);
    }
}
