package dev.sild.compose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.convert.ConvertRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("executable")
class FindingPlacesTest {
    @TempDir
    Path folder;

    @Test
    void findingsAboutPodmanPointToTheAttribute() throws IOException {
        Files.writeString(folder.resolve("compose.yaml"), """
                services:
                  my.web:
                    image: example/web:1
                    healthcheck:
                      test: [CMD, "true"]
                    stdin_open: true
                """);

        assertThat(ConvertRun.run(folder, "--target", "podman").err())
                .contains("compose.yaml:6:5: lost: podman kube play does not keep standard input open")
                .contains("compose.yaml:4:5: lost: podman has no readiness probes");
    }

    @Test
    void anAttributeThatNoFileHasIsFoundAtTheNearestAbove() throws IOException {
        Files.writeString(folder.resolve("compose.yaml"), """
                name: shop

                services:
                  web:
                    image: example/web:1
                """);

        assertThat(ConvertRun.run(folder, "--security", "restricted").err())
                .doesNotContain("compose.yaml:1:")
                .contains("compose.yaml:4:3: ");
    }
}
