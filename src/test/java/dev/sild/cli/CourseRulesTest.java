package dev.sild.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The five production tips and the five golden rules of the course: each has a rule, which tells bad from good. */
@Tag("executable")
class CourseRulesTest {
    private static final String COMPOSE = "compose.yaml";
    private static final String BUILT = "services: {web: {build: .}}\n";
    private static final String PINNED = "services: {web: {image: 'docker.io/library/nginx:1.28'}}\n";
    private static final String WORKFLOW = ".github/workflows/build.yml";
    private static final String PUSH = """
        on: push
        jobs:
          build:
            runs-on: ubuntu-latest
            steps:
            - run: docker build -t registry.example.com/shop/web:%1$s .
            %2$s- run: docker push registry.example.com/shop/web:%1$s
        """;

    @TempDir
    private Path folder;

    static Stream<Arguments> rules() {
        return Stream.of(
                rule(
                        "tip 1: specific tags",
                        "image-untagged",
                        Map.of(COMPOSE, "services: {web: {image: nginx}}\n"),
                        Map.of(COMPOSE, PINNED)),
                rule(
                        "tip 2: health checks",
                        "health-check-missing",
                        Map.of(
                                COMPOSE,
                                BUILT,
                                "Dockerfile",
                                "FROM docker.io/library/debian:13\nEXPOSE 80\nCMD [\"web\"]\n"),
                        Map.of(
                                COMPOSE,
                                BUILT,
                                "Dockerfile",
                                "FROM docker.io/library/debian:13\nEXPOSE 80\nHEALTHCHECK --interval=30s CMD curl -f"
                                        + " http://localhost\nCMD [\"web\"]\n")),
                rule(
                        "tip 3: users that are not root",
                        "runs-as-root",
                        Map.of(COMPOSE, BUILT, "Dockerfile", "FROM docker.io/library/debian:13\nCMD [\"web\"]\n"),
                        Map.of(
                                COMPOSE,
                                BUILT,
                                "Dockerfile",
                                "FROM docker.io/library/debian:13\nUSER 1001:1001\nCMD [\"web\"]\n")),
                rule(
                        "tip 4: multi-stage builds",
                        "build-tools-left",
                        Map.of(
                                COMPOSE,
                                BUILT,
                                "Dockerfile",
                                "FROM docker.io/library/golang:1.25\nCOPY . .\nRUN go build -o /web\n"),
                        Map.of(
                                COMPOSE,
                                BUILT,
                                "Dockerfile",
                                "FROM docker.io/library/golang:1.25 AS build\nCOPY . .\nRUN go build -o /web\nFROM"
                                        + " docker.io/library/debian:13\nCOPY --from=build /web /web\n")),
                rule(
                        "tip 5: secrets",
                        "secret-in-compose",
                        Map.of(
                                COMPOSE,
                                "services: {web: {image: 'example.com/web:1', environment: {DB_PASSWORD: kT5-gh2vQ}}}\n"),
                        Map.of(
                                COMPOSE,
                                "services: {web: {image: 'example.com/web:1', environment: {DB_PASSWORD: \"${DB_PASSWORD}\"}}}\n")),
                rule(
                        "golden rules 1 and 2: public images from Docker Hub, own ones from the company's registry",
                        "image-registry",
                        Map.of(
                                COMPOSE,
                                "services: {web: {image: 'quay.io/someone/web:1'}}\n",
                                ".sild.yaml",
                                "check: {registries: [docker.io, harbor.example.com]}\n"),
                        Map.of(
                                COMPOSE,
                                "services: {web: {image: 'harbor.example.com/shop/web:1'}, cache: {image: 'redis:8'}}\n",
                                ".sild.yaml",
                                "check: {registries: [docker.io, harbor.example.com]}\n")),
                rule(
                        "golden rule 3: the commit as tag",
                        "pushed-as-latest",
                        Map.of(COMPOSE, BUILT, "Dockerfile", "FROM scratch\n", WORKFLOW, PUSH.formatted("latest", "")),
                        Map.of(
                                COMPOSE,
                                BUILT,
                                "Dockerfile",
                                "FROM scratch\n",
                                WORKFLOW,
                                PUSH.formatted("${{ github.sha }}", ""))),
                rule(
                        "golden rule 4: clean-up of the registry",
                        "pushed-forever",
                        Map.of(
                                COMPOSE,
                                BUILT,
                                "Dockerfile",
                                "FROM scratch\n",
                                WORKFLOW,
                                PUSH.formatted("${{ github.sha }}", "")),
                        Map.of(COMPOSE, BUILT, "Dockerfile", "FROM scratch\n")),
                rule(
                        "golden rule 5: scanning",
                        "pushed-unscanned",
                        Map.of(COMPOSE, BUILT, "Dockerfile", "FROM scratch\n", WORKFLOW, PUSH.formatted("1", "")),
                        Map.of(
                                COMPOSE,
                                BUILT,
                                "Dockerfile",
                                "FROM scratch\n",
                                WORKFLOW,
                                PUSH.formatted("1", "- run: trivy image registry.example.com/shop/web:1\n    "))));
    }

    private static Arguments rule(String words, String rule, Map<String, String> bad, Map<String, String> good) {
        return Arguments.of(words, rule, bad, good);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void aRuleOfTheCourseTellsBadFromGood(String words, String rule, Map<String, String> bad, Map<String, String> good)
            throws IOException {
        assertThat(check("bad", bad)).contains("[" + rule + "]");
        assertThat(check("good", good)).doesNotContain("[" + rule + "]");
    }

    private String check(String name, Map<String, String> files) throws IOException {
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = folder.resolve(name).resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
        CommandRun run = CommandRun.of(folder.resolve(name), "", "check", "--level", "info");
        assertThat(run.code()).as(run.err()).isLessThan(2);
        return run.out();
    }
}
