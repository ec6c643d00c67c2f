package dev.sild.compose.translate.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.compose.translate.TranslatedProject;
import dev.sild.model.Container.PullPolicy;
import dev.sild.model.Port;
import dev.sild.report.Code;
import dev.sild.report.Finding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

    private TranslatedProject production(String development, String image) throws Exception {
        Files.createDirectories(folder.resolve("web"));
        Files.writeString(
                folder.resolve("web/Dockerfile"), "FROM nginx:1.27\nCOPY site.conf /etc/nginx/conf.d/default.conf\n");
        Files.writeString(
                folder.resolve("web/site.conf"),
                "server { listen 8080; resolver 127.0.0.11; location / { set $api http://api:5000; proxy_pass $api; } }");
        Files.writeString(folder.resolve("docker-compose.yml"), "services: {" + development + "}");
        return TranslatedProject.of(
                folder, "services: {web: {image: '" + image + "'}, api: {image: 'example/api:1', expose: ['5000']}}");
    }

    private static List<Integer> ports(TranslatedProject project) {
        return project.endpoint("web").ports().stream().map(Port::number).toList();
    }

    /** An image has what the Dockerfile says that another file builds it from, whatever its tag. */
    @ParameterizedTest
    @CsvSource({
        "'web: {build: ./web, image: ghcr.io/acme/web}', ghcr.io/acme/web:1.2",
        "'front: {build: {context: web}, image: ghcr.io/acme/web:dev}', ghcr.io/acme/web:1.2",
        "'web: {build: ./web}', ghcr.io/acme/shop-web:1.2",
    })
    void theirDockerfileSaysWhatIsInTheImage(String development, String image) throws Exception {
        TranslatedProject project = production(development, image);
        assertThat(ports(project)).containsExactly(8080);
        assertThat(project.reasons(Code.NAME_IN_FILE))
                .singleElement()
                .asString()
                .contains("127.0.0.11");
        assertThat(project.reasons(Code.IMAGE_TO_PUSH)).isEmpty();
    }

    /** What is built for development, from elsewhere or under another name may be another program. */
    @ParameterizedTest
    @CsvSource({
        "'web: {build: {context: web, target: dev}}', ghcr.io/acme/shop-web:1.2",
        "'web: {build: {context: web, dockerfile: Dockerfile.dev}}', ghcr.io/acme/shop-web:1.2",
        "'front: {build: web}', ghcr.io/acme/shop-web:1.2",
        "'web: {build: \"$FOLDER\"}', ghcr.io/acme/shop-web:1.2",
        "'web: {build: \"a\\0b\"}', ghcr.io/acme/shop-web:1.2",
        "'web: {build: [web]}', ghcr.io/acme/shop-web:1.2",
        "'web: {build: ../../etc}', ghcr.io/acme/shop-web:1.2",
        "'web: {build: ./web}', 'httpd:2.4'",
    })
    void noOtherDockerfileDoes(String development, String image) throws Exception {
        TranslatedProject project = production(development, image);
        assertThat(ports(project)).doesNotContain(8080);
        assertThat(project.reasons(Code.NAME_IN_FILE)).isEmpty();
    }
}
