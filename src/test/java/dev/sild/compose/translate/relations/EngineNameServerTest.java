package dev.sild.compose.translate.relations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.model.Files;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
        assertThat(new EngineNameServer(Stream.of(main, without)).use(entry(main)))
                .isPresent();
        assertThat(new EngineNameServer(Stream.of(main, own, text)).use(entry(main)))
                .isEmpty();
    }

    @Test
    void otherProgramsUseItAsTheySay() {
        assertThat(use("haproxy.cfg", "nameserver dns 127.0.0.11:53"))
                .map(EngineNameServer.Use::ofNginx)
                .contains(false);
        assertThat(use("haproxy.cfg", "# nameserver dns 127.0.0.11:53")).isEmpty();
        assertThat(use("haproxy.cfg", "nameserver dns 127.0.0.110:53")).isEmpty();
    }

    private static Optional<EngineNameServer.Use> use(String path, String text) {
        Files files = files(path, text);
        return new EngineNameServer(Stream.of(files)).use(entry(files));
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
