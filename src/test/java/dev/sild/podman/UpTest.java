package dev.sild.podman;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@code sild up}, {@code ps}, {@code logs} and {@code down} over the life of projects of one small image. */
@Tag("executable")
@OnPodman
class UpTest {
    private static final int PORT = PodmanMachine.freePort();
    private static final String PASSWORD = "p@ss w$rd";
    private static final String SHOP = """
      name: shop
      services:
        web:
          image: IMAGE
          init: true
          command: ["sh", "-c", "echo web is up; exec httpd -f -p 8080 -h /www"]
          environment: {API_PASSWORD: "${API_PASSWORD}"}
          ports: ["PORT:8080"]
          volumes: ["./www:/www", "./web.conf:/etc/web.conf:ro", "data:/data"]
          networks: [front, back]
          depends_on:
            migrate: {condition: service_completed_successfully}
          healthcheck: {test: ["CMD", "wget", "-q", "-O", "/dev/null", "http://localhost:8080/index.html"], interval: 2s}
        migrate:
          image: IMAGE
          command: ["wget", "-q", "-O", "/data/migrated", "http://main-db:8080/index.html"]
          volumes: ["data:/data"]
          networks: [back]
          depends_on:
            db: {condition: service_healthy}
        db:
          image: IMAGE
          init: true
          command: ["sh", "-c", "sleep 1; mkdir -p /www; echo from db > /www/index.html; exec httpd -f -p 8080 -h /www"]
          networks: {back: {aliases: [main-db]}}
          healthcheck: {test: "wget -q -O /dev/null http://127.0.0.1:8080/index.html", interval: 1s}
        stranger:
          image: IMAGE
          init: true
          networks: [front]
      networks:
        front:
        back: {internal: true}
      volumes:
        data:
      """;

    @AutoClose
    private static PodmanMachine podman;

    @BeforeAll
    static void start() {
        podman = PodmanMachine.start();
        StandIns.busybox();
    }

