package dev.sild.images.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an nginx does with hosts and clients' addresses. */
class NginxRequestsTest {
    private static List<List<NginxDirective>> files(String text) {
        return List.of(NginxReader.read(text, "a.conf").orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "server { location / { proxy_set_header Host $host; } }",
                "proxy_set_header host \"${host}\";",
                "server { server_name localhost; proxy_set_header X-Forwarded-Host $server_name; }",
                "server { server_name app.localhost; return 301 https://$server_name$request_uri; }",
                "server { proxy_set_header Host ${host}; proxy_set_header X-Forwarded-Host $host:8080; }",
                "server { return 301 https://$host$request_uri; }",
                "server { location = / { return 302 /home; } }",
                "server { rewrite ^/a$ /b permanent; }"
            })
    void needsItsPort(String text) {
        assertThat(NginxRequests.boundToPort(files(text))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "proxy_set_header Host $http_host;",
                "proxy_set_header Host $hostname;",
                "upstream api { server web:80; } server { location / { proxy_pass http://api; } }",
                "proxy_set_header Host $proxy_host;",
                "proxy_set_header Host $host:$server_port;",
                "proxy_set_header Host ${host}:8080;",
                "server { server_name shop.example; proxy_set_header Host $server_name; }",
                "server { server_name shop.example; return 301 https://$server_name$request_uri; }",
                "server { return 301 https://$host:8443$request_uri; }",
                "proxy_set_header X-Real-IP $host;",
                "server { return 301 https://example.org/x; }",
                "server { return 301 //example.org/x; }",
                "server { return 200 /x; }",
                "server { rewrite ^/a$ /b last; }",
                "# proxy_set_header Host $host;"
            })
    void findsItselfAtAnyPort(String text) {
        assertThat(NginxRequests.boundToPort(files(text))).isEmpty();
    }

    @Test
    void findsRulesAboutClients() {
        assertThat(NginxRequests.aboutClients(files("server {\n allow 203.0.113.0/24;\n deny all; }"))
                        .map(NginxDirective::line))
                .isEqualTo(Optional.of(2));
        assertThat(NginxRequests.aboutClients(files("limit_conn_zone \"$remote_addr\" zone=a:1m;")))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "server { allow 127.0.0.1; deny all; }",
                "limit_req_zone $http_x_user zone=a:1m rate=1r/s;",
                "set_real_ip_from 10.0.0.0/8; server { deny 203.0.113.1; }"
            })
    void othersAreNotAboutThem(String text) {
        assertThat(NginxRequests.aboutClients(files(text))).isEmpty();
    }
}
