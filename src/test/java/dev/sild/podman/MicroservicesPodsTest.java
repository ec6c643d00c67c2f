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
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * examples/microservices, converted and played: calls come through the gateway to four services, each of which keeps
 * its rows in a database of its own.
 *
 * <p>The services' images are built from their own Dockerfile, whose unit tests run on the way; the others are
 * {@link StandIns}. That who shares no network cannot talk is not tested here: podman plays all pods on one network.
 */
@OnPodman(also = "mmdebstrap")
class MicroservicesPodsTest {
    private static final int WEB = PodmanMachine.freePort();
    private static final int GATEWAY = PodmanMachine.freePort();

    @AutoClose
    private static PodmanMachine podman;

    private static Path manifests;

    @BeforeAll
    static void buildConvertAndPlay() throws Exception {
        podman = PodmanMachine.start();
        StandIns.debian("nginx:1.28-alpine", "postgres:17-alpine");
        Path project = MicroservicesExample.built(podman, "microservices");
        podman.build(project.resolve("services"), "--target", "test", "-t", "localhost/microservices-test:1");
        manifests = Sild.convert(
                project,
                Map.of(
                        "AUTH_DB_PASSWORD",
                        "p@ss/w$o$(PGHOST)rd",
                        "WEB_PORT",
                        String.valueOf(WEB),
                        "GATEWAY_PORT",
                        String.valueOf(GATEWAY)));
        podman.play(manifests);
        awaitAll(token("first"));
    }

    @Test
    void whatEachServiceStoresComesBackThroughTheGatewayAndSurvivesARestart() throws Exception {
        String token = token("mari");
        assertThat(call("PUT", "/users/me", token, "{\"city\": \"Tartu\"}").statusCode())
                .isEqualTo(200);
        assertThat(call("POST", "/orders", token, "{\"item\": \"tea\", \"quantity\": 2}")
                        .body())
                .contains("\"id\": 1,");
        assertThat(call("POST", "/payments", token, "{\"order\": 1, \"cents\": 990}")
                        .body())
                .contains("\"order\": 1,");

        podman.down(manifests);
        podman.play(manifests);
        awaitAll(token);

        assertThat(call("GET", "/users/me", token, "").body()).isEqualTo("{\"name\": \"mari\", \"city\": \"Tartu\"}\n");
        assertThat(call("GET", "/orders", token, "").body()).contains("\"item\": \"tea\", \"quantity\": 2");
        assertThat(call("GET", "/payments", token, "").body()).contains("\"order\": 1, \"cents\": 990");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/users/me", "/orders", "/payments"})
    void nobodyPassesTheGatewayWithoutATokenThatAuthKnows(String path) throws Exception {
        token("liis");
        assertThat(call("GET", path, "", "").statusCode()).isEqualTo(401);
        assertThat(call("GET", path, "invented", "", "X-User", "liis").statusCode())
                .isEqualTo(401);
    }

    @Test
    void aCallerIsWhoTheTokenSaysWhateverTheCallerSays() throws Exception {
        assertThat(call("GET", "/users/me", token("kati"), "", "X-User", "mari").body())
                .contains("\"name\": \"kati\"");
    }

    @Test
    void theBrowserGetsThePageAndMayCallTheGatewayFromIt() throws Exception {
        assertThat(send(WEB, HttpRequest.newBuilder(), "/").body())
                .isEqualTo(Files.readString(Path.of("examples/microservices/web/page/index.html")));
        HttpResponse<String> preflight = call("OPTIONS", "/orders", "", "");
        assertThat(preflight.statusCode()).isEqualTo(204);
        assertThat(preflight.headers().firstValue("Access-Control-Allow-Origin"))
                .contains("*");
        assertThat(preflight.headers().firstValue("Access-Control-Allow-Headers"))
                .contains("Authorization, Content-Type");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "web",
                "gateway",
                "auth",
                "user",
                "order",
                "payment",
                "auth-db",
                "user-db",
                "order-db",
                "payment-db"
            })
    void nothingRunsAsRootOrWritesToItsImage(String service) {
        String container = service + "-" + service;
        assertThat(podman.exec(container, "id", "-u").strip()).isNotEqualTo("0");
        assertThat(podman.exec(container, "sh", "-c", "touch /usr/x 2>&1 || true"))
                .contains("Read-only file system");
    }

    @ParameterizedTest
    @ValueSource(strings = {"user", "order", "payment"})
    void thePasswordOfOneDatabaseOpensNoOther(String other) {
        assertThat(podman.exec("auth-auth", "python3", "-c", """
        import psycopg2
        psycopg2.connect("")
        try:
          psycopg2.connect(host="%1$s-db", user="%1$s", dbname="%1$s")
          print("opened")
        except psycopg2.OperationalError as error:
          print(error)
        """.formatted(other)))
                .contains("password authentication failed");
    }

    /** Registers a user and logs in, as soon as auth answers. */
    private static String token(String name) throws Exception {
        String account = "{\"name\": \"%s\", \"password\": \"pässword\"}".formatted(name);
        await().atMost(180, SECONDS)
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptions()
                .until(() -> List.of(200, 409)
                        .contains(call("POST", "/auth/register", "", account).statusCode()));
        return call("POST", "/auth/login", "", account).body().replaceAll(".*\"token\": \"([^\"]+)\".*\\s", "$1");
    }

    private static void awaitAll(String token) {
        for (String path : List.of("/users/me", "/orders", "/payments")) {
            await().atMost(180, SECONDS)
                    .pollInterval(Duration.ofMillis(200))
                    .ignoreExceptions()
                    .until(() -> call("GET", path, token, "").statusCode() == 200);
        }
        await().atMost(180, SECONDS)
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptions()
                .until(() -> send(WEB, HttpRequest.newBuilder(), "/").statusCode() == 200);
    }

    private static HttpResponse<String> call(String method, String path, String token, String body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder()
                .header("Authorization", "Bearer " + token)
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(GATEWAY, request, path);
    }

    private static HttpResponse<String> send(int port, HttpRequest.Builder request, String path)
            throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        request.uri(URI.create("http://127.0.0.1:" + port + path))
                                .timeout(Duration.ofSeconds(30))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }
}
