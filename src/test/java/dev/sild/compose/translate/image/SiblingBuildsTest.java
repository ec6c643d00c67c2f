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
}
