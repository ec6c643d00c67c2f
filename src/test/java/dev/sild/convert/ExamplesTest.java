package dev.sild.convert;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples are what users copy first: each converts without a loss, and says how. */
@Tag("executable")
class ExamplesTest {
    private static final Path EXAMPLES = Path.of("examples");

    static List<Path> examples() throws IOException {
        try (Stream<Path> folders = Files.list(EXAMPLES)) {
            return folders.filter(Files::isDirectory).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyExampleConvertsWithoutALoss(Path example) {
        ConvertRun conversion = ConvertRun.run(example, "--strict", "--env-file", ".env.example");
        assertThat(conversion.code()).as(conversion.err()).isZero();
        assertThat(conversion.out()).contains("kind: Deployment");
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyExampleConvertsForPodman(Path example) {
        ConvertRun conversion = ConvertRun.run(example, "--target", "podman", "--env-file", ".env.example");
        assertThat(conversion.code()).as(conversion.err()).isZero();
        assertThat(conversion.out()).contains("kind: Pod");
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyPasswordStandsInSecretsOnly(Path example) throws IOException {
        String yaml = ConvertRun.run(example, "--env-file", ".env.example").out();
        assertThat(Files.readString(example.resolve(".env.example"))).contains("change-me");
        assertThat(yaml).contains("kind: Secret");
        // In Secrets it is in base64.
        assertThat(yaml).doesNotContain("change-me");
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyExampleIsNamedAtTheTopAndHasAReadme(Path example) throws IOException {
        assertThat(example.resolve("README.md")).isNotEmptyFile();
        assertThat(Files.readString(Path.of("README.md")))
                .contains("](" + example.toString().replace('\\', '/') + ")");
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyImageHasAFixedTag(Path example) throws IOException {
        List<String> images = Files.readString(example.resolve("compose.yaml"))
                .lines()
                .filter(line -> line.strip().startsWith("image:"))
                .toList();
        assertThat(images).isNotEmpty().allMatch(line -> line.matches(".*:v?\\d[\\w.-]*|.*:-.*\\d}"));
    }

    @Test
    void dashboardAsksOnlyTheDataSourcesThatAreProvided() throws IOException {
        Path grafana = EXAMPLES.resolve("monitoring/grafana");
        JsonNode dashboard = new ObjectMapper()
                .readTree(grafana.resolve("dashboards/overview.json").toFile());
        Set<String> asked = new TreeSet<>();
        dashboard
                .get("panels")
                .forEach(panel -> panel.get("targets").forEach(target -> {
                    assertThat(target.get("expr").asText()).isNotBlank();
                    asked.add(target.get("datasource").get("uid").asText());
                }));
        Set<String> provided = new TreeSet<>();
        Pattern.compile("uid: (\\w+)")
                .matcher(Files.readString(grafana.resolve("provisioning/datasources/datasources.yaml")))
                .results()
                .forEach(match -> provided.add(match.group(1)));
        assertThat(asked).isEqualTo(provided);
    }
}
