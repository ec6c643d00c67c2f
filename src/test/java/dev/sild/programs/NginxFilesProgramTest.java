package dev.sild.programs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** The static files that nginx serves, and those that it does not. */
@OnPrograms({"nginx", "openssl", "unshare", "getent"})
class NginxFilesProgramTest extends NginxProgramCase {
    @Test
    void servesStaticFiles() {
        file("app.css", "body{}".repeat(500));
        file("app.3f9a12bc.js", "x");
        file("holiday-20240131.jpg", "x");
        nginx.start(plain(false));
        assertThat(Http.get(nginx.http, "/static/app.css"))
                .startsWith("HTTP/1.1 200")
                .endsWith("body{}")
                .contains(
                        "Content-Type: text/css\r\n",
                        "Cache-Control: public, max-age=3600\r\n",
                        "ETag:",
                        "X-Content-Type-Options: nosniff\r\n");
        assertThat(Http.get(nginx.http, "/static/app.css", "Accept-Encoding: gzip"))
                .contains("Content-Encoding: gzip\r\n");
        assertThat(Http.get(nginx.http, "/static/app.3f9a12bc.js"))
                .contains("Cache-Control: public, max-age=31536000, immutable\r\n");
        assertThat(Http.get(nginx.http, "/static/holiday-20240131.jpg"))
                .contains("Cache-Control: public, max-age=3600\r\n");
        assertThat(api.connections()).isZero();
    }

    @Test
    void servesNothingElseBelowTheStaticPath() {
        file(".git/config", "secret");
        file(".well-known/security.txt", "Contact: us");
        file("folder/index.html", "an index");
        nginx.start(plain(false));
        assertThat(Http.get(nginx.http, "/static/missing.css"))
                .startsWith("HTTP/1.1 404")
                .doesNotContain("Cache-Control");
        assertThat(Http.get(nginx.http, "/static/.git/config")).startsWith("HTTP/1.1 404");
        assertThat(Http.get(nginx.http, "/static/.well-known/security.txt")).startsWith("HTTP/1.1 200");
        assertThat(Http.get(nginx.http, "/static../tls/tls.key")).contains("GET /static../tls/tls.key");
        assertThat(Http.get(nginx.http, "/static/../tls/tls.key")).contains("GET /static/../tls/tls.key");
        assertThat(Http.get(nginx.http, "/static/%2e%2e/tls/tls.key")).doesNotContain("PRIVATE KEY");
        assertThat(Http.get(nginx.http, "/static/folder"))
                .startsWith("HTTP/1.1 301")
                .contains("Location: /static/folder/\r\n");
    }

    @Test
    void followsNoLinkToWhatBelongsToSomebodyElse() {
        file("own", "own");
        Programs.run(nginx.staticFiles(), Map.of(), "ln", "-s", "own", "to-own").orFail();
        Programs.run(nginx.staticFiles(), Map.of(), "ln", "-s", "/etc/passwd", "to-passwd")
                .orFail();
        nginx.start(plain(false));
        assertThat(Http.get(nginx.http, "/static/to-own")).startsWith("HTTP/1.1 200");
        assertThat(Http.get(nginx.http, "/static/to-passwd"))
                .startsWith("HTTP/1.1 403")
                .doesNotContain("root:");
    }
}
