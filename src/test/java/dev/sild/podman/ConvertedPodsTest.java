package dev.sild.podman;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A compose project with the traps in it, converted and played once; each test looks at one thing that must arrive. */
@OnPodman
class ConvertedPodsTest {
    private static final int PORT = PodmanMachine.freePort();
    /** kube play names a container after its pod and itself. */
    private static final String SITE = "site-the-site";

    private static final byte[] BINARY = new byte[3000];

    @AutoClose
    private static PodmanMachine podman;

    private static Path manifests;

    @BeforeAll
    static void convertAndPlay() throws IOException {
        podman = PodmanMachine.start();
        StandIns.busybox();
        Path project = podman.folder("bridge");
        write(project);
        manifests = Sild.convert(project, Map.of("SITE_PORT", String.valueOf(PORT)));
        podman.play(manifests);
        awaitPage();
    }

    @Test
    void thePublishedPortAnswers() throws Exception {
        assertThat(get("/index.html")).isEqualTo("front page\n");
    }

    @Test
    void oneServiceReachesAnotherByName() {
        assertThat(podman.exec("client-client", "wget", "-q", "-O-", "http://site:8080/index.html"))
                .isEqualTo("front page\n");
    }

    @Test
    void aContainerNameAndAHostnameAreFoundToo() {
        for (String name : new String[] {"the-site", "sitehost"}) {
            assertThat(podman.exec("client-client", "wget", "-q", "-O-", "http://" + name + ":8080/index.html"))
                    .as(name)
                    .isEqualTo("front page\n");
        }
    }

    @Test
    void anonymousVolumesOfTwoServicesAreTwo() {
        podman.exec(SITE, "touch", "/scratch/mine");
        assertThat(podman.exec("client-client", "ls", "/scratch")).isEmpty();
    }

    @Test
    void namesWithAnUnderscoreAreFoundWhereTheyStoodInTheEnvironment() {
        assertThat(podman.exec("client-client", "sh", "-c", "wget -q -O- \"$OTHER_URL\""))
                .isEqualTo("other page\n");
    }

    @Test
    void passwordsArriveWholeInTheEnvironment() {
        assertThat(podman.exec("client-client", "env"))
                .contains("DB_PASSWORD=pa$$wo$(KNOWN)rd\n", "PLAIN=pa$$wo$(KNOWN)$(date)$KNOWN\n", "KNOWN=known\n");
    }

    @Test
    void passwordsArriveWholeInCommandAndArguments() {
        await().atMost(60, SECONDS)
                .untilAsserted(() -> assertThat(podman.logs("client-client")).startsWith("""
        [in$$entrypoint$(KNOWN)]
        [pa$$wo$(KNOWN)rd]
        [$(date)]
        [$KNOWN $$]
        """));
    }

    @Test
    void aFileKeepsItsMode() {
        assertThat(podman.exec(SITE, "stat", "-c", "%a", "/opt/tool.sh")).isEqualTo("755\n");
        assertThat(podman.exec(SITE, "/opt/tool.sh")).isEqualTo("ran\n");
    }

    @Test
    void configsAndSecretsHaveTheModesTheyAskFor() {
        assertThat(podman.exec(SITE, "/opt/from-config.sh")).isEqualTo("ran from a config\n");
        assertThat(podman.exec(SITE, "stat", "-c", "%a", "/run/secrets/key")).isEqualTo("440\n");
        assertThat(podman.exec("client-client", "stat", "-c", "%a", "/run/secrets/key"))
                .isEqualTo("644\n");
    }

    @Test
    void aBinaryFileArrivesByteForByte() throws Exception {
        String sum =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(BINARY));
        assertThat(podman.exec(SITE, "sha256sum", "/opt/logo.bin")).startsWith(sum);
    }

    @Test
    void subfoldersOfAFolderArrive() throws Exception {
        assertThat(get("/guide/first/page.html")).isEqualTo("deep page\n");
        assertThat(podman.exec(SITE, "/www/cgi/run.sh")).isEqualTo("ran too\n");
    }

    @Test
    void aVolumeIsFilledFromTheImageAndKeepsAFileOverARestart() {
        assertThat(podman.exec(SITE, "cat", "/seed/file")).isEqualTo("from the image\n");
        podman.exec(SITE, "sh", "-c", "echo kept > /seed/mine");
        podman.down(manifests);
        podman.play(manifests);
        awaitPage();
        assertThat(podman.exec(SITE, "cat", "/seed/mine")).isEqualTo("kept\n");
    }

    private static void write(Path project) throws IOException {
        Sild.file(project, "compose.yaml", COMPOSE);
        Sild.file(project, ".env", "PASSWORD='pa$$wo$(KNOWN)rd'\n");
        Sild.file(project, "www/index.html", "front page\n");
        Sild.file(project, "www/guide/first/page.html", "deep page\n");
        executable(Sild.file(project, "www/cgi/run.sh", "#!/bin/sh\necho ran too\n"));
        Sild.file(project, "other/index.html", "other page\n");
        executable(Sild.file(project, "tool.sh", "#!/bin/sh\necho ran\n"));
        Sild.file(project, "key.txt", "secret\n");
        new Random(1).nextBytes(BINARY);
        Files.write(project.resolve("logo.bin"), BINARY);
    }

    private static void executable(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static void awaitPage() {
        await().atMost(90, SECONDS)
                .ignoreExceptions()
                .until(() -> get("/index.html").equals("front page\n"));
    }

    private static String get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + PORT + path))
                .timeout(Duration.ofSeconds(30))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static final String COMPOSE = """
      name: bridge
      services:
        site:
          image: localhost/sild-busybox:1
          container_name: the-site
          hostname: sitehost
          command: [httpd, -f, -p, "8080", -h, /www]
          ports: ["127.0.0.1:${SITE_PORT}:8080"]
          volumes:
            - ./www:/www:ro
            - ./tool.sh:/opt/tool.sh:ro
            - ./logo.bin:/opt/logo.bin:ro
            - kept:/seed
            - /scratch
          configs: [{source: script, target: /opt/from-config.sh, mode: 0755}]
          secrets: [{source: key, mode: 0440}]
          stop_grace_period: 1s
        other_site:
          image: localhost/sild-busybox:1
          command: [httpd, -f, -p, "8081", -h, /www]
          expose: ["8081"]
          volumes: ["./other:/www:ro"]
          stop_grace_period: 1s
        client:
          image: localhost/sild-busybox:1
          entrypoint:
            - sh
            - -c
            - for a in "$$0" "$$@"; do echo "[$$a]"; done; exec sleep 1000
            - in$$$$entrypoint$$(KNOWN)
          command: ["${PASSWORD}", "$$(date)", "$$KNOWN $$$$"]
          volumes: [/scratch]
          secrets: [key]
          environment:
            KNOWN: known
            DB_PASSWORD: ${PASSWORD}
            PLAIN: pa$$$$wo$$(KNOWN)$$(date)$$KNOWN
            OTHER_URL: http://other_site:8081/index.html
          stop_grace_period: 1s
      volumes:
        kept:
      configs:
        script: {content: "#!/bin/sh\\necho ran from a config\\n"}
      secrets:
        key: {file: ./key.txt}
      """;
}
