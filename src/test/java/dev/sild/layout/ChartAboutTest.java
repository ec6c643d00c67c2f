package dev.sild.layout;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.params.provider.CsvSource;

/** What a chart says of itself: its version, its notes and its page. */
@Tag("executable")
class ChartAboutTest {
    @TempDir
    private Path folder;

    private Path chart(String compose, String... arguments) throws IOException {
        Path project = Files.createDirectory(folder.resolve("project"));
        Files.writeString(project.resolve("compose.yaml"), compose);
        Files.writeString(project.resolve("Dockerfile"), "FROM alpine:3.22\nCOPY . /app\nEXPOSE 8000\n");
        Path chart = folder.resolve("chart");
        new Fixture("shop", project, Map.of(), List.of(arguments)).convert("--layout", "chart", "-o", chart.toString());
        return chart;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "db: {image: 'postgres:17'}, web: {build: ., image: 'shop:2.1'}, x: {image: 'example/x:9'} | 2.1",
                "db: {image: 'postgres:17'}, web: {build: .}, x: {image: 'example/x:9'} | 0.1.0",
                "db: {image: 'postgres:17'}, x: {image: 'example/x:9'} | 9",
                "db: {image: 'postgres:17', ports: ['5432:5432']}, p: {image: 'nginx:1.29'} | 0.1.0",
                "db: {image: 'postgres:17'}, blog: {image: 'ghost:5.2'}, p: {image: 'nginx:1.29'} | 5.2",
                "x: {image: 'example/x:latest'} | 0.1.0"
            })
    void theVersionIsThatOfTheProjectsOwnImage(String services, String version) throws IOException {
        String about = Files.readString(
                chart("{name: shop, services: {" + services + "}}").resolve("Chart.yaml"));
        assertThat(Tree.text(Tree.documents(about).get(0), "appVersion")).isEqualTo(version);
    }

    @Test
    void theTestConnectsToTheServicesThatHavePods() throws IOException {
        Path chart = chart("""
        name: shop
        services:
          web: {image: "example/web:1", ports: ["8080:80"]}
          db: {image: "postgres:17", volumes: ["data:/var/lib/postgresql/data"]}
        volumes: {data: }
        """);
        Path test = chart.resolve("templates/tests/connection.yaml");
        assertThat(test).content().contains("helm.sh/hook-delete-policy: before-hook-creation\n");
        // Helm renders no hooks here.
        Files.writeString(test, Files.readString(test).replaceAll("(?m)^    helm.sh/hook: test\n", ""));
        assertThat(connections(chart, "")).containsExactly("web", "80", "db", "5432");
        assertThat(connections(chart, "db: {replicas: 0}")).containsExactly("web", "80");
        assertThat(connections(chart, "{db: {replicas: 0}, web: {replicas: 0}}"))
                .isEmpty();
        assertThat(Tree.list(pod(chart, "global: {imagePullSecrets: [{name: registry}]}"), "spec", "imagePullSecrets"))
                .containsExactly(Map.of("name", "registry"));
    }

    private static List<String> connections(Path chart, String values) {
        return Tree.texts(Tree.list(pod(chart, values), "spec", "containers").get(0), "args");
    }

    private static Map<String, Object> pod(Path chart, String values) {
        return Tree.documents(WrittenChart.template(chart, values)).stream()
                .filter(object -> Tree.text(object, "kind").equals("Pod"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theNotesNameApplicationsFirstAndWhatHasToBeBuilt() throws IOException {
        Path chart = chart("""
        name: shop
        services:
          db: {image: "postgres:17", ports: ["5432:5432"]}
          web: {build: ., ports: ["8081:8000"]}
          mqtt: {image: "example/mqtt:1", ports: ["1884:1883"]}
        """);
        String notes = Files.readString(chart.resolve("templates/NOTES.txt"));
        assertThat(notes)
                .containsSubsequence(
                        "web is at http://localhost:8081 once",
                        "mqtt is at localhost:1884 once",
                        "db is at localhost:5432 once",
                        "Build and push these images.",
                        "  shop-web: web.image.repository\n");
    }

    @Test
    void theChartMayHaveTheConditionOfADependency() throws IOException {
        Path chart = chart("{name: shop, services: {enabled: {image: 'example/web:1'}}}");
        assertThat(WrittenChart.template(chart, "{enabled: true, enabledService: {replicas: 4}}"))
                .contains("replicas: 4");
    }

    @Test
    void theCommentOnAnEmptyTagSaysThatARebuiltImageIsNotRolledOut() throws IOException {
        String values = Files.readString(chart("{name: shop, services: {web: {build: .}, x: {image: 'a/x:1'}}}")
                .resolve("values.yaml"));
        assertThat(values)
                .contains("# -- Tag of the image; empty for latest, of which a rebuilt image is not rolled out:"
                        + " set a tag for each build\n    tag: \"\"\n")
                .contains("# -- Tag of the image\n    tag: \"1\"\n");
    }

    @Test
    void thePageHasDefaultsAndDescribesCommonKeysOnce() throws IOException {
        Path chart = chart("""
        name: shop
        services:
          web: {build: ., image: "shop:1", volumes: ["code:/app"], environment: {A: "x|y", DB_PASSWORD: geheim}}
          db: {image: "postgres:17"}
        volumes: {code: }
        """);
        String page = Files.readString(chart.resolve("README.md"));
        assertThat(page)
                .contains(
                        "| `web.image.tag` | `\"1\"` | Tag of the image |",
                        "| `web.replicas` | `1` | Number of pods",
                        "`SERVICE` is the key of one of them: `db`, `web`.",
                        "| `SERVICE.nodeSelector` | `{}` |",
                        "## Prerequisites",
                        "`ALTER ROLE`",
                        "Claims stay, with their data.")
                .doesNotContain("web.nodeSelector", "geheim");
        assertThat(page.split("nodeSelector")).hasSize(2);
        assertThat(chart.resolve("values.yaml"))
                .content()
                .contains("# -- Size of the volume, which is filled from the first image of web:"
                        + " a later image does not change its files");
    }
}
