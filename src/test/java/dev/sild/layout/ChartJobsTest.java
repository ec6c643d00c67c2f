package dev.sild.layout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When the one-shot jobs of a chart run again, and whether they run. */
@Tag("executable")
class ChartJobsTest {
    @TempDir
    private Path folder;

    private Path chart;

    @BeforeEach
    void aProjectWithAJobThatOthersWaitFor() throws IOException {
        Path project = Files.createDirectory(folder.resolve("project"));
        Files.writeString(project.resolve("migrate.conf"), "first");
        Files.writeString(project.resolve("compose.yaml"), """
        name: shop
        services:
          migrate:
            image: example/web:${TAG:-1}
            command: ["migrate", "--level=${LEVEL:-info}"]
            environment: {MODE: all, DB_PASSWORD: "${DB_PASSWORD:-geheim}"}
            volumes: ["./migrate.conf:/etc/migrate.conf:ro"]
            restart: "no"
          web:
            image: example/web:${TAG:-1}
            depends_on: {migrate: {condition: service_completed_successfully}}
          api:
            image: example/api:1
            depends_on: {migrate: {condition: service_completed_successfully}}
        """);
        chart = folder.resolve("chart");
        new Fixture("shop", project, Map.of(), List.of()).convert("--layout", "chart", "-o", chart.toString());
    }

    private String job(String values) {
        return Tree.documents(WrittenChart.template(chart, values)).stream()
                .filter(object -> Tree.text(object, "kind").equals("Job"))
                .map(object -> Tree.text(object, "metadata", "name"))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "variables: {TAG: '2'}",
                "variables: {LEVEL: debug}",
                "variables: {DB_PASSWORD: other}",
                "migrate: {env: {MODE: none}}",
                "migrate: {extraEnv: [{name: MORE, value: x}]}",
                "migrate: {existingSecret: mine}"
            })
    void aJobThatDoesSomethingElseIsAnotherOne(String values) {
        assertThat(job("")).matches("migrate-[0-9a-f]{8}");
        assertThat(job(values)).matches("migrate-[0-9a-f]{8}").isNotEqualTo(job(""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "web: {replicas: 3}",
                "migrate: {resources: {limits: {memory: 1Gi}}}",
                "migrate: {nodeSelector: {disk: ssd}}",
                "migrate: {podLabels: {team: blue}}",
                "migrate: {podAnnotations: {note: x}}",
                "migrate: {image: {pullPolicy: Always}}",
                "global: {imagePullSecrets: [{name: registry}]}",
                "nameOverride: other"
            })
    void aJobThatDoesTheSameDoesNotRunAgain(String values) {
        assertThat(job(values)).isEqualTo(job(""));
    }

    @Test
    void aChangedFileIsAnotherJob() throws IOException {
        String before = job("");
        Path files = chart.resolve("templates/migrate-configmap.yaml");
        Files.writeString(files, Files.readString(files).replace("first", "second"));
        assertThat(job("")).isNotEqualTo(before);
    }

    @Test
    void aJobThatIsSwitchedOffIsNotWaitedFor() throws IOException {
        assertThat(WrittenChart.template(chart, "")).contains("kind: Job", "- job/migrate-");
        assertThat(WrittenChart.template(chart, "migrate: {enabled: false}"))
                .doesNotContain("kind: Job", "- job/migrate-")
                .contains("kind: Deployment");
        assertThat(chart.resolve("values.yaml"))
                .content()
                .contains("It runs again after each change of its image, command, environment or files:"
                        + " it must be safe to repeat");
    }
}
