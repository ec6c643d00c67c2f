package dev.sild.podman;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code sild up} and its kin for a user who is not root, as most who have a laptop are. */
@OnPodman(also = {"newuidmap", "pasta", "useradd", "runuser", "unshare"})
class RootlessTest {
    private static final int PORT = PodmanMachine.freePort();
    private static final String SHOP = """
      name: shop
      services:
        web:
          image: IMAGE
          init: true
          command: ["sh", "-c", "until wget -q -O /www/db.html http://db:8080/index.html; do sleep 1; done; echo web is up; exec httpd -f -p 8080 -h /www"]
          ports: ["PORT:8080"]
          volumes: ["./www:/www", "data:/data"]
          networks: [front, back]
          healthcheck: {test: ["CMD", "wget", "-q", "-O", "/dev/null", "http://127.0.0.1:8080/index.html"], interval: 1s}
        db:
          image: IMAGE
          init: true
          command: ["sh", "-c", "mkdir -p /www; echo from db > /www/index.html; exec httpd -f -p 8080 -h /www"]
          networks: [back]
      networks:
        front:
        back: {internal: true}
      volumes:
        data:
      """;

    @AutoClose
    private static OrdinaryUser user;

    @BeforeAll
    static void make() {
        user = OrdinaryUser.make();
    }

    @Test
    void whoIsNotRootPlaysAProjectAndTakesItAway() throws Exception {
        Path project = user.folder().resolve("shop");
        Sild.file(
                project,
                "compose.yaml",
                SHOP.replace("IMAGE", PodmanMachine.BUSYBOX).replace("PORT:", PORT + ":"));
        Sild.file(project, "www/index.html", "a page\n");
        user.own();

        assertThat(user.sild(project, "up", "-d").orFail()).isEqualTo("web: http://localhost:" + PORT + "\n");
        assertThat(PodmanMachine.page(PORT, "/index.html")).isEqualTo("a page\n");
        assertThat(PodmanMachine.page(PORT, "/db.html"))
                .as("who finds the other by its name")
                .isEqualTo("from db\n");
        assertThat(user.sild(project, "ps").orFail())
                .containsPattern("(?m)^web +running +healthy ")
                .containsPattern("(?m)^db +running ");
        assertThat(user.sild(project, "logs", "web").orFail()).endsWith("web is up\n");
        user.run(project, "podman", "exec", "shop-web-web", "sh", "-c", "echo kept > /data/file")
                .orFail();

        user.sild(project, "down").orFail();
        user.sild(project, "up", "-d").orFail();
        assertThat(user.run(project, "podman", "exec", "shop-web-web", "cat", "/data/file")
                        .orFail())
                .isEqualTo("kept\n");

        user.sild(project, "down", "--volumes").orFail();
        assertThat(user.run(project, "podman", "ps", "--all", "--quiet").orFail())
                .isEmpty();
        assertThat(user.run(project, "podman", "volume", "ls", "--quiet").orFail())
                .isEmpty();
    }
}
