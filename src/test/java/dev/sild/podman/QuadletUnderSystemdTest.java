package dev.sild.podman;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The units of examples/web-stack run under a real systemd. Its images are {@link StandIns}. */
@OnPodman(also = {"mmdebstrap", "unshare", "nsenter", "ip"})
class QuadletUnderSystemdTest {
    private static final String API = "localhost/web-stack-api:1.0";
    private static final String PASSWORD = "p@ss w$rd%h";
    private static final List<String> IMAGES = List.of(
            "docker.io/library/nginx:1.28-alpine",
            "docker.io/library/redis:7.4-alpine",
            "docker.io/library/postgres:17-alpine",
            API);

    @AutoClose
    private static PodmanMachine podman;

    @AutoClose
    private static SystemdMachine machine;

    @BeforeAll
    static void installTheUnits() throws IOException {
        podman = PodmanMachine.start();
        StandIns.debian("nginx:1.28-alpine", "redis:7.4-alpine", "postgres:17-alpine");
        Path project = Sild.copy(Path.of("examples/web-stack"), podman.folder("web-stack"));
        podman.build(project.resolve("api"), "--target", "production", "--format", "docker", "-t", API);
        // The machine has no network to build with, and may have no controllers for limits.
        Sild.file(project, "tested.yaml", """
                services:
                  nginx: {deploy: !reset null}
                  api: {build: !reset null, deploy: !reset null}
                  postgres: {deploy: !reset null}
                  redis: {deploy: !reset null}
                """);
        machine = SystemdMachine.boot(podman, IMAGES);
        Path units = machine.root().resolve("etc/containers/systemd/web-stack");
        CommandRunner.run(
                        project,
                        Map.of("DB_PASSWORD", PASSWORD),
                        Duration.ofSeconds(180),
                        Sild.command(
                                "convert",
                                "-f",
                                "compose.yaml",
                                "-f",
                                "tested.yaml",
                                "--layout",
                                "quadlet",
                                "-o",
                                units.toString()))
                .orFail();
        // Units mount the files of the project from where it is.
        Sild.copy(project, machine.root().resolve("srv/web-stack"));
        machine.run("mkdir", "-p", project.getParent().toString());
        machine.run("cp", "-r", "/srv/web-stack", project.toString());
        machine.run("sh", "/etc/containers/systemd/web-stack/secrets/create.sh");
        machine.run("systemctl", "daemon-reload");
        Files.copy(Path.of("/bin/busybox"), machine.root().resolve("root/busybox"));
    }

    @Test
    void theStackStartsInOrderAnswersAndSurvivesAKill() {
        machine.run("systemctl", "start", "--no-block", "web-stack-nginx");
        await().alias("all services run")
                .atMost(150, SECONDS)
                .conditionEvaluationListener(condition -> {
                    if (!condition.isSatisfied() && condition.getRemainingTimeInMS() < 1_000) {
                        System.out.println(machine.run("journalctl", "--no-pager", "-n", "60"));
                    }
                })
                .until(() -> machine.property("web-stack-nginx", "ActiveState").equals("active"));

        assertThat(page()).contains("Visit number 1<", "postgres holds 1 of them");
        List<Long> started = Stream.of("postgres", "api", "nginx")
                .map(service -> machine.property("web-stack-" + service, "ActiveEnterTimestampMonotonic"))
                .map(Long::valueOf)
                .toList();
        assertThat(started).isSorted().doesNotContain(0L);
        assertThat(machine.run("podman", "inspect", "--format", "{{.State.Health.Status}}", "web-stack-api"))
                .isEqualTo("healthy\n");

        String before = machine.property("web-stack-postgres", "MainPID");
        String containerId = machine.run("podman", "inspect", "--format", "{{.Id}}", "web-stack-postgres");
        machine.run("podman", "kill", "--signal", "KILL", "web-stack-postgres");

        await().alias("systemd starts it again").atMost(60, SECONDS).until(() -> {
            CommandRunner.Result id = machine.tryRun("podman", "inspect", "--format", "{{.Id}}", "web-stack-postgres");
            return id.exitCode() == 0 && !id.output().equals(containerId);
        });
        await().alias("the page has the rows of before")
                .atMost(120, SECONDS)
                .ignoreExceptions()
                .until(() -> page().contains("postgres holds 2 of them"));
        assertThat(machine.property("web-stack-postgres", "MainPID")).isNotEqualTo(before);
        assertThat(machine.run("journalctl", "--no-pager")).doesNotContain(PASSWORD);
    }

    private static String page() {
        return machine.run(
                "/root/busybox", "wget", "-q", "-O", "-", "--header", "Accept: text/html", "http://127.0.0.1:8080/");
    }
}
