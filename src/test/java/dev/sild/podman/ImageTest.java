package dev.sild.podman;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The image of the Dockerfile, built whole on stand-ins of its bases, and run as helm/sild runs it: as nobody in
 * particular, with nothing to write to but a temporary folder, and without the network.
 */
@OnPodman(also = "mmdebstrap", jdk = 25)
class ImageTest {
    private static final Path REPOSITORY = Path.of("").toAbsolutePath();
    private static final Path MAVEN = Path.of(System.getProperty("user.home"), ".m2");
    private static final Duration BUILD = Duration.ofMinutes(20);
    private static final String IMAGE = "localhost/sild:test";
    private static final Pattern FIRST_PROCESS =
            Pattern.compile("(?m)^1 +\\S*java .*-XX:AOTCache=.*sild-operator\\.jar");

    @AutoClose
    private static PodmanMachine podman;

    @BeforeAll
    static void build() throws Exception {
        podman = PodmanMachine.start();
        StandIns.debian();
        Map<String, String> bases = bases();
        StandIns.java(podman, 25, List.copyOf(bases.values()));
        List<String> command = new ArrayList<>(List.of(
                "build",
                "--quiet",
                "-t",
                IMAGE,
                "--network",
                "none",
                "--build-arg",
                "MAVEN_ARGS=-o",
                "--volume",
                MAVEN + ":/root/.m2"));
        bases.forEach((name, image) -> Collections.addAll(command, "--build-arg", name + "=" + image));
        command.add(REPOSITORY.toString());
        podman.tryRun(BUILD, command.toArray(String[]::new)).orFail();
    }

    @Test
    void convertsWhatIsMounted() {
        Path project = podman.folder("project");
        Sild.file(project, "compose.yaml", "services: {web: {image: 'nginx:1.28', ports: ['8080:80']}}");

        assertThat(run(List.of("-v", project + ":/work:ro"), "convert").orFail())
                .contains("kind: Deployment");
    }

    @Test
    void startsFromTheClassArchive() {
        // An archive that does not fit is an error then, where it would be passed over.
        CommandRunner.Result result = run(List.of("-e", "SILD_JAVA_OPTS=-XX:AOTMode=on"), "--version");

        assertThat(result.orFail()).startsWith("sild ");
        assertThat(result.errors())
                .as("what the launcher has to say where it has to make something first")
                .isEmpty();
    }

    @Test
    void knowsTheOperator() {
        assertThat(run(List.of(), "operator", "--help").orFail()).contains("sild operator");
    }

    @Test
    void startsTheOperatorFromAnArchiveOfItsOwn() {
        // Without a cluster it reports that and exits, after a few attempts that are configured here.
        podman.run(command(
                List.of(
                        "--detach",
                        "--name",
                        "operator",
                        "--env",
                        "SILD_JAVA_OPTS=-XX:AOTMode=on",
                        "--env",
                        "QUARKUS_KUBERNETES_CLIENT_REQUEST_RETRY_BACKOFF_LIMIT=5"),
                "operator"));

        await().alias("its first process gets the signals")
                .atMost(Duration.ofSeconds(180))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> FIRST_PROCESS
                        .matcher(podman.tryRun(Duration.ofSeconds(30), "top", "operator", "pid", "args")
                                .output())
                        .find());
        await().atMost(Duration.ofSeconds(180))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> podman.logs("operator").contains("cannot start the operator"));
        assertThat(podman.logs("operator")).contains("Listening on: http://0.0.0.0:8080");
    }

    @Test
    void isTheLauncherAndRunsAsNobodyInParticular() {
        assertThat(podman.run(
                        "image",
                        "inspect",
                        "--format",
                        "{{.User}} {{.Config.Entrypoint}} {{.Config.WorkingDir}}",
                        IMAGE))
                .isEqualTo("65532:65532 [/opt/sild/sild] /work\n");
    }

    private static CommandRunner.Result run(List<String> options, String... arguments) {
        List<String> all = new ArrayList<>(List.of("--rm"));
        all.addAll(options);
        return podman.tryRun(Duration.ofSeconds(180), command(all, arguments));
    }

    private static String[] command(List<String> options, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                "run",
                "--network",
                "none",
                "--read-only",
                "--read-only-tmpfs=false",
                "--tmpfs",
                "/tmp",
                "--cap-drop",
                "all",
                "--security-opt",
                "no-new-privileges"));
        command.addAll(options);
        command.add(IMAGE);
        Collections.addAll(command, arguments);
        return command.toArray(String[]::new);
    }

    /** The base images of the Dockerfile by argument, without their digests: a stand-in cannot have those. */
    private static Map<String, String> bases() throws Exception {
        return Pattern.compile("(?m)^ARG (JDK|JRE)=([^@\\s]+)")
                .matcher(Files.readString(REPOSITORY.resolve("Dockerfile")))
                .results()
                .collect(Collectors.toMap(match -> match.group(1), match -> match.group(2)));
    }
}
