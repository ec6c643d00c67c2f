package dev.sild.images.ports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.images.ports.ProxyFile.Address;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyFileTest {
    private static final Map<String, String> VARIABLES = Map.of("HOST", "web", "PORT", "3000");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "proxy_pass http://web:3000/x/;                 | web:3000",
                "location / { proxy_pass http://web; }          | web:80",
                "location / { proxy_pass https://web; }         | web:443",
                "fastcgi_pass php:9000;                         | php:9000",
                "proxy_pass http://${HOST}:${PORT};             | web:3000",
                "proxy_pass http://${OTHER}:3000;               |",
                "proxy_pass http://$upstream:3000;              |",
                "proxy_pass http://unix:/run/web.sock;          |",
                "fastcgi_pass unix:/run/php.sock;               |",
                "proxy_pass http://[::1]:80;                    |",
                "proxy_pass http://_;                           | _:80",
                "# proxy_pass http://web:3000;                  |",
                "proxy_pass http://a:1; # proxy_pass http://b:2;| a:1",
                "proxy_pass http://a:1; server { listen 80; }   | a:1",
                "proxy_pass http://a:99999;                     | a:0",
                "upstream x { server a:1 backup; server b; } proxy_pass http://x; | a:1 b:80 x:80",
            })
    void nginx(String line, String expected) {
        assertThat(read("site.conf", line + "\nuwsgi_pass unix:/x;\n")).isEqualTo(split(expected));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "reverse_proxy web:3000                   | web:3000",
                "reverse_proxy web                        | web:80",
                "reverse_proxy http://web https://api     | web:80 api:443",
                "reverse_proxy /api/* api:1 web:2 {       | api:1 web:2",
                "reverse_proxy @ws ws:1                   | ws:1",
                "reverse_proxy * ws:1                     | ws:1",
                "reverse_proxy {$HOST}:{$PORT}            | web:3000",
                "reverse_proxy {$OTHER:api}:{$NONE:8080}  | api:8080",
                "reverse_proxy {env.HOST}:1               | web:1",
                "reverse_proxy {labels.1}:80              |",
                "reverse_proxy web:1-3                    |",
                "reverse_proxy unix//run/web.sock         |",
                "to a:1 b:2                               | a:1 b:2",
                "php_fastcgi php:9000                     | php:9000",
                "forward_auth auth:9091 {                 | auth:9091",
                "#reverse_proxy web:3000                  |",
            })
    void caddy(String line, String expected) {
        assertThat(read("Caddyfile", "\t" + line + "\n\treverse_proxy {\n")).isEqualTo(split(expected));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "server one web:3000 check          | web:3000",
                "server one web                     | web:0",
                "server-template page 3 web:80      | web:80",
                "server one \"${HOST}:${PORT}\"     | web:3000",
                "default-server inter 3s            |",
                "server one ipv4@web:80             |",
                "use-server one if x                |",
            })
    void haproxy(String line, String expected) {
        assertThat(read("haproxy.cfg", "backend b\n  " + line + "\n")).isEqualTo(split(expected));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "backend a { .host = \"web\"; .port = \"8080\"; }                            | web:8080",
                "backend a { .port=\"8080\"; .host=\"web\"; } backend b { .host = \"api\"; } | web:8080 api:80",
                "backend a { .host_header = \"x\"; .host = \"web\"; }                        | web:80",
                "backend web { .host = \"web\"; .probe = { .url = \"/\"; } .port = \"1\"; }  | web:1",
                "backend a { /* .host = \"b\"; */ .host = \"c\"; } // .host = \"d\";         | c:80",
                "backend a { .host = \"c\"; } /* backend b { .host = \"d\"; }                | c:80",
            })
    void varnish(String text, String expected) {
        assertThat(read("default.vcl", text)).isEqualTo(split(expected));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "- url: \"http://web:3000\"     | web:3000",
                "servers: [{url: http://web}]   | web:80",
                "- address: 'db:5432'           | db:5432",
                "url = \"https://web\"          | web:443",
                "address: \":80\"               |",
                "# - url: http://old            |",
                "rule: Host(`url: x`)           |",
            })
    void traefik(String line, String expected) {
        assertThat(read("dynamic.yml", "loadBalancer:\n  " + line + "\n")).isEqualTo(split(expected));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "ProxyPass / http://web:3000/                    | web:3000",
                "ProxyPass http://web/                           | web:80",
                "ProxyPass \"/api\" \"http://web:3000/\"         | web:3000",
                "ProxyPassMatch ^/(.*\\.php)$ fcgi://php:9000/$1 | php:9000",
                "SetHandler \"proxy:fcgi://php:9000\"            | php:9000",
                "BalancerMember http://web:3000                  | web:3000",
                "ProxyPassReverse / http://other:3000/           |",
                "ProxyPass /x !                                  |",
            })
    void apache(String line, String expected) {
        assertThat(read("httpd.conf", line + "\nProxyPass /static !\n")).isEqualTo(split(expected));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "README.md|proxy_pass http://web:3000;",
                "start.sh|proxy_pass http://web:3000;",
                "app.conf|listen 80;",
                "prometheus.yml|- targets: [web:80]",
                "datasources.yml|url: http://loki:3100",
                "x.conf|# proxy_pass is explained elsewhere",
            })
    void otherFilesNameNoServers(String file) {
        assertThat(read(file.split("\\|")[0], file.split("\\|")[1] + "\n")).isEmpty();
    }

    @Test
    void programsSayWhetherTheyStartWithoutAHost() {
        assertThat(ProxyFile.of("a", "backend b\n server s web:80\n")
                        .orElseThrow()
                        .strict())
                .isTrue();
        assertThat(ProxyFile.of("a", "defaults\n default-server init-addr none\nbackend b\n server s web:80\n")
                        .orElseThrow()
                        .strict())
                .isFalse();
        assertThat(ProxyFile.of("a", "  reverse_proxy web:80\n").orElseThrow().strict())
                .isFalse();
    }

    @Test
    void aFileOfNamesAloneIsRead() {
        assertThat(ProxyFile.of("nginx.conf", "http {\n  upstream app {\n    server web:80;\n  }\n}\n")
                        .orElseThrow()
                        .names())
                .containsExactly("app");
    }

    @Test
    void linesAreThoseOfTheFile() {
        assertThat(ProxyFile.of("a.vcl", "/*\n\n*/\nbackend a {\n.host = \"web\";\n}\n")
                        .orElseThrow()
                        .targets()
                        .get(0)
                        .line())
                .isEqualTo(5);
    }

    /** Each text has as many places as fit where a pattern begins, and none where it ends. */
    @Test
    void hostileFilesTakeLittleTime() {
        int most = 128 << 10;
        Stream<String> parts = Stream.of(
                "proxy_pass ",
                "server x ",
                "proxy_pass ${",
                "upstream a ",
                "/*",
                "backend a {",
                ".host = \"",
                "a:",
                "reverse_proxy /",
                "  to {$A:",
                "\n#",
                "url: ",
                "url",
                " ",
                "\n",
                "ProxyPass ",
                "a://",
                "a.");
        List<String> texts = parts.flatMap(part -> Stream.of(
                                "proxy_pass x;\n",
                                "\treverse_proxy x\n",
                                "backend a\n",
                                "backend a {}\n",
                                "loadBalancer\n",
                                "ProxyPass / x\n")
                        .flatMap(start -> Stream.of(900, most)
                                .map(width -> start + lines(part, width).repeat(most / width - 1))))
                .toList();
        Assertions.assertTimeout(
                Duration.ofSeconds(20),
                () -> texts.forEach(text -> assertThat(read("x", text)).hasSizeLessThanOrEqualTo(2000)));
    }

    private static String lines(String part, int width) {
        return part.repeat(width / part.length()) + "\n";
    }

    @Test
    void longFilesHoldData() {
        String text = "proxy_pass http://web:3000;\n";
        assertThat(read("x", text)).hasSize(1);
        assertThat(read("x", text + " ".repeat(128 << 10))).isEmpty();
    }

    private static List<String> split(String expected) {
        return expected == null ? List.of() : List.of(expected.trim().split(" "));
    }

    private static List<String> read(String path, String text) {
        return ProxyFile.of(path, text)
                .map(file -> file.targets().stream()
                        .flatMap(target -> file.address(target, name -> VARIABLES.getOrDefault(name, "")).stream())
                        .map(ProxyFileTest::text)
                        .toList())
                .orElse(List.of());
    }

    private static String text(Address address) {
        return address.host() + ":" + address.port();
    }
}
