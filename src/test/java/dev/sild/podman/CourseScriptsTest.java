package dev.sild.podman;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * {@code sild up} with the scripts of the container course: what must be reachable is, what must be closed is closed,
 * and what must be kept is kept. Only the ports of the machine are others.
 */
@OnPodman(also = {"mmdebstrap", "curl"})
class CourseScriptsTest {
    private static final Path SCRIPTS = Path.of("src/test/resources/course").toAbsolutePath();

    @AutoClose
    private static PodmanMachine podman;

    @BeforeAll
    static void start() {
        podman = PodmanMachine.start();
        StandIns.debian("nginx:alpine", "redis:alpine", "postgres:alpine", "postgres:13-alpine");
        StandIns.busybox();
        // A Python without a terminal or a script ends at once.
        image("docker.io/library/python:3.9-alpine", "CMD [\"cat\"]");
        image("docker.io/library/alpine:latest", "CMD [\"sh\"]");
        image("docker.io/library/node:16-alpine", """
        RUN ["/bin/sh", "-c", "printf '#!/bin/sh\\\\nexec httpd -f -p 3000 -h .\\\\n' > /bin/npm; chmod +x /bin/npm"]
        """);
        image("docker.io/prom/prometheus:latest", server(9090));
        image("docker.io/grafana/grafana:latest", server(3000));
        image("gcr.io/cadvisor/cadvisor:latest", server(8080));
    }

    @Test
    void theWebServerIsHealthyWithinItsLimits() throws Exception {
        int port = PodmanMachine.freePort();
        Up up = script("production-web", "80:80", port + ":80");
        up.run("up", "-d", "-f", "script.sh").orFail();
        assertThat(PodmanMachine.page(port, "/")).contains("nginx");
        assertThat(up.run("ps", "-f", "script.sh").orFail())
                .contains(" healthy")
                .doesNotContain("unhealthy");
        String name = "production-web-production-web-production-web";
        JsonNode container = inspect(name);
        assertThat(container.at("/HostConfig/Memory").asLong()).isEqualTo(512L << 20);
        assertThat(container.at("/HostConfig/CpuQuota").asDouble()
                        / container.at("/HostConfig/CpuPeriod").asDouble())
                .isEqualTo(1.5);
        // The container ends while podman still looks for the end of the command, which is an error or not.
        podman.tryRun(Duration.ofSeconds(60), "exec", name, "nginx", "-s", "stop");
        await().atMost(60, SECONDS)
                .ignoreExceptions()
                .until(() -> !inspect(name).at("/State/StartedAt").equals(container.at("/State/StartedAt"))
                        && PodmanMachine.page(port, "/").contains("nginx"));
        up.run("down", "-f", "script.sh").orFail();
    }

    @Test
    void theTierOfTheDataIsClosedAndTheCacheHasItsAlias() throws Exception {
        int port = PodmanMachine.freePort();
        Up up = script("three-tier", "80:80", port + ":80");
        up.run("up", "-d", "-f", "script.sh").orFail();
        assertThat(PodmanMachine.page(port, "/")).contains("nginx");
        assertThat(asks("three-tier_backend", "redis-master", 6379)).isTrue();
        assertThat(asks("three-tier_backend", "cache", 6379)).isTrue();
        assertThat(asks("three-tier_backend", "postgres", 5432)).isTrue();
        assertThat(asks("three-tier_frontend", "nginx", 80)).isTrue();
        assertThat(asks("three-tier_frontend", "postgres", 5432)).isFalse();
        assertThat(asks("three-tier_frontend", "redis-master", 6379)).isFalse();
        assertThat(podman.run(
                        "network",
                        "inspect",
                        "--format",
                        "{{.Internal}} {{(index .Subnets 0).Subnet}}",
                        "three-tier_backend"))
                .isEqualToIgnoringWhitespace("true 172.21.0.0/16");
        up.run("down", "-f", "script.sh").orFail();
    }

    @Test
    void containersAreOnTheNetworkThatTheyJoinedLater() throws Exception {
        int port = PodmanMachine.freePort();
        Up up = script("quick-stack", "80:80", port + ":80");
        up.run("up", "-d", "-f", "script.sh").orFail();
        assertThat(PodmanMachine.page(port, "/")).contains("nginx");
        assertThat(asks("quick-stack_myapp", "db", 5432)).isTrue();
        up.run("down", "-f", "script.sh").orFail();
    }

    @Test
    void sourcesAreLiveAndTheAnonymousVolumeIsOver() throws Exception {
        int port = PodmanMachine.freePort();
        Up up = script("dev-live-reload", "3000:3000", port + ":3000");
        Sild.file(up.project(), "page.html", "one\n");
        Sild.file(up.project(), "node_modules/of-the-machine", "x");
        up.run("up", "-d", "-f", "script.sh").orFail();
        assertThat(PodmanMachine.page(port, "/page.html")).isEqualTo("one\n");
        Sild.file(up.project(), "page.html", "two\n");
        assertThat(PodmanMachine.page(port, "/page.html")).isEqualTo("two\n");
        assertThat(podman.exec("dev-live-reload-dev-env-dev-env", "ls", "/workspace/node_modules"))
                .isEmpty();
        up.run("down", "--volumes", "-f", "script.sh").orFail();
    }

