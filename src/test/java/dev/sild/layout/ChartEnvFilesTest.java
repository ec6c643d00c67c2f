package dev.sild.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What env files give to services can be set in a chart, and one name is one value everywhere. */
@Tag("executable")
class ChartEnvFilesTest {
    @TempDir
    Path project;

    @TempDir
    Path chart;

    private Fixture shop;

    @BeforeEach
    void writeTheProject() throws IOException {
        Files.writeString(project.resolve("compose.yaml"), """
          name: shop
          services:
            db:
              image: postgres:16
              environment: {POSTGRES_USER: "${DB_USER}", POSTGRES_PASSWORD: "${DB_PASSWORD}"}
            web:
              image: example/web:1
              env_file: .env
              environment: {MODE: production}
            worker:
              image: example/web:1
              env_file: [.env, worker.env]
          """);
        Files.writeString(project.resolve(".env"), """
          DB_USER=app
          DB_PASSWORD=geheim-9931
          DATABASE_URL=postgres://${DB_USER}:${DB_PASSWORD}@db:5432/app
          LANGUAGE=de
          MODE=debug
          """);
        Files.writeString(project.resolve("worker.env"), "LANGUAGE=en\nQUEUE=mails\n");
        shop = new Fixture("shop", project, Map.of(), List.of());
    }

    @Test
    void oneValueChangesTheDatabaseAndEveryServiceThatReadsTheFile() {
        VariableTrial trial = new VariableTrial(shop, chart);
        assertThat(trial.variables()).containsKeys("DB_USER", "DB_PASSWORD", "QUEUE");
        assertThat(trial.differences()).isEmpty();
        for (String name : List.of("DB_USER", "DB_PASSWORD", "QUEUE")) {
            assertThat(trial.differences(name)).isEmpty();
        }
    }

    @Test
    void aSecretOneIsNoneOfTheValues() throws IOException {
        shop.convert("--layout", "chart", "-o", chart.toString());
        assertThat(chart.resolve("values.yaml"))
                .content()
                .contains("DB_USER: app", "QUEUE: mails", "DB_PASSWORD: null")
                .doesNotContain("geheim");
        assertThat(chart.resolve(WrittenChart.SECRETS)).content().containsOnlyOnce("geheim-9931");
    }

    @Test
    void aNameWithSeveralValuesIsNoVariable() throws IOException {
        shop.convert("--layout", "chart", "-o", chart.toString());
        // LANGUAGE differs from file to file; web's own MODE overrides the file, so that only worker has the file's.
        assertThat(chart.resolve("values.yaml"))
                .content()
                .doesNotContain("LANGUAGE in the compose file", "LANGUAGE of the compose file")
                .contains("MODE: debug");
        assertThat(WrittenChart.template(chart, "{}"))
                .contains("value: \"de\"\n", "value: \"en\"\n", "value: \"production\"\n");
        assertThat(WrittenChart.template(chart, "variables: {MODE: test}"))
                .contains("value: \"production\"\n", "value: \"test\"\n")
                .doesNotContain("debug");
    }

    @Test
    void aValueOfTheShellDoesNotMeetThatOfAFile() throws IOException {
        Fixture other = new Fixture("shop", project, Map.of("DB_PASSWORD", "geheim-other"), List.of());
        other.convert("--layout", "chart", "-o", chart.toString());
        // Docker compose gives one to the database and the other to the services, and so does the chart.
        assertThat(Files.readString(chart.resolve(WrittenChart.SECRETS))).contains("geheim-9931", "geheim-other");
    }
}
