package dev.sild.images.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NginxAccessTest {
    private static final String LOCAL = "allow 127.0.0.1; allow ::1; deny all;";

    private static boolean isLocal(String text, int port, String path) {
        return isLocal(Map.of("/etc/nginx/nginx.conf", text), port, path);
    }

    private static boolean isLocal(Map<String, String> texts, int port, String path) {
        Map<String, List<NginxDirective>> files = new TreeMap<>();
        texts.forEach(
                (place, text) -> files.put(place, NginxReader.read(text, place).orElseThrow()));
        return new NginxAccess(files).isLocal(port, "localhost", path);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "location /s { allow 127.0.0.1; deny all; } # true",
                "location = /s { allow 127.0.0.0/8; deny all; } # true",
                "location /s { deny all; } # true",
                "location /s { allow 127.0.0.1; } # false",
                "location /s { allow all; deny all; } # false",
                "location /s { deny 192.0.2.1; allow all; } # false",
                "location /s { allow 10.0.0.0/8; deny all; } # true",
                "location /s { allow 127.0.0.1; deny all; return 200 ok; } # false",
                "location /s { satisfy any; allow 127.0.0.1; deny all; auth_basic x; } # true",
                "location /s { if ($remote_addr != 127.0.0.1) { return 403; } } # true",
                "location /s { if ($remote_addr = 192.0.2.1) { return 403; } } # false",
                "deny all; location /s { root /x; } # true",
                "deny all; location /s { allow all; } # false",
                "deny all; location / { location /s { allow all; } } # false",
                "location / { deny all; } location /s { root /x; } # false",
                "location ^~ /s { root /x; } location ~ ^/s { deny all; } # false",
                "location /s { root /x; } location ~* ^/(S|ping)$ { deny all; } # true",
                "location /s { root /x; } location ~ ( { deny all; } # false",
                "location /other { deny all; } # false"
            })
    void decidesByTheLocation(String server, boolean local) {
        assertThat(isLocal("http { server { listen 80; " + server + " } }", 80, "/s?x=1"))
                .isEqualTo(local);
    }

    @Test
    void takesTheServerOfThePortAndTheName() {
        String text = "server { listen 81; deny all; } server { listen [::]:80 default_server; }"
                + "server { listen 80; server_name other localhost; deny all; }";

        assertThat(isLocal(text, 81, "/")).isTrue();
        assertThat(isLocal(text, 80, "/")).isTrue();
        assertThat(isLocal(text.replace(" localhost", ""), 80, "/")).isFalse();
        assertThat(isLocal(text, 82, "/")).isFalse();
    }

    @Test
    void knowsListenersOfTheLoopbackAddress() {
        assertThat(isLocal("server { listen 127.0.0.1:8080; listen [::1]:8080; }", 8080, "/"))
                .isTrue();
        assertThat(isLocal("server { listen 127.0.0.1:8080; } server { listen 8080; }", 8080, "/"))
                .isFalse();
    }

    @Test
    void readsIncludedFiles() {
        String text = "http { server { location /s { include snippets/local.conf; } include /etc/nginx/missing; } }";

        assertThat(isLocal(Map.of("/etc/nginx/nginx.conf", text, "/etc/nginx/snippets/local.conf", LOCAL), 80, "/s"))
                .isTrue();
        assertThat(isLocal(
                        Map.of(
                                "/etc/nginx/a",
                                "server { include a; }",
                                "/etc/nginx/b",
                                "server { include /etc/nginx/a; }"),
                        80,
                        "/s"))
                .isFalse();
    }

    @Test
    void endsPatternsThatNeverEnd() {
        String path = "/" + "a".repeat(180);

        assertThat(isLocal("server { location ~ \"^/(?:(x?)a|aa)+\\1b$\" { deny all; } }", 80, path))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"/, (|), ^", "'', (|), (?!)", "'', ^?, (?!)"})
    void endsPatternsThatNeverLookAtThePath(String first, String choice, String last) {
        String pattern = first + choice.repeat((190 - last.length()) / choice.length()) + last;

        assertEndsSoon(Map.of(
                "/etc/nginx/nginx.conf",
                "server { location / { deny all; } location ~ \"" + pattern + "\" { root /x; } }"));
    }

    @Test
    void endsRepetitionsOfNothing() {
        assertEndsSoon(Map.of(
                "/etc/nginx/nginx.conf",
                "server { location / { deny all; } location ~ \"((){2000000000}){2000000000}\" { root /x; } }"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "^/v[0-9]{1,3}/s$",
                "^/(?:a|b|v1|v2)/(s|ping)(?:/.*)?$",
                "/(js|css|png|jpg|jpeg|gif|ico|svg|woff|woff2|ttf|eot|map|webp|mp4|s)$",
                "^/(?!api)v\\d+/(?<page>s)$"
            })
    void usualPatternsFindLocations(String pattern) {
        assertThat(isLocal("server { location ~ \"" + pattern + "\" { deny all; } }", 80, "/v1/s"))
                .isTrue();
    }

    @Test
    void filesThatIncludeEachOtherEndSoon() {
        Map<String, String> files = new TreeMap<>();
        files.put("/etc/nginx/nginx.conf", "server { include a; include b; location / { deny all; } }");
        files.put("/etc/nginx/a", "include a; include b;".repeat(300));
        for (String file : List.of("b", "c", "d")) {
            files.put("/etc/nginx/" + file, ("include " + (char) (file.charAt(0) + 1) + ";").repeat(300));
        }
        files.put("/etc/nginx/e", "set $x y;".repeat(300));

        assertEndsSoon(files);
    }

    @Test
    void manyServersThatIncludeALargeFileEndSoon() {
        Map<String, String> files = new TreeMap<>();
        files.put("/etc/nginx/a", "x y;".repeat(30_000));
        for (int i = 0; i < 20; i++) {
            files.put("/etc/nginx/" + i, "server { include a; location / { deny all; } }".repeat(3_000));
        }

        assertEndsSoon(files);
    }

    private static void assertEndsSoon(Map<String, String> files) {
        assertTimeoutPreemptively(
                Duration.ofSeconds(5), () -> assertThat(isLocal(files, 80, "/")).isTrue());
    }
}