    @Test
    void containersOfAPodShareLocalhost() throws Exception {
        int port = PodmanMachine.freePort();
        Up up = script("podman-pod", "8080:80", port + ":80");
        up.run("up", "-d", "-f", "script.sh").orFail();
        assertThat(PodmanMachine.page(port, "/")).contains("nginx");
        JsonNode frontend = inspect("podman-pod-frontend-frontend");
        JsonNode backend = inspect("podman-pod-frontend-backend");
        assertThat(backend.path("Pod")).isEqualTo(frontend.path("Pod"));
        assertThat(podman.run(
                        "run",
                        "--rm",
                        "--pod",
                        "podman-pod-frontend",
                        PodmanMachine.BUSYBOX,
                        "wget",
                        "-q",
                        "-O-",
                        "http://localhost/"))
                .contains("nginx");
        up.run("down", "-f", "script.sh").orFail();
    }

    @Test
    void theMonitoringProgramsAnswer() throws Exception {
        int first = PodmanMachine.freePort();
        int second = PodmanMachine.freePort();
        int third = PodmanMachine.freePort();
        Up up = script(
                "monitoring",
                "9090:9090",
                first + ":9090",
                "3000:3000",
                second + ":3000",
                "8080:8080",
                third + ":8080");
        up.run("up", "-d", "-f", "script.sh").orFail();
        for (int port : List.of(first, second, third)) {
            assertThat(PodmanMachine.page(port, "/")).isEqualTo("here\n");
        }
        up.run("down", "-f", "script.sh").orFail();
    }

    @Test
    void theDatabaseKeepsItsRowsAndTheBackupHasThem() throws Exception {
        Up up = script("postgres-backup");
        Sild.file(up.project(), "password.txt", "s3cret\n");
        Sild.file(up.project(), "postgres.conf", "listen_addresses = '*'\nmax_connections = 42\n");
        Files.createDirectories(up.project().resolve("backups"));
        up.run("up", "-d", "-f", "script.sh").orFail();
        String database = "postgres-backup-postgres-prod-postgres-prod";
        await().atMost(60, SECONDS)
                .ignoreExceptions()
                .until(() -> sql(database, "SHOW max_connections").equals("42\n"));
        sql(database, "CREATE TABLE kept (n int); INSERT INTO kept VALUES (7)");
        up.run("down", "-f", "script.sh").orFail();
        up.run("up", "-d", "-f", "script.sh").orFail();
        await().atMost(60, SECONDS)
                .ignoreExceptions()
                .until(() -> sql(database, "SELECT n FROM kept").equals("7\n"));
        try (var backups = Files.list(up.project().resolve("backups"))) {
            assertThat(backups.map(file -> file.getFileName().toString()))
                    .anyMatch(name -> name.matches("postgres_\\d{8}_\\d{6}\\.tar\\.gz"));
        }
        up.run("down", "--volumes", "-f", "script.sh").orFail();
    }

    private static String sql(String container, String statement) {
        return podman.exec(container, "psql", "-U", "postgres", "-d", "production", "-tAc", statement);
    }

    /** Whether a server takes connections of a new container of a network. */
    private static boolean asks(String network, String host, int port) {
        String command = "nc -w 3 " + host + " " + port + " < /dev/null";
        return podman.tryRun(
                                Duration.ofSeconds(60),
                                "run",
                                "--rm",
                                "--network",
                                network,
                                PodmanMachine.BUSYBOX,
                                "sh",
                                "-c",
                                command)
                        .exitCode()
                == 0;
    }

    private static JsonNode inspect(String container) throws IOException {
        return new ObjectMapper().readTree(podman.run("inspect", container)).get(0);
    }

    /** Returns the folder of a script, in which some texts are others. */
    private static Up script(String name, String... replaced) throws IOException {
        String text = Files.readString(SCRIPTS.resolve(name + ".sh"));
        for (int i = 0; i < replaced.length; i += 2) {
            assertThat(text).contains(replaced[i]);
            text = text.replace(replaced[i], replaced[i + 1]);
        }
        Path project = podman.folder(name);
        Sild.file(project, "script.sh", text);
        return new Up(podman, project, Map.of());
    }

    private static String server(int port) {
        return "RUN [\"/bin/sh\", \"-c\", \"mkdir /www; echo here > /www/index.html\"]\nCMD [\"httpd\", \"-f\", \"-p\", \""
                + port + "\", \"-h\", \"/www\"]\n";
    }

    private static void image(String name, String instructions) {
        Path context = podman.folder("image-" + name.replaceAll("[^a-z0-9]+", "-"));
        Sild.file(context, "Containerfile", "FROM " + PodmanMachine.BUSYBOX + "\n" + instructions);
        podman.build(context, "-t", name);
    }
}
