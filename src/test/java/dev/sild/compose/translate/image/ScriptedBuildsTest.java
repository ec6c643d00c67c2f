package dev.sild.compose.translate.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.compose.translate.TranslatedProject;
import dev.sild.model.Container.PullPolicy;
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

/** Images that commands in scripts, makefiles and guides of the project build. */
class ScriptedBuildsTest {
    @TempDir
    Path folder;

    private TranslatedProject project(String file, String text, String image) throws Exception {
        Files.createDirectories(folder.resolve(file).getParent());
        Files.writeString(folder.resolve(file), text);
        return TranslatedProject.of(folder, "services: {web: {image: '" + image + "'}}\n");
    }

    private static List<String> steps(TranslatedProject project) {
        return project.translation().findings().stream()
                .filter(finding -> finding.code() == Code.IMAGE_LOCAL)
                .map(Finding::remedy)
                .toList();
    }

    private static Optional<PullPolicy> policy(TranslatedProject project) {
        return project.pod("web").containers().get(0).pullPolicy();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "build.sh | docker build -t acme/web:latest ./web | 'docker build -t acme/web:latest ./web'",
                "README.md | Run `docker build -t acme/web web` first | 'docker build -t acme/web web'",
                "README.md | $ docker build --tag=acme/web web | 'docker build --tag=acme/web web'",
                "Makefile | \t@podman build -t acme/web:2 -f web/Dockerfile . |"
                        + " 'podman build -t acme/web:2 -f web/Dockerfile .'",
                "scripts/ci.sh | sudo docker image build . -t \"acme/web\" && echo done | docker image build",
                "Makefile | docker buildx build --platform linux/amd64 -t acme/web . | docker buildx build",
                "package.json | {\"scripts\": {\"image\": \"docker build -t acme/web .\"}} | docker build",
                "build.sh | docker build -t $REGISTRY/other -t acme/web:$TAG . | build it as in",
                "build.sh | docker build --build-arg TOKEN=geheim-4711 -t acme/web . | build it as in",
            })
    void areAStepThatNamesTheCommand(String file, String line, String command) throws Exception {
        TranslatedProject project = project(file, "#!/bin/sh\n" + line + "\n", "acme/web");
        assertThat(steps(project))
                .singleElement()
                .asString()
                .contains(file.substring(file.lastIndexOf('/') + 1) + ", line 2")
                .doesNotContain("geheim");
        assertThat(steps(project).get(0)).contains(command.replace("'", ""));
        assertThat(policy(project)).contains(PullPolicy.IF_NOT_PRESENT);
    }

    @Test
    void areFoundInCommandsOfSeveralLines() throws Exception {
        assertThat(steps(project(
                        "scripts/build.sh", "set -e\ndocker build \\\n  -t acme/web:1 \\\n  web\n", "acme/web:1")))
                .singleElement()
                .asString()
                .contains("line 2")
                .contains("docker build -t acme/web:1 web");
    }

    /** What is pulled for a fixed tag is up to the cluster, as before. */
    @Test
    void haveNoPolicyWithAFixedTag() throws Exception {
        assertThat(policy(project("build.sh", "docker build -t acme/web .", "acme/web:1")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "build.sh | docker build -t acme/other . | acme/web",
                "build.sh | docker build -t acme/web-base . | acme/web",
                "build.sh | docker run -t acme/web build | acme/web",
                "build.sh | docker build --target acme/web . | acme/web",
                "notes.csv | docker build -t acme/web . | acme/web",
                "build.sh | docker build -t ghcr.io/acme/web . | ghcr.io/acme/web",
                "build.sh | docker build -t grafana/grafana . | grafana/grafana",
                "build.sh | docker build -t hylang . | hylang",
                // These publish it.
                "build.sh | docker build -t acme/web . && docker push acme/web | acme/web",
                "build.sh | docker buildx build --push -t acme/web . | acme/web",
                "README.md | docker pull acme/web or docker build -t acme/web . | acme/web",
                "README.md | ![](https://img.shields.io/docker/pulls/acme/web) docker build -t acme/web . | acme/web",
            })
    void areNoneOfOthersAndOfThosePublished(String file, String line, String image) throws Exception {
        TranslatedProject project = project(file, line, image);
        assertThat(steps(project)).isEmpty();
        assertThat(policy(project)).isEmpty();
    }

    /** The user copies the command from the report. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "docker build -t acme/web $(id)",
                "docker build -t acme/web `id`",
                "docker build -t acme/web \u001b[2J"
            })
    void commandsThatAShellWouldChangeAreOnlyReferredTo(String line) throws Exception {
        assertThat(steps(project("build.sh", line, "acme/web")))
                .singleElement()
                .asString()
                .contains("build it as in build.sh, line 1")
                .doesNotContain("id");
    }

    @Test
    void ofImagesOfThisMachineAreNamedToo() throws Exception {
        assertThat(steps(project("build.sh", "docker build -t shop-web web", "shop-web")))
                .singleElement()
                .asString()
                .contains("docker build -t shop-web web");
    }

    @Test
    void areReadInBoundedTime() throws Exception {
        String line = "docker build " + "-t ".repeat(50_000) + "docker build -t x/".repeat(5_000) + "\n";
        assertThat(steps(project("build.sh", line, "acme/web"))).isEmpty();
    }
}
