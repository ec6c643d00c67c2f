package dev.sild.images.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.model.Health;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HealthCommandTest {

    private static Health.Check shell(String text) {
        return HealthCommand.translate(List.of("CMD-SHELL", text)).orElseThrow();
    }

    private static Health.Http get(int port, String path, String host) {
        return new Health.Http(port, path, false, host, List.of());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "curl -f http://localhost:3000/health",
                "curl -f http://localhost:3000/health || exit 1",
                "curl -f http://localhost:3000/health || false",
                "curl -f http://localhost:3000/health || exit 1;",
                "curl -f http://localhost:3000/health && exit 0 || exit 1",
                "curl --fail http://localhost:3000/health",
                "curl --fail-with-body -s http://localhost:3000/health",
                "curl -fsS http://localhost:3000/health",
                "curl -sf http://localhost:3000/health > /dev/null",
                "curl -sf http://localhost:3000/health >/dev/null 2>&1 || exit 1",
                "curl -sf http://localhost:3000/health &> /dev/null || exit 1",
                "curl -sf -o /dev/null http://localhost:3000/health",
                "curl -fso/dev/null 'http://localhost:3000/health'",
                "curl --fail --silent --show-error --output /dev/null \"http://localhost:3000/health\"",
                "curl -fL --max-time 5 --connect-timeout 2 --retry 3 http://localhost:3000/health",
                "curl -f -m 5 -X GET http://localhost:3000/health",
                "curl -fI http://localhost:3000/health",
                "/usr/bin/curl -f localhost:3000/health",
                "curl -f --url=http://localhost:3000/health",
                "  curl   -f   http://localhost:3000/health  ",
                "curl -f http://localhost:3000/health#top",
                "wget --spider http://localhost:3000/health",
                "wget -q --spider http://localhost:3000/health || exit 1",
                "wget -qO- http://localhost:3000/health",
                "wget -qO - http://localhost:3000/health > /dev/null",
                "wget -q -O /dev/null http://localhost:3000/health",
                "wget --quiet --tries=1 --spider http://localhost:3000/health || exit 1",
                "wget --no-verbose --tries 1 --spider localhost:3000/health || exit 1",
                "wget -nv -t1 -T 3 --spider --no-check-certificate http://localhost:3000/health",
                "wget --output-document=- --timeout=5 http://localhost:3000/health",
                "wget -Y off --spider http://localhost:3000/health",
                "sh -c 'curl -f http://localhost:3000/health'",
            })
    void aPlainRequestOfTheContainerItselfBecomesAnHttpGet(String text) {
        assertThat(shell(text)).isEqualTo(get(3000, "/health", "localhost"));
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost,                  80,   /,             false, localhost",
        "http://127.0.0.1:8080,             8080, /,             false, 127.0.0.1",
        "http://0.0.0.0:8080/,              8080, /,             false, 0.0.0.0",
        "http://[::1]:8080/a,               8080, /a,            false, [::1]",
        "https://localhost,                 443,  /,             true,  localhost",
        "https://localhost:8443/ready?x=1,  8443, /ready?x=1,    true,  localhost",
        "localhost/a,                       80,   /a,            false, localhost",
        "http://localhost:9?x=1,            9,    /?x=1,         false, localhost",
    })
    void theUrlSaysPortPathAndHost(String url, int port, String path, boolean tls, String host) {
        assertThat(HealthCommand.translate(List.of("CMD", "curl", "-f", "-k", url)))
                .contains(new Health.Http(port, path, tls, host, List.of()));
    }

    @Test
    void headersTravelAndHostIsTheHost() {
        assertThat(shell("curl -f -H 'X-Probe: yes' -H \"Host: shop.example\" -A probe http://localhost/"))
                .isEqualTo(new Health.Http(
                        80,
                        "/",
                        false,
                        "shop.example",
                        List.of(new Health.Header("X-Probe", "yes"), new Health.Header("User-Agent", "probe"))));
        assertThat(shell("wget --header='X-Probe: yes' -qO- http://localhost/"))
                .isEqualTo(new Health.Http(80, "/", false, "localhost", List.of(new Health.Header("X-Probe", "yes"))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "curl http://localhost:3000/health",
                "curl -s http://localhost:3000/health || exit 1",
                "curl -f http://localhost:3000/health | grep ok",
                "curl -f http://localhost:3000/health || exit 0",
                "curl -f http://localhost:3000/health || true",
                "curl -f http://localhost:3000/health && curl -f http://localhost:3001/health",
                "curl -f http://localhost:3000/a http://localhost:3000/b",
                "curl -f -X POST http://localhost:3000/health",
                "curl -f -d '{}' http://localhost:3000/health",
                "curl -f --data-raw x http://localhost:3000/health",
                "curl -f -u user:pass http://localhost:3000/health",
                "curl -f -b session=1 http://localhost:3000/health",
                "curl -f -H 'Authorization: Bearer x' http://localhost:3000/health",
                "curl -f http://user:pass@localhost:3000/health",
                "curl -f http://localhost:$PORT/health",
                "curl -f \"http://localhost:${PORT:-80}/health\"",
                "curl -f http://localhost:`cat /port`/health",
                "curl -f https://example.com/health",
                "curl -f http://api:3000/health",
                "curl -f http://localhost:3000/[1-3]",
                "curl -f http://localhost:99999/",
                "curl -f --unix-socket /var/run/docker.sock http://localhost/_ping",
                "curl -f --cacert ca.crt https://localhost:9200",
                "curl -f -o /tmp/out http://localhost:3000/health",
                "curl -f http://localhost:3000/health > /tmp/out",
                "curl -f ftp://localhost/",
                "curl -f",
                "curl -f 'http://localhost",
                "wget -qO- http://localhost:3000/health | grep -q ok",
                "wget --post-data=x http://localhost:3000/",
                "if [ -f /tmp/x ]; then exit 0; fi",
                "test -f /tmp/ready",
                "pg_isready -U postgres",
                "nc -z db 5432",
                "nc -zu localhost 53",
                "nc -z localhost 80-90",
                "nc localhost 5432",
                "redis-cli ping | grep PONG",
                "echo ruok | nc localhost 2181",
            })
    void anythingElseStaysACommandForTheShell(String text) {
        assertThat(shell(text)).isEqualTo(new Health.Exec(List.of("/bin/sh", "-c", text)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nc -z localhost 5432",
                "nc -zv 127.0.0.1 5432 || exit 1",
                "nc -z -w 3 localhost 5432",
                "nc -vzw1 localhost 5432"
            })
    void aBareConnectionBecomesATcpCheck(String text) {
        assertThat(shell(text)).isEqualTo(new Health.Tcp(5432));
    }

    @Test
    void anArgvIsTakenAsItIsWithoutAShell() {
        assertThat(HealthCommand.translate(List.of("CMD", "curl", "-f", "http://localhost:3000/health")))
                .contains(get(3000, "/health", "localhost"));
        assertThat(HealthCommand.translate(List.of("CMD", "redis-cli", "ping")))
                .contains(new Health.Exec(List.of("redis-cli", "ping")));
        assertThat(HealthCommand.translate(List.of("redis-cli", "ping")))
                .contains(new Health.Exec(List.of("redis-cli", "ping")));
        assertThat(HealthCommand.translate(List.of("CMD", "curl", "-f", "http://localhost:$PORT/")))
                .contains(new Health.Exec(List.of("curl", "-f", "http://localhost:$PORT/")));
    }

    @Test
    void aShellInsideAnArgvIsSeenThrough() {
        assertThat(HealthCommand.translate(List.of("CMD", "bash", "-c", "wget -qO- localhost/x || exit 1")))
                .contains(get(80, "/x", "localhost"));
        assertThat(HealthCommand.translate(List.of("CMD", "/bin/sh", "-c", "test -f /x")))
                .contains(new Health.Exec(List.of("/bin/sh", "-c", "test -f /x")));
    }

    @Test
    void theContainersOwnNameIsTheContainer() {
        // A Service leaves out pods that are not ready: a check by the service's name would wait for itself forever.
        assertThat(HealthCommand.translate(List.of("CMD-SHELL", "curl -f http://api:3000/"), Set.of("api")))
                .contains(get(3000, "/", "api"));
    }

    @Test
    void nothingToCheckIsNoCheck() {
        assertThat(HealthCommand.translate(List.of())).isEmpty();
        assertThat(HealthCommand.translate(List.of("NONE"))).isEmpty();
        assertThat(HealthCommand.translate(List.of("CMD"))).isEmpty();
        assertThat(HealthCommand.translate(List.of("CMD-SHELL", " "))).isEmpty();
    }

    @Property(seed = "1")
    void neverFailsAndNeverLosesTheText(@ForAll String text) {
        HealthCommand.translate(List.of("CMD-SHELL", "curl -f " + text));
        HealthCommand.translate(List.of("CMD-SHELL", "wget " + text));
        if (!text.isBlank()) {
            assertThat(HealthCommand.translate(List.of("CMD-SHELL", text))).isPresent();
        }
    }
}
