package dev.sild.images.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
}
