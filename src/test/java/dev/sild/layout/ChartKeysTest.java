package dev.sild.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the sections of services in a chart's values are called, and which Secret each uses. */
@Tag("executable")
class ChartKeysTest {
    @Test
    void servicesHaveKeysThatTemplatesCanName(@TempDir Path folder) throws IOException {
        Path project = Files.createDirectory(folder.resolve("project"));
        Files.writeString(project.resolve("compose.yaml"), """
        name: shop
        services:
          my-api: {image: "example/api:1", volumes: ["my-data:/data"]}
          global: {image: "example/global:1"}
          persistence: {image: "example/persistence:1"}
          db-2: {image: "example/db:1"}
          db2: {image: "example/other:1"}
        volumes: {my-data: }
        """);
        Path chart = folder.resolve("chart");
        Fixture fixture = new Fixture("shop", project, Map.of(), List.of());
        fixture.convert("--layout", "chart", "-o", chart.toString());
        assertThat(chart.resolve("templates/my-api-deployment.yaml"))
                .content()
                .contains("{{ .Values.myApi.replicas }}", ".Values.myApi.persistence.myData.existingClaim");
        String yaml = WrittenChart.template(chart, """
        myApi: {image: {tag: a}}
        globalService: {image: {tag: b}}
        persistenceService: {image: {tag: c}}
        db2: {image: {tag: d}}
        """);
        assertThat(yaml).contains("example/api:a", "example/global:b", "example/persistence:c");
        assertThat(List.of(yaml.contains("example/db:d"), yaml.contains("example/other:d")))
                .containsOnlyOnce(true);
        assertThat(ChartMeaning.of(
                        WrittenChart.template(chart, ""), fixture.convert().out()))
                .isEqualTo(ChartMeaning.ofList(fixture.convert().out()));
    }

    @Test
    void aSecretOfSeveralServicesIsMadeUntilEachHasItsOwn(@TempDir Path folder) throws IOException {
        Path project = Files.createDirectory(folder.resolve("project"));
        Files.writeString(project.resolve("compose.yaml"), """
        name: shop
        services:
          beat: {image: "example/web:1", environment: {TOKEN: "geheim-1234"}}
          web: {image: "example/web:1", environment: {TOKEN: "geheim-1234"}}
        """);
        Path chart = folder.resolve("chart");
        new Fixture("shop", project, Map.of(), List.of()).convert("--layout", "chart", "-o", chart.toString());
        assertThat(WrittenChart.template(chart, "beat: {existingSecret: mine}"))
                .contains("kind: Secret", "name: \"mine\"", "name: \"beat-env\"");
        // Nothing asks for the value, either.
        assertThat(WrittenChart.templateOfCheckout(
                        chart, "{beat: {existingSecret: mine}, web: {existingSecret: mine}}"))
                .doesNotContain("kind: Secret", "beat-env")
                .contains("name: \"mine\"");
    }
}
