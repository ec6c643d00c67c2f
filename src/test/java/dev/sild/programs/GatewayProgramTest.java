package dev.sild.programs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.programs.nginx.GatewayConf;
import dev.sild.programs.nginx.GatewayConf.Host;
import dev.sild.programs.nginx.GatewayConf.Rule;
import dev.sild.programs.nginx.GatewayConf.Upstream;
import dev.sild.programs.nginx.NginxConf;
import dev.sild.programs.nginx.NginxSettings;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A running nginx routes as the rules of a gateway say: each upstream here tells what it was asked for, and by its port
 * who it is.
 */
@OnPrograms({"nginx", "openssl"})
class GatewayProgramTest {
    private final EchoApi order = EchoApi.start();
    private final EchoApi user = EchoApi.start();
    private final EchoApi web = EchoApi.start();
    private Nginx nginx;

    @BeforeEach
    void prepare() {
        nginx = Nginx.prepare();
    }

    @AfterEach
    void end() {
        nginx.close();
        order.close();
        user.close();
        web.close();
    }

    private static Rule prefix(String path, String upstream, String rewrite) {
        return new Rule(path, false, upstream, Optional.ofNullable(rewrite), OptionalInt.empty());
    }

    private static Rule exact(String path, String upstream, String rewrite) {
        return new Rule(path, true, upstream, Optional.ofNullable(rewrite), OptionalInt.empty());
    }

    private GatewayConf conf(Optional<NginxConf.Tls> tls, List<Host> hosts) {
        NginxSettings settings = new NginxSettings(tls, "1m", 5, true, false, 1);
        return new GatewayConf(
                settings,
                List.of(
                        new Upstream("order", "localhost", order.port()),
                        new Upstream("user", "localhost", user.port()),
                        new Upstream("web", "localhost", web.port())),
                hosts);
    }

    private static final List<Rule> RULES = List.of(
            prefix("/", "web", null),
            prefix("/orders", "order", null),
            prefix("/api/orders", "order", "/"),
            prefix("/v2/orders", "order", "/v1"),
            exact("/orders/export", "user", null),
            exact("/orders/latest", "user", "/newest"),
            exact("/api/users/", "user", null),
            exact("/both", "user", null),
            prefix("/both", "order", null));

    @ParameterizedTest
    @CsvSource({
        "/, web, /",
        "/anything?x=1, web, /anything?x=1",
        "/orders, order, /orders",
        "/orders/, order, /orders/",
        "/orders/7?x=%2F, order, /orders/7?x=%2F",
        "/orders-7, web, /orders-7",
        "/api/orders, order, /",
        "/api/orders/, order, /",
        "/api/orders/7/items?q=a+b, order, /7/items?q=a+b",
        "/v2/orders, order, /v1",
        "/v2/orders/7, order, /v1/7",
        "/orders/export, user, /orders/export",
        "/orders/export/, order, /orders/export/",
        "/orders/export/x, order, /orders/export/x",
        "/orders/latest?x=1, user, /newest?x=1",
        "/api/users/, user, /api/users/",
        "/api/users, web, /api/users",
        "/api/users/7, web, /api/users/7",
        "/both, user, /both",
        "/both/, order, /both/",
        "/both/x, order, /both/x"
    })
    void aRequestReachesWhoItIsFor(String asked, String upstream, String arrives) {
        nginx.start(conf(Optional.empty(), List.of(new Host("", RULES))).text(), List.of("localhost"));

        String answer = Http.get(nginx.http, asked);

        assertThat(answer).startsWith("HTTP/1.1 200").contains("\nGET " + arrives + " HTTP/1.1\n");
        assertThat(who()).isEqualTo(upstream);
    }

    /** Returns who was connected to since the start. */
    private String who() {
        return (order.connections() > 0 ? "order" : "")
                + (user.connections() > 0 ? "user" : "")
                + (web.connections() > 0 ? "web" : "");
    }

    @ParameterizedTest
    @CsvSource({"/api/orders/../users/, user", "//orders, order", "/orders/%2e%2e/x, web"})
    void aPathIsComparedAsItIsMeant(String asked, String upstream) {
        nginx.start(conf(Optional.empty(), List.of(new Host("", RULES))).text(), List.of("localhost"));

        assertThat(Http.get(nginx.http, asked)).startsWith("HTTP/1.1 200");
        assertThat(who()).isEqualTo(upstream);
    }

