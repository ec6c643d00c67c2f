package dev.sild.compose.translate.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.compose.translate.TranslatedProject;
import dev.sild.model.Container.PullPolicy;
import dev.sild.report.Code;
import dev.sild.report.Finding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Images that another compose file of the folder builds. */
class SiblingBuildsTest {
    @TempDir
    Path folder;

    private TranslatedProject project(String service, String image) throws Exception {
        Files.writeString(
                folder.resolve("compose.dev.yaml"),
                "services:\n  " + service + ": {build: ./api, image: '" + image + "'}\n");
        return TranslatedProject.of(folder, "services: {api: {image: '" + image + "'}}\n");
    }

    /** A registry may have a newer one, whoever builds it. */
    @ParameterizedTest
    @CsvSource({
        "shop-api, true",
        "shop-api:latest, true",
        "shop-api:1, false",
        "myorg/api, false",
        "myorg/api:latest, false",
        "registry.example.com/api:latest, false",
    })
    void onlyThoseOfThisMachineAreNotPulledAgain(String image, boolean once) throws Exception {
        assertThat(project("api", image)
                        .pod("api")
                        .containers()
                        .get(0)
                        .pullPolicy()
                        .equals(Optional.of(PullPolicy.IF_NOT_PRESENT)))
                .isEqualTo(once);
    }

    @Test
    void theirCommandIsNamed() throws Exception {
        assertThat(project("api", "shop-api").translation().findings())
                .filteredOn(finding -> finding.code() == Code.IMAGE_LOCAL)
                .extracting(Finding::remedy)
                .allMatch(remedy -> remedy.toString().contains("docker compose -f compose.dev.yaml build api"));
    }

    /** The user copies the command from the report. */
    @ParameterizedTest
    @ValueSource(strings = {"'-rf'", "'a $(id)'", "'a`id`'", "\"a'b\""})
    void namesThatComposeDoesNotAllowAreInNoCommand(String service) throws Exception {
        assertThat(project(service, "shop-api").translation().findings())
                .filteredOn(finding -> finding.code() == Code.IMAGE_LOCAL)
                .isNotEmpty()
                .extracting(Finding::remedy)
                .noneMatch(remedy -> remedy.toString().contains("docker compose"));
    }

    private boolean isTask(String image) throws Exception {
        return project("api", image).translation().findings().stream()
                .anyMatch(finding -> finding.code() == Code.IMAGE_LOCAL
                        && finding.remedy().contains("docker compose -f compose.dev.yaml build api"));
    }

    @ParameterizedTest
    @CsvSource({
        "myorg/api:1, true",
        "'${NAMESPACE:-myorg}/api:${VERSION:-1}', true",
        "ghcr.io/myorg/api:1, false",
        "grafana/grafana:11.0.0, false",
    })
    void namesOfDockerHubAreTasksUnlessTheyAreKnownOrInAnotherRegistry(String image, boolean task) throws Exception {
        assertThat(isTask(image)).isEqualTo(task);
    }

    @ParameterizedTest
    @CsvSource({
        ".github/workflows/release.yml, 'run: docker push acme/api', false",
        ".github/workflows/release.yml, 'uses: docker/build-push-action@v6 # acme/api', false",
        ".github/workflows/test.yml, 'run: docker build -t acme/api .', true",
        ".github/workflows/release.yml, 'run: docker push acme/other', true",
        "README.md, 'docker pull myorg/api', false",
        "README.md, 'myorg/api is built by make', true",
    })
    void imagesThatTheProjectPublishesAreNoTask(String file, String text, boolean task) throws Exception {
        Files.createDirectories(folder.resolve(file).getParent());
        Files.writeString(folder.resolve(file), text);
        assertThat(isTask("myorg/api:1")).isEqualTo(task);
    }
}
