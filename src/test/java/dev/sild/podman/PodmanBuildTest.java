package dev.sild.podman;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.convert.ConvertRun;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The script of {@code --build-script} really builds the images of a project. */
@OnPodman
class PodmanBuildTest {
    private static final String HOSTILE = "it's $(touch hacked) `x` \"quoted\" \\ end";

    @AutoClose
    private static PodmanMachine podman;

    @BeforeAll
    static void convertAndBuild() {
        podman = PodmanMachine.start();
        StandIns.busybox();
        Path project = podman.folder("a project's folder");
        Sild.file(project, "compose.yaml", COMPOSE);
        Sild.file(project, "api/deploy/Dockerfile", DOCKERFILE);
        Sild.file(project, "api/page", "the page\n");
        Sild.file(project, "more/file", "from another folder\n");
        Sild.file(project, "token", "t0ken\n");
        ConvertRun conversion = ConvertRun.run(
                project, "--target", "podman", "--build-script", "ci/build.sh", "-o", "out.yaml", "--image-tag", "7");
        assertThat(conversion.code()).as(conversion.err()).isZero();
        podman.script(project.resolve("ci/build.sh"), Map.of("PUSH", "no", "API_TOKEN", "from the environment"))
                .orFail();
    }

    @Test
    void argumentsArriveAsTheyAreWritten() {
        assertThat(output("localhost/built-api:7", "cat", "/argument")).isEqualTo(HOSTILE + "\n");
    }

    @Test
    void secretArgumentsComeFromTheEnvironment() {
        assertThat(output("localhost/built-api:7", "cat", "/token")).isEqualTo("from the environment\n");
    }

    @Test
    void filesOfTheContextAndOfFurtherOnesAreThere() {
        assertThat(output("localhost/built-api:7", "cat", "/page", "/file"))
                .isEqualTo("the page\nfrom another folder\n");
    }

    @Test
    void secretsAreThereWhileItIsBuilt() {
        assertThat(output("localhost/built-api:7", "cat", "/secret-length")).isEqualTo("6\n");
    }

    @Test
    void furtherTagsNameTheSameImage() {
        assertThat(output("localhost/further:tag", "cat", "/page")).isEqualTo("the page\n");
    }

    @Test
    void aDockerfileInTheComposeFileBuildsOnAnotherServicesImage() {
        assertThat(output("localhost/built-inline:7", "cat", "/copied")).isEqualTo("the page\n");
    }

    private static String output(String image, String... command) {
        String[] all = new String[command.length + 5];
        System.arraycopy(new String[] {"run", "--rm", "--network", "none", image}, 0, all, 0, 5);
        System.arraycopy(command, 0, all, 5, command.length);
        return podman.run(all);
    }

    private static final String COMPOSE = """
      name: built
      services:
        inline:
          build:
            dockerfile_inline: |
              FROM localhost/sild-busybox:1
              COPY --from=api /page /copied
            additional_contexts: {api: "service:api"}
        api:
          build:
            context: api
            dockerfile: deploy/Dockerfile
            args:
              ARGUMENT: "it's $$(touch hacked) `x` \\"quoted\\" \\\\ end"
              API_TOKEN: not-this-one
            target: production
            additional_contexts: {more: ./more}
            labels: {com.example.label: it's}
            tags: [localhost/further:tag]
            extra_hosts: [db=10.0.0.1]
            network: none
            no_cache: true
            secrets: [{source: token, target: key}]
            shm_size: 64m
            ulimits: {nofile: {soft: 100, hard: 200}}
            provenance: true
            cache_from: [example.com/cache]
      secrets:
        token: {file: ./token}
      """;

    private static final String DOCKERFILE = """
      FROM localhost/sild-busybox:1 AS production
      ARG ARGUMENT
      ARG API_TOKEN
      COPY page /page
      COPY --from=more file /file
      RUN printf '%s\\n' "$ARGUMENT" > /argument
      RUN printf '%s\\n' "$API_TOKEN" > /token
      RUN --mount=type=secret,id=key wc -c < /run/secrets/key | tr -d ' ' > /secret-length
      FROM production AS other
      RUN rm /page
      """;
}
