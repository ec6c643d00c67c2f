package dev.sild.compose.translate.relations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.model.Files;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** nginx needs its resolver only for names that it meets while it runs. */
class EngineNameServerTest {
    private static final String RESOLVER = "resolver 127.0.0.11;\n";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "set $api http://api; proxy_pass $api;",
                "proxy_pass http://api:3000$request_uri;",
                "fastcgi_pass ${app}:9000;",
                "grpc_pass $to;",
                "upstream a { zone a 64k; server api:80 resolve; }",
                "ssl_stapling on;",
                "content_by_lua_file a.lua;"
            })
    void isUsedForNamesThatAreMetWhileItRuns(String line) {
        assertThat(use("nginx.conf", RESOLVER + line)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "proxy_pass http://api:3000;",
                "proxy_pass http://api:3000; proxy_set_header Host $host;",
                "upstream a { server api:80; }",
                "# proxy_pass $api;",
                "ssl_stapling off;"
            })
    void isNotUsedForNamesThatAreKnownAtItsStart(String line) {
        assertThat(use("nginx.conf", RESOLVER + line)).isEmpty();
    }

    @Test
    void aVariableOfTheContainerIsFilledIntoATemplate() {
        assertThat(use("a.conf.template", RESOLVER + "proxy_pass http://${BACKEND};"))
                .isEmpty();
        assertThat(use("a.conf.template", RESOLVER + "proxy_pass http://${backend};"))
                .isPresent();
        assertThat(use("a.conf", RESOLVER + "proxy_pass http://${BACKEND};")).isPresent();
    }

    @Test
    void mayBeThatOfAnotherFile() {
        Files main = files("nginx.conf", RESOLVER);
        Files without = files("site.conf", "proxy_pass $api;");
        Files own = files("site.conf", "resolver 10.0.0.1; proxy_pass $api;");
        Files text = files("README.md", "proxy_pass $api;");
        assertThat(server(Stream.of(main, without)).use(entry(main))).isPresent();
        assertThat(server(Stream.of(main, own, text)).use(entry(main))).isEmpty();
    }

    @Test
    void otherProgramsUseItAsTheySay() {
        assertThat(use("haproxy.cfg", "nameserver dns 127.0.0.11:53"))
                .map(EngineNameServer.Use::ofNginx)
                .contains(false);
        assertThat(use("haproxy.cfg", "# nameserver dns 127.0.0.11:53")).isEmpty();
        assertThat(use("haproxy.cfg", "nameserver dns 127.0.0.110:53")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "resolver ${NGINX_LOCAL_RESOLVERS} valid=10s; set $up http://api:3000; proxy_pass $up; | api",
                "resolver $NS; set $up api; location / { proxy_pass http://$up:3000; } | api",
                "resolver $(awk '{print $2}' /etc/resolv.conf); proxy_pass http://api$request_uri; | api",
                "resolver ${NS}; set $up ${API_URL}; proxy_pass $up; | backend",
                "include /etc/nginx/resolvers.conf; set $up api; proxy_pass http://$up; | api",
                "resolver ${NS}; set $up \"api\"; set $to http://$up:80; proxy_pass $to; | api",
                "resolver ${NS}; upstream u { zone a 64k; server api:80 resolve; } | api",
            })
    void aResolverOfTheContainersStartDoesNotKnowShortNames(String text, String name) {
        assertThat(writtenAtStart(text)).map(EngineNameServer.Use::shortName).contains(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "resolver ${NS}; set $up api.default.svc.cluster.local; proxy_pass http://$up:3000;",
                "resolver ${NS}; set $up api; proxy_pass http://$up.default.svc.cluster.local;",
                "resolver ${NS}; proxy_pass http://api:3000;",
                "resolver ${NS}; upstream api { server web:80; } server { proxy_pass http://api$request_uri; }",
                "resolver ${NS}; set $up http://10.0.0.1:80; proxy_pass $up;",
                "resolver ${NS}; set $up ${UNKNOWN}; proxy_pass $up;",
                "resolver ${NS}; proxy_pass http://elsewhere$request_uri;",
                "resolver ${NS}; set $up http://api:geheim@192.168.0.1; proxy_pass $up;",
                "resolver ${NS}; set $up ${FULL_URL}; proxy_pass $up;",
                "resolver ${NS}; # proxy_pass http://api$request_uri;",
                "resolver ${NS}; fastcgi_pass unix:/run/$up;",
                "resolver 8.8.8.8; set $up api; proxy_pass http://$up;",
                "set $up api; proxy_pass http://$up;",
            })
    void aResolverThatIsNotAskedForShortNamesWorks(String text) {
        assertThat(writtenAtStart(text)).isEmpty();
    }

    @Test
    void theShortNameMayBeInAFileWithoutAResolver() {
        Files script = files("15-resolver.sh", "echo \"resolver $NS;\" > /etc/nginx/conf.d/resolver.conf\n");
        Files site = files("site.conf", "server { set $up api; proxy_pass http://$up; }");

        assertThat(server(Stream.of(script, site)).writtenAtStart(entry(script)))
                .map(EngineNameServer.Use::shortName)
                .contains("api");
    }

    private static Optional<EngineNameServer.Use> writtenAtStart(String text) {
        Files files = files("site.conf.template", text);
        return server(Stream.of(files)).writtenAtStart(entry(files));
    }

    private static EngineNameServer server(Stream<Files> files) {
        Map<String, String> variables =
                Map.of("API_URL", "http://backend:3000", "FULL_URL", "http://api.default.svc.cluster.local");
        return new EngineNameServer(files, Set.of("api", "backend"), name -> Stream.ofNullable(variables.get(name)));
    }

    private static Optional<EngineNameServer.Use> use(String path, String text) {
        Files files = files(path, text);
        return server(Stream.of(files)).use(entry(files));
    }

    private static Files files(String path, String text) {
        return new Files(
                "files",
                List.of(new Files.Entry(path, path, -1, text.getBytes(StandardCharsets.UTF_8))),
                false,
                false,
                Optional.empty(),
                "");
    }

    private static Files.Entry entry(Files files) {
        return files.entries().get(0);
    }
}
