package dev.sild.podman;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code --single-pod}: everything in one pod, as {@code podman pod create} would have it. */
@OnPodman
class SinglePodTest {
    @AutoClose
    private static PodmanMachine podman;

    @BeforeAll
    static void convertAndPlay() {
        podman = PodmanMachine.start();
        StandIns.busybox();
        Path project = podman.folder("single");
        Sild.file(project, "compose.yaml", COMPOSE);
        podman.play(Sild.convert(project, Map.of(), "--single-pod"));
        await().atMost(90, SECONDS).untilAsserted(() -> wget("http://localhost:8080/"));
    }

    @Test
    void theServicesRunInOnePod() {
        assertThat(podman.run("pod", "ps", "--format", "{{.Name}}")).isEqualTo("single\n");
    }

    @Test
    void oneServiceReachesAnotherOverLocalhost() {
        assertThat(wget("http://localhost:8080/")).isEqualTo("one page\n");
    }

    @Test
    void oneServiceReachesAnotherByItsNames() {
        assertThat(wget("http://site:8080/")).isEqualTo("one page\n");
        assertThat(wget("http://front:8080/")).isEqualTo("one page\n");
    }

    private static String wget(String url) {
        return podman.exec("single-client", "wget", "-q", "-O-", "-T", "20", url);
    }

    private static final String COMPOSE = """
      name: single
      services:
        site:
          image: localhost/sild-busybox:1
          entrypoint: [sh, -c, "mkdir /www; echo one page > /www/index.html; exec httpd -f -p 8080 -h /www"]
          ports: ["127.0.0.1::8080"]
          networks: {default: {aliases: [front]}}
          stop_grace_period: 1s
        client:
          image: localhost/sild-busybox:1
          command: [sleep, "1000"]
          stop_grace_period: 1s
      """;
}
