package dev.sild.compose.translate.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.compose.translate.TranslatedProject;
import dev.sild.model.Exposure;
import dev.sild.report.Finding;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that reach closed ports begin with those of services that wait for others. */
class PublishingOrderTest {
    @TempDir
    Path folder;

    @Test
    void servicesComeBeforeThoseTheyWaitFor() throws Exception {
        TranslatedProject project = TranslatedProject.of(folder, """
                services:
                  store: {image: example/store, ports: ['127.0.0.1:7000:7000']}
                  frontend: {image: example/frontend, ports: ['3000:3000'], depends_on: [api]}
                  api: {image: example/api, ports: ['8000:8000'], depends_on: [store]}
                  other: {image: example/other, ports: ['9000:9000']}
                  nginx: {image: nginx, ports: ['8080:80'], depends_on: [frontend]}
                """);

        List<String> commands = project.translation().findings().stream()
                .map(Finding::command)
                .filter(command -> command.contains("port-forward"))
                .map(command -> command.replaceAll(".*service/(\\w+) .*", "$1"))
                .toList();
        assertThat(commands).containsExactly("nginx", "frontend", "api", "store", "other");
        assertThat(project.translation().application().exposures())
                .extracting(Exposure::component)
                .containsExactly("api", "frontend", "other", "nginx");
    }
}
