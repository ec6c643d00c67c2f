package dev.sild.podman;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Pods that podman plays one after the other: with {@code --wait init} each waits for what the one before it offers.
 */
@OnPodman
class WaitingPodsTest {

    @Test
    void aOneShotRunsWhenItsDatabaseAnswersAndBeforeWhatWaitsForIt() throws IOException {
        try (PodmanMachine podman = PodmanMachine.start()) {
            StandIns.busybox();
            Path project = podman.folder("waiting");
            Sild.file(project, "compose.yaml", """
          name: waiting
          services:
            web:
              image: IMAGE
              command: ["sh", "-c", "cat /data/migrated && sleep 1000"]
              volumes: ["data:/data"]
              depends_on:
                migrate: {condition: service_completed_successfully}
            migrate:
              image: IMAGE
              command: ["wget", "-q", "-O", "/data/migrated", "http://db:8080/index.html"]
              volumes: ["data:/data"]
              depends_on: [db]
            db:
              image: IMAGE
              command: ["sh", "-c", "mkdir -p /www && echo from db > /www/index.html && sleep 4 && httpd -f -p 8080 -h /www"]
              expose: ["8080"]
          volumes:
            data:
          """.replace("IMAGE", PodmanMachine.BUSYBOX));
            Path manifests = Sild.convert(project, Map.of(), "--wait", "init", "--wait-image", PodmanMachine.BUSYBOX);
            podman.play(manifests);
            await().atMost(90, SECONDS)
                    .untilAsserted(() -> assertThat(podman.logs("web-web")).isEqualTo("from db\n"));
        }
    }
}