    @ParameterizedTest
    @CsvSource({
        "api.example.com, user",
        "other.example.com, order",
        "a.b.example.com, order",
        "example.com, web",
        "API.example.com, user",
        "api.example.com:8443, user"
    })
    void aHostThatIsNamedInFullGoesBeforeOneWithAnAsterisk(String host, String upstream) {
        nginx.start(
                conf(
                                Optional.empty(),
                                List.of(
                                        new Host("", List.of(prefix("/", "web", null))),
                                        new Host("*.example.com", List.of(prefix("/", "order", null))),
                                        new Host("api.example.com", List.of(prefix("/", "user", null)))))
                        .text(),
                List.of("localhost"));

        assertThat(Http.get(nginx.http, "/x", "Host: " + host))
                .startsWith("HTTP/1.1 200")
                .contains("\nHost: " + host + "\n");
        assertThat(who()).isEqualTo(upstream);
    }

    @Test
    void whatNoRuleTakesIsNotFound() {
        nginx.start(
                conf(
                                Optional.empty(),
                                List.of(new Host(
                                        "", List.of(prefix("/orders", "order", null), exact("/users/", "user", null)))))
                        .text(),
                List.of("localhost"));

        assertThat(Http.get(nginx.http, "/")).startsWith("HTTP/1.1 404");
        assertThat(Http.get(nginx.http, "/users")).startsWith("HTTP/1.1 404");
        assertThat(Http.get(nginx.http, NginxConf.HEALTH_PATH)).startsWith("HTTP/1.1 200");
        assertThat(who()).isEmpty();
    }

    @Test
    void theClientIsNamedAnewAndWebSocketsPass() {
        nginx.start(conf(Optional.empty(), List.of(new Host("", RULES))).text(), List.of("localhost"));

        assertThat(Http.get(nginx.http, "/api/orders/7", "X-Forwarded-For: 192.0.2.1", "X-Forwarded-Proto: https"))
                .contains("\nX-Forwarded-For: 127.0.0.1\n", "\nX-Forwarded-Proto: http\n")
                .doesNotContain("192.0.2.1");
        assertThat(
                        Http.send(
                                nginx.http,
                                "GET /orders/live HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\nhello\n"))
                .startsWith("HTTP/1.1 101")
                .contains("echo of hello");
    }

    @Test
    void aRuleWithATimeOfItsOwnWaitsThatLong() {
        GatewayConf conf = conf(
                Optional.empty(),
                List.of(new Host(
                        "", List.of(new Rule("/slow", false, "order", Optional.empty(), OptionalInt.of(600))))));

        assertThat(conf.text()).contains("proxy_read_timeout 600s;", "proxy_send_timeout 600s;");
        assertThat(nginx.check(conf.text())).contains("successful").doesNotContain("[warn]");
    }

    @Test
    void everyHostIsReachedOverTls() {
        nginx.start(
                conf(
                                Optional.of(new NginxConf.Tls(OptionalInt.empty())),
                                List.of(
                                        new Host("", List.of(prefix("/", "web", null))),
                                        new Host("api.example.com", List.of(prefix("/", "user", null)))))
                        .text(),
                List.of("localhost"));

        assertThat(Http.get(nginx.http, "/x?y", "Host: api.example.com"))
                .startsWith("HTTP/1.1 308")
                .contains("Location: https://api.example.com/x?y");
        assertThat(Http.getOverTls(nginx.https, "/x", "Host: api.example.com")).startsWith("HTTP/1.1 200");
        assertThat(who()).isEqualTo("user");
    }

    @Test
    void takesLongNamesAndManyOfThem() {
        String longest = ("a".repeat(60) + ".").repeat(4).substring(0, 243) + ".example";
        List<Host> hosts = new java.util.ArrayList<>(List.of(new Host("", List.of())));
        hosts.add(new Host(longest, RULES));
        for (int i = 0; i < 100; i++) {
            hosts.add(new Host("host-" + i + ".example.com", RULES));
            hosts.add(new Host("*.sub-" + i + ".example.com", RULES));
        }

        assertThat(nginx.check(conf(Optional.empty(), hosts).text()))
                .contains("successful")
                .doesNotContain("[warn]");
    }
}
