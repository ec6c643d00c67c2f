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
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * examples/web-stack, converted and played: a page comes through nginx, the api, redis and postgres.
 *
 * <p>The api's image is built from its own Dockerfile; what it stands on and runs beside are {@link StandIns}.
 */
@OnPodman(also = {"mmdebstrap", "openssl", "curl"})
class WebStackTest {
    private static final int PORT = PodmanMachine.freePort();
    private static final int TLS_PORT = PodmanMachine.freePort();
    private static final String PASSWORD = "p@ss/w$$o$(REDIS_URL)rd";

    @AutoClose
    private static PodmanMachine podman;

    private static Path manifests;

    @BeforeAll
    static void buildConvertAndPlay() {
        podman = PodmanMachine.start();
        StandIns.debian("nginx:1.28-alpine", "redis:7.4-alpine", "postgres:17-alpine");
        Path project = Sild.copy(Path.of("examples/web-stack"), podman.folder("web-stack"));
        podman.build(project.resolve("api"), "--target", "production", "-t", "localhost/web-stack-api:1.0");
        makeCertificate(project);
        Map<String, String> variables = Map.of(
                "DB_PASSWORD", PASSWORD, "HTTP_PORT", String.valueOf(PORT), "HTTPS_PORT", String.valueOf(TLS_PORT));
        manifests = Sild.convert(project, variables, "-f", "compose.yaml", "-f", "compose.tls.yaml");
        podman.play(manifests);
        awaitHealth();
    }

    @Test
    void aPageComesThroughAllFourAndItsRowsSurviveARestart() throws Exception {
        HttpResponse<String> page = get("/", "text/html");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("X-Served-By")).contains("nginx");
        assertThat(page.body()).contains("Visit number 1<", "postgres holds 1 of them");

        podman.down(manifests);
        podman.play(manifests);
        awaitHealth();

        assertThat(get("/", "application/json").body()).startsWith("{\"visits\": 2, \"stored\": 2,");
    }

    @Test
    void nginxServesTheFilesOfTheApisImage() throws Exception {
        HttpResponse<String> style = get("/static/style.css", "*/*");
        assertThat(style.statusCode()).isEqualTo(200);
        assertThat(style.body()).isEqualTo(Files.readString(Path.of("examples/web-stack/api/static/style.css")));
    }

    @Test
    void theCertificateOfTheProjectServesHttps() {
        // curl, because it takes a certificate to trust in one option.
        String certificate = podman.folder("web-stack").resolve("ssl/tls.crt").toString();
        assertThat(CommandRunner.run(
                                Path.of("/tmp"),
                                Map.of(),
                                Duration.ofSeconds(60),
                                List.of(
                                        "curl",
                                        "-sS",
                                        "--cacert",
                                        certificate,
                                        "https://localhost:" + TLS_PORT + "/health"))
                        .orFail())
                .contains("\"status\": \"ok\"");
    }

    @Test
    void postgresRunsWithTheTunedConfiguration() {
        assertThat(podman.exec("api-api", "python3", "-c", """
        import os, psycopg2
        cursor = psycopg2.connect(os.environ['DATABASE_URL']).cursor()
        cursor.execute('SHOW random_page_cost')
        print(cursor.fetchone()[0])
        """)).isEqualTo("1.1\n");
    }

    @Test
    void thePasswordStandsInSecretsOnly() throws IOException {
        String notInSecrets = Stream.of(Files.readString(manifests).split("(?m)^---$"))
                .filter(document -> !document.contains("kind: Secret"))
                .reduce("", String::concat);
        assertThat(notInSecrets).contains("secretKeyRef").doesNotContain("p@ss");
    }

    @Test
    void upBuildsAndPlaysItAndAnEditStartsJustWhatItIsOfAnew() throws Exception {
        Set<String> before = Up.inventory(podman);
        Path project = Sild.copy(Path.of("examples/web-stack"), podman.folder("up"));
        int port = PodmanMachine.freePort();
        Up up = new Up(
                podman,
                project,
                Map.of(
                        "DB_PASSWORD",
                        PASSWORD,
                        "HTTP_PORT",
                        String.valueOf(port),
                        "API_IMAGE",
                        "localhost/web-stack-api:up"));
        assertThat(up.run("up", "-d").orFail()).isEqualTo("nginx: http://localhost:" + port + "\n");
        assertThat(up.shown("health").values()).hasSize(4).containsOnly("healthy");
        assertThat(get(port, "/", "text/html").body()).contains("Visit number 1<", "postgres holds 1 of them");

        up.run("down").orFail();
        up.run("up", "-d").orFail();
        assertThat(get(port, "/", "application/json").body()).startsWith("{\"visits\": 2, \"stored\": 2,");

        Map<String, String> pods = up.pods();
        Path nginx = project.resolve("nginx/nginx.conf");
        Files.writeString(nginx, Files.readString(nginx).replace("http {", "http {\n  # edited"));
        up.run("up", "-d").orFail();
        assertThat(up.pods()).isNotEqualTo(pods).allSatisfy((name, id) -> {
            if (!name.equals("nginx")) {
                assertThat(id).isEqualTo(pods.get(name));
            }
        });
        up.run("down", "--volumes").orFail();
        assertThat(Up.inventory(podman)).isEqualTo(before);
    }

    @Test
    void upPlaysTheCoursesPod() throws Exception {
        podman.run("tag", "docker.io/library/nginx:1.28-alpine", "docker.io/library/nginx:alpine");
        Path python = podman.folder("python");
        Sild.file(python, "Containerfile", "FROM localhost/web-stack-api:1.0\nENTRYPOINT []\nCMD [\"python3\"]\n");
        podman.build(python, "-t", "docker.io/library/python:3.9-alpine");
        int port = PodmanMachine.freePort();
        Up up = new Up(
                podman,
                Sild.copy(Path.of("src/test/resources/podman/course-pod"), podman.folder("course-pod")),
                Map.of("WEBAPP_PORT", String.valueOf(port)));
        assertThat(up.run("up", "-d").orFail()).contains("frontend: http://localhost:" + port + "\n");
        assertThat(up.pods().values().stream().distinct())
                .as("one pod for both")
                .hasSize(1);
        await().atMost(60, SECONDS)
                .untilAsserted(() ->
                        assertThat(up.shown("state")).isEqualTo(Map.of("frontend", "running", "backend", "exited")));
        await().atMost(60, SECONDS)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(get(port, "/", "*/*").body()).contains("nginx"));
        up.run("down", "--volumes").orFail();
    }

    /** As the example's README says. */
    private static void makeCertificate(Path project) {
        CommandRunner.run(project, Map.of(), Duration.ofSeconds(30), List.of("sh", "-c", """
        mkdir -p ssl && openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 365 \
          -subj /CN=localhost -addext 'subjectAltName=DNS:localhost,IP:127.0.0.1' -keyout ssl/tls.key -out ssl/tls.crt
        """))
                .orFail();
    }

    private static void awaitHealth() {
        await().atMost(180, SECONDS)
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptions()
                .until(() -> get("/health", "*/*").statusCode() == 200);
    }

    private static HttpResponse<String> get(String path, String accept) throws IOException, InterruptedException {
        return get(PORT, path, accept);
    }

    private static HttpResponse<String> get(int port, String path, String accept)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Accept", accept)
                .timeout(Duration.ofSeconds(30))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }
}
