package dev.sild.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sild.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
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

    private static final String SHARED = """
      name: shop
      services:
        web: {image: "nginx:1.29", volumes: ["media:/media:ro"]}
        api: {image: "example/api:1", volumes: ["media:/media"]}
      volumes: {media: }
      """;

    private static Map<String, Object> affinity(Path chart, String values) {
        return Tree.documents(WrittenChart.template(chart, values)).stream()
                .filter(object -> Tree.text(object, "kind").equals("Deployment")
                        && Tree.text(object, "metadata", "name").equals("api"))
                .map(object -> Tree.map(object, "spec", "template", "spec", "affinity"))
                .findFirst()
                .orElseThrow();
    }

    private static List<Object> required(Map<String, Object> affinity) {
        return List.copyOf(Tree.list(affinity, "podAffinity", "requiredDuringSchedulingIgnoredDuringExecution"));
    }

    @Test
    void podsWithTheSameVolumeStayTogetherWithAnAffinityOfTheUser() {
        Path chart = chart(SHARED);
        List<Object> together = required(affinity(chart, ""));
        assertThat(together).hasSize(1).asString().contains("volume.sild.dev/media");

        Map<String, Object> nodes = affinity(chart, "api: {affinity: {nodeAffinity: {x: zone}}}");
        assertThat(nodes).containsEntry("nodeAffinity", Map.of("x", "zone"));
        assertThat(required(nodes)).isEqualTo(together);

        Map<String, Object> pods = affinity(chart, """
        api:
          affinity:
            podAffinity:
              preferredDuringSchedulingIgnoredDuringExecution: [{weight: 1}]
              requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey: zone}]
        """);
        assertThat(required(pods))
                .hasSize(2)
                .contains(Map.of("topologyKey", "zone"))
                .containsAll(together);
        assertThat(Tree.list(pods, "podAffinity", "preferredDuringSchedulingIgnoredDuringExecution"))
                .containsExactly(Map.of("weight", 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"accessModes: [ReadWriteMany]", "existingClaim: mine"})
    void podsWithAVolumeForSeveralNodesAreWhereverThereIsRoom(String value) {
        Path chart = chart(SHARED);
        assertThat(affinity(chart, "persistence: {media: {" + value + "}}")).isEmpty();
        assertThat(affinity(
                        chart, "{persistence: {media: {" + value + "}}, api: {affinity: {nodeAffinity: {x: zone}}}}"))
                .isEqualTo(Map.of("nodeAffinity", Map.of("x", "zone")));
    }

    @Test
    void accessModesOfAClaimAreAValue() {
        Path chart = chart(SHARED);
        assertThat(WrittenChart.template(chart, "persistence: {media: {accessModes: [ReadWriteMany]}}"))
                .contains("  accessModes:\n    - ReadWriteMany\n")
                .doesNotContain("ReadWriteOnce");
        for (String wrong : List.of("[]", "[ReadWrite]")) {
            assertThatThrownBy(() -> WrittenChart.template(chart, "persistence: {media: {accessModes: " + wrong + "}}"))
                    .hasMessageContaining("schema");
        }
    }
}
