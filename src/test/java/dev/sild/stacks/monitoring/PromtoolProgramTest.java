package dev.sild.stacks.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.Folders;
import dev.sild.Tree;
import dev.sild.programs.OnPrograms;
import dev.sild.programs.Programs;
import dev.sild.stacks.shared.KindCase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every configuration and every rule that goldens have for Prometheus, as its own tool reads them. */
@OnPrograms("promtool")
class PromtoolProgramTest {
    private static final Pattern ALERT = Pattern.compile("- alert: (\\w+)");
    private static final String RULES = "src/main/resources/dev/sild/stacks/monitoring/rules.yaml";
    private static final Path TESTS = Path.of("src/test/resources/monitoring/rules.test.yml");

    private final Path folder = Programs.folder();

    @AfterEach
    void removeTheFolder() {
        Folders.delete(folder);
    }

    @Test
    void promtoolTakesEveryConfigurationWithItsRules() throws IOException {
        Set<Map<String, Map<String, String>>> seen = new LinkedHashSet<>();
        for (Path golden : KindCase.MONITORING_STACK.cases()) {
            Map<String, String> configuration = data(golden, "watch-prometheus");
            // Of the user's own only they know what it should be.
            if (configuration.containsKey("prometheus.yml") && !golden.endsWith("configurations-of-ones-own")) {
                seen.add(Map.of("config", configuration, "rules", data(golden, "watch-prometheus-rules")));
            }
        }
        assertThat(seen).hasSizeGreaterThan(8);
        int number = 0;
        for (Map<String, Map<String, String>> files : seen) {
            Path place = folder.resolve(Integer.toString(number++));
            files.get("rules")
                    .forEach((name, text) ->
                            Programs.write(place.resolve("rules").resolve(name), text));
            Path file = Programs.write(
                    place.resolve("prometheus.yml"),
                    files.get("config")
                            .get("prometheus.yml")
                            .replace(
                                    "/etc/prometheus/rules",
                                    place.resolve("rules").toString()));

            String said = promtool("check", "config", file.toString());

            assertThat(said).contains("SUCCESS: " + file + " is valid prometheus config file syntax");
            assertThat(said.split("rules found", -1))
                    .as(said)
                    .hasSize(files.get("rules").size() + 1);
        }
    }

    @Test
    void everyAlertIsRaisedByWhatItIsAbout() throws IOException {
        Programs.write(folder.resolve("rules.yaml"), Files.readString(Path.of(RULES)));
        Path tests = Programs.write(folder.resolve("rules.test.yml"), Files.readString(TESTS));

        assertThat(promtool("check", "rules", folder.resolve("rules.yaml").toString()))
                .contains("SUCCESS");
        assertThat(promtool("test", "rules", tests.toString())).contains("SUCCESS");
        assertThat(ALERT.matcher(Files.readString(Path.of(RULES)))
                        .results()
                        .map(alert -> "alertname: " + alert.group(1)))
                .isNotEmpty()
                .allMatch(Files.readString(TESTS)::contains);
    }

    private String promtool(String... arguments) {
        return Programs.run(
                        folder,
                        Map.of(),
                        Stream.concat(Stream.of("promtool"), Stream.of(arguments))
                                .toArray(String[]::new))
                .orFail();
    }

    private static Map<String, String> data(Path golden, String name) throws IOException {
        return Tree.documents(Files.readString(golden.resolve("out.yaml"))).stream()
                .filter(object -> Tree.text(object, "kind").equals("ConfigMap")
                        && Tree.text(object, "metadata", "name").equals(name))
                .map(object -> Tree.strings(object, "data"))
                .findFirst()
                .orElse(Map.of());
    }
}
