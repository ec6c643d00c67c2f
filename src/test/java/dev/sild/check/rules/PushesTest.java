package dev.sild.check.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.check.project.PipelineFile;
import dev.sild.check.rules.Pushes.Push;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PushesTest {
    private static String tags(String text) {
        return Pushes.of(new PipelineFile("ci.yml", text.lines().toList())).stream()
                .map(Push::tag)
                .toList()
                .toString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "docker push shop | [LATEST]",
                "docker push shop:latest && docker logout | [LATEST]",
                "docker push ${{ secrets.USER }}/shop:latest | [LATEST]",
                "docker push registry:5000/shop | [LATEST]",
                "docker push shop:1.4 | [OTHER]",
                "docker push $IMAGE | [OTHER]",
                "docker push --all-tags shop | [OTHER]",
                "docker push shop:${VERSION} | [OTHER]",
                "docker push shop@sha256:1234 | [OTHER]",
                "docker push shop:$(git rev-parse HEAD) | [COMMIT]",
                "docker push shop:${{ github.sha }} | [COMMIT]",
                "podman push shop:$CI_COMMIT_SHORT_SHA docker://ghcr.io/shop:$CI_COMMIT_SHORT_SHA | [COMMIT]",
                "docker buildx build --push -t a/shop:latest -t a/shop:$GITHUB_SHA . | [LATEST, COMMIT]",
                "docker buildx build --push . \\\\n -t a/shop . | [LATEST]",
                "docker build -t a/shop:latest . | []",
                "/kaniko/executor --destination a/shop:latest | [LATEST]",
                "sh 'docker push a/shop:1.4.2' } | [OTHER]",
                "docker push --platform linux/arm64 a/shop:$GITHUB_SHA 2>&1 | [COMMIT]",
                "docker push a/shop:1.4 > log | [OTHER]",
                "docker push a/shop:1.4 # the newest | [OTHER]",
                "echo \"now run docker push a/shop to publish\" | []",
                "echo \"pushing\" && docker push a/shop | [LATEST]",
                "git push origin main | []",
                "docker pull shop:latest | []",
            })
    void aCommandPushesImages(String command, String tags) {
        assertThat(tags("  script:\n    - " + command.replace("\\n", "\n"))).isEqualTo(tags);
    }

    @Test
    void anActionPushesTheTagsOfItsStep() {
        String step = """
                steps:
                  - name: build
                    uses: docker/build-push-action@v6
                    with:
                      tags: a/shop:latest,a/shop:${{ github.sha }}
                      push: true
                  - uses: docker/build-push-action@v6
                    with: {push: true}
                  - uses: docker/build-push-action@v6
                    with:
                      tags: a/other:latest
                """;

        assertThat(tags(step)).isEqualTo("[LATEST, COMMIT]");
        assertThat(tags(step.replace("push: true\n", "push: false\n"))).isEqualTo("[]");
        assertThat(tags(step.replace("a/shop:latest,a/shop:${{ github.sha }}", "${{ steps.meta.outputs.tags }}")))
                .isEqualTo("[OTHER]");
        assertThat(tags(step.replace("push: true\n", "outputs: type=image,push=true\n")))
                .isEqualTo("[LATEST, COMMIT]");
        assertThat(tags(step.replace("push: true\n", "outputs: type=image,push-by-digest=true,push=true\n")))
                .isEqualTo("[OTHER]");
        assertThat(tags(step.replace("docker/build", "someone/build"))).isEqualTo("[LATEST, COMMIT]");
    }

    @Test
    void jenkinsPushesWhatItHasBuilt() {
        assertThat(tags("app = docker.build('shop')\napp.push(\"${env.BUILD_NUMBER}\")\napp.push('latest')"))
                .isEqualTo("[COMMIT, LATEST]");
        assertThat(tags("list.push('latest')")).isEqualTo("[]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"${{", "docker push ", "`", "$(", " - ", "docker build --push -t "})
    void hostileLinesTakeNoTime(String part) {
        String line = part.repeat((1 << 20) / part.length());

        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(10), () -> tags("docker push x\n" + line));
    }
}