    @Test
    void aProjectIsPlayedAndEditedAndTakenAwayWithoutATrace() throws Exception {
        Set<String> before = Up.inventory(podman);
        Path project = podman.folder("shop");
        Sild.file(project, "compose.yaml", shop());
        Sild.file(project, "www/index.html", "a page\n");
        Sild.file(project, "web.conf", "one\n");
        Path temporary = podman.folder("temporary");
        Map<String, String> variables =
                new HashMap<>(Map.of("API_PASSWORD", PASSWORD, "JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + temporary));
        Up up = new Up(podman, project, variables);

        assertThat(up.run("up", "-d").orFail()).isEqualTo("web: http://localhost:" + PORT + "\n");
        assertThat(PodmanMachine.page(PORT, "/index.html")).isEqualTo("a page\n");
        assertThat(up.shown("health"))
                .isEqualTo(Map.of("db", "healthy", "migrate", "", "stranger", "", "web", "healthy"));
        assertThat(up.shown("state")).containsEntry("migrate", "exited").containsEntry("stranger", "running");
        assertThat(podman.exec("shop-web-web", "cat", "/data/migrated")).isEqualTo("from db\n");
        assertThat(podman.exec("shop-web-web", "sh", "-c", "echo $API_PASSWORD; cat /etc/web.conf"))
                .isEqualTo(PASSWORD + "\none\n");
        assertThat(podman.tryRun(Duration.ofSeconds(60), "exec", "shop-stranger-stranger", "nslookup", "db")
                        .exitCode())
                .isNotZero();
        assertThat(up.run("logs", "web").orFail()).isEqualTo("web | web is up\n");

        Map<String, String> pods = up.pods();
        CommandRunner.Result again = up.run("up", "-d");
        assertThat(again.orFail() + again.errors()).contains("nothing to start");
        assertThat(up.pods()).isEqualTo(pods);

        Sild.file(project, "web.conf", "two\n");
        up.run("up", "-d").orFail();
        assertThat(changed(pods, up.pods())).containsExactly("web");
        assertThat(podman.exec("shop-web-web", "cat", "/etc/web.conf")).isEqualTo("two\n");

        pods = up.pods();
        variables.put("API_PASSWORD", "another");
        Sild.file(project, "compose.yaml", shop().replaceAll("(?s)  stranger:.*?networks: \\[front]\n", ""));
        up.run("up", "-d").orFail();
        assertThat(changed(pods, up.pods())).containsExactly("stranger", "web");
        assertThat(up.pods()).doesNotContainKey("stranger");
        assertThat(podman.exec("shop-web-web", "sh", "-c", "echo $API_PASSWORD"))
                .isEqualTo("another\n");

        podman.exec("shop-web-web", "sh", "-c", "echo kept > /data/kept");
        up.run("down").orFail();
        assertThat(Up.inventory(podman))
                .contains("volume shop-data")
                .hasSize(before.size() + 1)
                .containsAll(before);
        up.run("up", "-d").orFail();
        assertThat(podman.exec("shop-web-web", "cat", "/data/kept")).isEqualTo("kept\n");

        up.run("down", "-p", "shop", "--volumes").orFail();
        assertThat(Up.inventory(podman)).isEqualTo(before);
        assertThat(podman.calls()).contains("kube play").doesNotContain("p@ss", "another");
        try (Stream<Path> left = Files.list(temporary)) {
            assertThat(left.filter(file -> file.getFileName().toString().startsWith("sild")))
                    .isEmpty();
        }
    }

    @Test
    void aServiceThatFailsIsToldWithItsLogAndWhatRunsBesides() throws Exception {
        Path project = podman.folder("failing");
        Sild.file(project, "compose.yaml", """
        services:
          good: {image: IMAGE, init: true}
          bad:
            image: IMAGE
            command: ["sh", "-c", "echo there is no database >&2; exit 7"]
            depends_on: [good]
          later: {image: IMAGE, depends_on: {bad: {condition: service_completed_successfully}}}
        """.replace("IMAGE", PodmanMachine.BUSYBOX));
        Up up = new Up(podman, project, Map.of());
        CommandRunner.Result result = up.run("up", "-d");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.errors())
                .contains(
                        "  bad | there is no database\n",
                        "sild: 'bad' exited with code 7",
                        "running: good;",
                        "'sild down'");
        assertThat(up.pods()).containsOnlyKeys("good", "bad");
        up.run("down", "--volumes").orFail();
        assertThat(Up.inventory(podman)).noneMatch(name -> name.contains("failing"));
    }

    @Test
    void ctrlCTakesAllAwayButTheVolumes() throws Exception {
        Path project = podman.folder("followed");
        Sild.file(project, "compose.yaml", """
        services:
          ticker:
            image: IMAGE
            init: true
            command: ["sh", "-c", "while :; do echo tick; sleep 1; done"]
            volumes: ["data:/data"]
        volumes: {data: {}}
        """.replace("IMAGE", PodmanMachine.BUSYBOX));
        Up up = new Up(podman, project, Map.of());
        Path out = project.resolve("out");
        Process process = up.start(out, "up");
        try {
            await().atMost(120, SECONDS).until(() -> Files.readString(out).contains("ticker | tick"));
            CommandRunner.run(
                            project,
                            Map.of(),
                            Duration.ofSeconds(10),
                            List.of("kill", "-INT", String.valueOf(process.pid())))
                    .orFail();
            assertThat(process.waitFor(120, SECONDS)).isTrue();
            assertThat(process.exitValue()).as(Files.readString(out)).isEqualTo(130);
        } finally {
            process.destroyForcibly();
        }
        assertThat(Up.inventory(podman))
                .filteredOn(name -> name.contains("followed"))
                .containsExactly("volume followed-data");
        up.run("down", "--volumes").orFail();
    }

    /** The servers are a program that answers at the port of each and says what it was given: see servers/server. */
    @Test
    void aWebStackIsPlayedAndTheGeneratedPasswordsStayWithItsData() throws Exception {
        podman.build(
                Path.of("src/test/resources/podman/servers").toAbsolutePath(),
                "-t",
                "localhost/api:1",
                "-t",
                "docker.io/library/postgres:17-alpine",
                "-t",
                "docker.io/library/redis:7.4-alpine",
                "-t",
                "docker.io/nginxinc/nginx-unprivileged:1.28-alpine");
        Set<String> before = Up.inventory(podman);
        Path folder = podman.folder("stack");
        int port = PodmanMachine.freePort(30000, 32767);
        Sild.file(folder, "shop.yaml", """
        apiVersion: sild.dev/v1alpha1
        kind: WebStack
        metadata: {name: stack}
        spec:
          api: {image: "localhost/api:1", port: 3000, probes: {readiness: {httpGet: {path: /env}}}}
          exposure: {type: NodePort, nodePort: {http: %d}}
        """.formatted(port));
        Up up = new Up(podman, folder, Map.of());
        CommandRunner.Result result = up.run("up", "-d", "shop.yaml");
        assertThat(result.orFail()).isEqualTo("proxy: http://localhost:" + port + "\n");
        assertThat(result.errors()).contains("podman has no network policies", "'proxy' is published on port " + port);
        assertThat(up.run("ps", "shop.yaml").orFail().lines().filter(line -> line.contains(" healthy ")))
                .hasSize(4);
        assertThat(PodmanMachine.page(port, "/.sild/healthz")).isEqualTo("ok\n");
        String given = podman.exec("stack-api-api", "grep", "URL", "/tmp/www/env");
        assertThat(given)
                .containsPattern("DATABASE_URL=postgresql://app:\\w{16,}@stack-database:5432/app")
                .containsPattern("REDIS_URL=redis://:\\w{16,}@stack-cache:6379/0");
        assertThat(podman.exec("stack-api-api", "nslookup", "stack-database")).contains("stack-database");

        up.run("down", "shop.yaml").orFail();
        assertThat(Up.inventory(podman))
                .filteredOn(name -> !before.contains(name))
                .containsExactly(
                        "secret stack-cache", "secret stack-database", "volume stack-cache", "volume stack-database");
        up.run("up", "-d", "shop.yaml").orFail();
        assertThat(podman.exec("stack-api-api", "grep", "URL", "/tmp/www/env")).isEqualTo(given);
        up.run("down", "-p", "stack", "--volumes").orFail();
        assertThat(Up.inventory(podman)).isEqualTo(before);
    }

    @Test
    void aProjectThatAScriptWritesRunsWithItsFilesAndDevices() throws Exception {
        Set<String> before = Up.inventory(podman);
        Path project = podman.folder("written");
        Sild.file(project, "setup.sh", """
          mkdir -p app && cd app
          echo 'NAME=written' > .env
          echo 'from the script' > page.html
          cat > compose.yaml <<'EOF'
          services:
            web:
              image: localhost/sild-busybox:1
              environment: {CALLED: "${NAME}"}
              volumes: ["./page.html:/page.html:ro"]
              devices: ["/dev/full:/dev/no-space"]
          EOF
          docker compose up -d
          """);
        Up up = new Up(podman, project, Map.of());
        up.run("up", "-d", "-f", "setup.sh").orFail();
        assertThat(podman.exec("written-web-web", "sh", "-c", "cat /page.html; echo $CALLED; ls /dev/no-space"))
                .isEqualTo("from the script\nwritten\n/dev/no-space\n");
        assertThat(project.resolve("app")).doesNotExist();
        up.run("down", "-f", "setup.sh").orFail();
        assertThat(Up.inventory(podman)).isEqualTo(before);
    }

    private static String shop() {
        return SHOP.replace("IMAGE", PodmanMachine.BUSYBOX).replace("PORT:", PORT + ":");
    }

    private static List<String> changed(Map<String, String> before, Map<String, String> after) {
        return before.keySet().stream()
                .filter(name -> !before.get(name).equals(after.get(name)))
                .toList();
    }
}
