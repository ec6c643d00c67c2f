package dev.sild.adopt.nginx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.images.text.NginxDirective;
import dev.sild.images.text.NginxReader;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which lines of a configuration the generated one does not do as well. */
class NginxMeaningTest {
    private static NginxMeaning meaning(String http) {
        return NginxMeaning.of(
                NginxReader.read("events {} http { " + http + " }", "nginx.conf")
                        .orElseThrow(),
                "app"::equals,
                "/srv/static");
    }

    private static String beyond(String http) {
        return meaning(http).beyond().stream().map(NginxDirective::name).collect(Collectors.joining(" "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            emptyValue = "",
            value = {
                "server { listen 80; location / { proxy_pass http://app:3000; } } | ''",
                "server { location / { proxy_pass http://app:3000/; } } | ''",
                "upstream u { server app:3000; } server { location / { proxy_pass http://u; } } | ''",
                "server { location /api/ { proxy_pass http://app:3000; } location / { proxy_pass http://app:3000; } } | ''",
                "server { location /static/ { alias /srv/static/; expires 1d; } location / { proxy_pass http://app; } } | ''",
                "server { location /static/ { root /srv; } location / { proxy_pass http://app; } } | ''",
                "server { listen 80; return 301 https://$host$request_uri; } server { listen 443 ssl; location / { proxy_pass http://app; } } | ''",
                "server { location /api/ { proxy_pass http://app:3000/; } location / { proxy_pass http://app:3000; } } | location",
                "server { location /api/ { proxy_pass http://app:3000; } } | server",
                "server { location / { try_files $uri /index.html; } } | location",
                "server { location / { proxy_pass http://other:3000; } } | location",
                "server { location /static/ { alias /srv/other/; } location / { proxy_pass http://app; } } | location",
                "server { location / { proxy_pass http://app; add_header X y; } } | add_header",
                "server { location / { proxy_pass http://app; proxy_set_header X-Secret y; } } | proxy_set_header",
                "server { location / { proxy_pass http://app; proxy_buffering off; } } | proxy_buffering",
                "upstream u { server app:1; server app:2; } server { location / { proxy_pass http://u; } } | upstream location",
                "server { location / { proxy_pass http://app; } } server { server_name b; location / { proxy_pass http://app; } } | server",
                "server { auth_basic x; location / { proxy_pass http://app; } } | auth_basic",
                "map $x $y { } server { location / { proxy_pass http://app; } } | map",
                "include /etc/nginx/other.conf; server { location / { proxy_pass http://app; } } | include",
                "server { location / { proxy_pass http://app:1; } location /x { proxy_pass http://app:2; } } | location",
                "server { listen 80; listen 81; location / { proxy_pass http://app; } } | listen"
            })
    void namesWhatGoesBeyondTheGeneratedConfiguration(String http, String names) {
        assertThat(beyond(http)).isEqualTo(names);
    }

    @Test
    void readsWhatFieldsSay() {
        NginxMeaning meaning = meaning(
                "client_max_body_size 8M; gzip off; server { listen 443 ssl; location /s/ { alias /srv/static; }"
                        + " location / { proxy_pass http://app:4000; proxy_read_timeout 2m; proxy_send_timeout 30; } }");

        assertThat(meaning.beyond()).isEmpty();
        assertThat(meaning.bodySize()).contains("8m");
        assertThat(meaning.gzip()).contains(false);
        assertThat(meaning.timeout()).contains(120L);
        assertThat(meaning.apiPort()).contains(4000);
        assertThat(meaning.staticPath()).contains("/s/");
        assertThat(meaning.tls()).isTrue();
    }

    @Test
    void saysNothingOfWhatIsNotThere() {
        NginxMeaning meaning = meaning("server { location / { proxy_pass http://app; } }");

        assertThat(meaning.bodySize()).isEmpty();
        assertThat(meaning.staticPath()).isEmpty();
        assertThat(meaning.apiPort()).isEqualTo(Optional.of(80));
        assertThat(meaning.tls()).isFalse();
    }
}
