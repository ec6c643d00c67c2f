package dev.sild.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How many pods the values of a chart allow, and on which nodes. */
@Tag("executable")
class ChartPodsTest {
    private static final String SHOP = """
      name: shop
      services:
        web: {image: "example/web:1", ports: ["8080:80"]}
        files: {image: "example/files:1", volumes: ["files:/files"]}
        twice: {image: "example/twice:1", volumes: ["twice:/twice"], deploy: {replicas: 2}}
        db: {image: "postgres:17", volumes: ["data:/var/lib/postgresql/data"], environment: {POSTGRES_PASSWORD: x1}}
        cache: {image: "redis:8"}
      volumes: {files: , twice: , data: }
      """;

    @TempDir
    private Path folder;

    private Path chart(String compose) {
        try {
            Path project = Files.createDirectory(folder.resolve("project"));
            Files.writeString(project.resolve("compose.yaml"), compose);
            Path chart = folder.resolve("chart");
            new Fixture("shop", project, Map.of(), List.of()).convert("--layout", "chart", "-o", chart.toString());
            return chart;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"files", "db"})
    void aServiceWithTheFilesOfOneVolumeHasAtMostOnePod(String service) {
        Path chart = chart(SHOP);
        assertThatThrownBy(() -> WrittenChart.template(chart, service + ": {replicas: 2}"))
                .hasMessageContaining("schema");
        assertThat(WrittenChart.template(chart, service + ": {replicas: 0}")).contains("replicas: 0");
        assertThat(chart.resolve("values.yaml"))
                .content()
                .contains(
                        "# -- Number of pods, 0 or 1: two servers on the files of one volume corrupt them",
                        "# -- Number of pods, 0 or 1: one pod at a time may use the files of its volume");
    }

    @ParameterizedTest
    @ValueSource(strings = {"web", "twice", "cache"})
    void anyOtherServiceHasAsManyAsItIsGiven(String service) {
        assertThat(WrittenChart.template(chart(SHOP), service + ": {replicas: 5}"))
                .contains("replicas: 5");
    }
}
