package dev.sild.programs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sild.programs.nginx.NginxConf;
import dev.sild.programs.nginx.NginxSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A running nginx does what the generated configuration is for. */
@OnPrograms({"nginx", "openssl", "unshare", "getent"})
class NginxProgramTest extends NginxProgramCase {
    private NginxConf overTls(OptionalInt publicPort) {
        return new NginxConf(
                "localhost",
                api.port(),
                Optional.of("/static/"),
                new NginxSettings(Optional.of(new NginxConf.Tls(publicPort)), "10m", 60, true, false, 1));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1",
        "1k, 1",
        "10M, 60",
        "999999999999, 86400",
        "999999999999g, 86400",
        "999999999999G, 5",
        "007m, 60"
    })
    void takesEverySizeAndTimeOfTheSchema(String size, int seconds) {
        for (boolean gzip : new boolean[] {false, true}) {
            NginxConf conf = new NginxConf(
                    "localhost",
                    65_535,
                    Optional.of("/a/b~c/.d/"),
                    new NginxSettings(Optional.empty(), size, seconds, gzip, gzip, 64));
            assertThat(nginx.check(conf.text())).contains("successful").doesNotContain("[warn]");
        }
    }

    @Test
    void takesEveryCombinationWithTls() {
        for (Optional<String> path : List.of(Optional.<String>empty(), Optional.of("/static/"))) {
            for (OptionalInt port : List.of(OptionalInt.empty(), OptionalInt.of(30_443))) {
                NginxConf conf = new NginxConf(
                        "localhost",
                        1,
                        path,
                        new NginxSettings(Optional.of(new NginxConf.Tls(port)), "10m", 60, true, true, 2));
                assertThat(nginx.check(conf.text())).contains("successful").doesNotContain("[warn]");
            }
        }
    }

    @Test
    void passesOnWhatItDoesNotServeItself() {
        nginx.start(plain(false));
        assertThat(Http.get(nginx.http, "/some/path?with=query&x=%2F..%2F", "X-Own: yes"))
                .startsWith("HTTP/1.1 200 OK")
                .contains("GET /some/path?with=query&x=%2F..%2F HTTP/1.1\n")
                .contains("X-Own: yes\n", "Host: shop.example.com\n")
                .doesNotContain("Connection: close\n")
                .doesNotContain("nginx/");
    }

    @Test
    void keepsItsConnectionsToTheApi() {
        nginx.start(plain(false));
        for (int i = 0; i < 20; i++) {
            Http.get(nginx.http, "/" + i);
        }
        assertThat(api.connections()).isEqualTo(1);
    }

    @Test
    void replacesWhatClientsSayOfThemselves() {
        nginx.start(plain(false));
        assertThat(Http.get(
                        nginx.http,
                        "/",
                        "X-Forwarded-For: 198.51.100.7",
                        "X-Forwarded-Proto: https",
                        "X-Real-IP: 198.51.100.7",
                        "X-Forwarded-Host: evil.example.com",
                        "X-Forwarded-Port: 1",
                        "Forwarded: for=198.51.100.7"))
                .contains(
                        "X-Forwarded-For: 127.0.0.1\n",
                        "X-Real-IP: 127.0.0.1\n",
                        "X-Forwarded-Proto: http\n",
                        "X-Forwarded-Host: shop.example.com\n")
                .doesNotContain("198.51.100.7", "evil.example.com", "X-Forwarded-Port", "Forwarded:");
    }

    @Test
    void passesOnWhatProxiesBeforeItSay() {
        nginx.start(plain(true));
        assertThat(Http.get(
                        nginx.http,
                        "/",
                        "X-Forwarded-For: 198.51.100.7",
                        "X-Forwarded-Proto: https",
                        "X-Forwarded-Port: 443"))
                .contains(
                        "X-Forwarded-For: 198.51.100.7, 127.0.0.1\n",
                        "X-Forwarded-Proto: https\n",
                        "X-Forwarded-Port: 443\n");
        assertThat(Http.get(nginx.http, "/", "X-Forwarded-Proto: gopher"))
                .contains(
                        "X-Forwarded-For: 127.0.0.1\n",
                        "X-Forwarded-Proto: http\n",
                        "X-Forwarded-Host: shop.example.com\n");
    }

    @Test
    void carriesWebSockets() {
        nginx.start(plain(false));
        assertThat(Http.send(
                        nginx.http,
                        "GET /socket HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\nhello\n"))
                .startsWith("HTTP/1.1 101")
                .endsWith("echo of hello\n");
    }

    @Test
    void refusesABodyThatIsTooLarge() {
        nginx.start(plain(false));
        assertThat(Http.send(
                        nginx.http, "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1025\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 413");
    }

    @Test
    void givesUpOnAnApiThatIsSilent() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nginx.start(new NginxConf(
                    "localhost",
                    silent.getLocalPort(),
                    Optional.empty(),
                    new NginxSettings(Optional.empty(), "1m", 1, false, false, 1)));
            assertThat(Http.get(nginx.http, "/")).startsWith("HTTP/1.1 504");
        }
    }

    @Test
    void saysThatItIsWellWithoutTheApi() {
        api.close();
        nginx.start(plain(false));
        assertThat(Http.get(nginx.http, NginxConf.HEALTH_PATH))
                .startsWith("HTTP/1.1 200")
                .endsWith("ok\n");
        assertThat(Http.get(nginx.http, "/")).startsWith("HTTP/1.1 502");
        assertThat(nginx.log()).contains("\"GET / HTTP/1.1\" 502").doesNotContain(NginxConf.HEALTH_PATH);
    }

    @Test
    void followsTheApiToAnotherAddress() {
        Path hosts = Programs.write(nginx.folder.resolve("hosts"), "127.0.0.1 shop-api\n");
        try (EchoApi elsewhere = EchoApi.start("127.0.0.2", api.port())) {
            nginx.start(
                    new NginxConf(
                            "shop-api",
                            api.port(),
                            Optional.empty(),
                            new NginxSettings(Optional.empty(), "1m", 60, true, false, 1)),
                    hosts);
            assertThat(Http.get(nginx.http, "/")).startsWith("HTTP/1.1 200");
            Programs.write(hosts, "127.0.0.2 shop-api\n");
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> Http.get(nginx.http, "/").startsWith("HTTP/1.1 200") && elsewhere.connections() > 0);
            assertThat(api.connections()).isEqualTo(1);
        }
    }

    @Test
    void staysWithTheAddressItHasWhileThereIsNone() throws InterruptedException {
        Path hosts = Programs.write(nginx.folder.resolve("hosts"), "127.0.0.1 shop-api\n");
        nginx.start(
                new NginxConf(
                        "shop-api",
                        api.port(),
                        Optional.empty(),
                        new NginxSettings(Optional.empty(), "1m", 60, true, false, 1)),
                hosts);
        Programs.write(hosts, "");
        Thread.sleep(Duration.ofSeconds(7).toMillis());
        assertThat(Http.get(nginx.http, "/")).startsWith("HTTP/1.1 200");
        assertThat(nginx.log()).doesNotContain("emerg", "host not found");
    }

    @Test
    void nothingIsLeftOfItWhenItHasEnded() {
        nginx.start(plain(false));
        List<ProcessHandle> processes = nginx.processes();
        assertThat(processes).hasSizeGreaterThan(2);
        nginx.stop();
        await().atMost(Duration.ofSeconds(10)).until(() -> processes.stream().noneMatch(ProcessHandle::isAlive));
    }

    @Test
    void givesItsNumbersOnAPortOfItsOwn() {
        nginx.start(plain(false));
        assertThat(Http.get(nginx.status, NginxConf.STATUS_PATH)).contains("Active connections: 1");
        assertThat(Http.get(nginx.status, "/other")).startsWith("HTTP/1.1 404");
        assertThat(Http.get(nginx.http, NginxConf.STATUS_PATH)).contains("GET " + NginxConf.STATUS_PATH);
    }

    @Test
    void leadsToTlsAndEndsItItself() {
        file("app.css", "body{}");
        nginx.start(overTls(OptionalInt.empty()));
        assertThat(Http.get(nginx.http, "/a?b=c"))
                .startsWith("HTTP/1.1 308")
                .contains("Location: https://shop.example.com/a?b=c\r\n");
        assertThat(Http.get(nginx.http, "/static/app.css")).startsWith("HTTP/1.1 308");
        assertThat(Http.get(nginx.http, NginxConf.HEALTH_PATH)).startsWith("HTTP/1.1 200");
        assertThat(Http.getOverTls(nginx.https, "/a"))
                .startsWith("HTTP/1.1 200")
                .contains("GET /a HTTP/1.1", "X-Forwarded-Proto: https\n");
        assertThat(Http.getOverTls(nginx.https, "/static/app.css")).endsWith("body{}");
        assertThat(Http.protocolOverTls(nginx.https)).isEqualTo("h2");
    }

    @Test
    void leadsToThePortThatClientsKnow() {
        nginx.start(overTls(OptionalInt.of(30_443)));
        assertThat(Http.get(nginx.http, "/a", "Host: shop.example.com:30080"))
                .contains("Location: https://shop.example.com:30443/a\r\n");
    }

    @Test
    void listensToIpv6WhereTheNodeHasIt() {
        nginx.start(plain(false));
        boolean has = Files.exists(Path.of("/proc/net/if_inet6"));
        assertThat(Files.exists(nginx.folder.resolve("scratch/listen-http-ipv6.conf")))
                .isEqualTo(has);
        if (has) {
            assertThat(Programs.read(Path.of("/proc/net/tcp6"))).contains(String.format(":%04X ", nginx.http));
        }
    }
}
