package dev.sild.compose.translate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.report.Code;
import dev.sild.report.Finding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which hosts of a mounted configuration are known. */
class UnknownHostsTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "api",
                "API",
                "api-alias",
                "api-container",
                "api-host",
                "my_db",
                "localhost",
                "127.0.0.1",
                "10.1.2.3",
                "printer",
                "linked",
                "old",
                "example.com",
                "3"
            })
    void namesOfServicesAndOfTheHostsFileAreKnown(String host) throws Exception {
        assertThat(unknown("reverse_proxy " + host + ":80")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ap", "apis", "print", "api-1x", "_"})
    void otherWordsAreNot(String host) throws Exception {
        assertThat(unknown("reverse_proxy " + host + ":80"))
                .extracting(Finding::reason)
                .containsExactly("Caddyfile:2 names the host '" + host + "', which no service has");
    }

    @Test
    void aContainerWithANumberIsOneOfItsService() throws Exception {
        for (String host : List.of("api-1", "shop_api_2", "shop-api-10")) {
            assertThat(unknown("reverse_proxy " + host + ":80"))
                    .extracting(Finding::remedy)
                    .containsExactly("write 'api', which leads to all of its pods");
        }
    }

    @Test
    void theSecretOfAVariableIsNoHost() throws Exception {
        assertThat(unknown("reverse_proxy {$API_TOKEN}:80 {$PLACE}:80"))
                .extracting(Finding::reason)
                .containsExactly("Caddyfile:2 names the host 'elsewhere', which no service has");
    }

    @Test
    void aFileHasAFewFindings() throws Exception {
        List<Finding> findings = unknown(
                IntStream.range(0, 900).mapToObj(i -> "reverse_proxy h" + i).collect(Collectors.joining("\n")));

        assertThat(findings).hasSize(6);
        assertThat(findings.get(5).reason()).isEqualTo("Caddyfile names 895 more hosts that no service has");
    }

    private List<Finding> unknown(String line) throws Exception {
        Files.writeString(folder.resolve("Caddyfile"), ":80 {\n" + line + "\n}\n");
        return TranslatedProject.of(folder, """
                name: shop
                services:
                  caddy:
                    image: example/caddy:1
                    volumes: ["./Caddyfile:/etc/caddy/Caddyfile:ro"]
                    extra_hosts: ["printer:10.0.0.9"]
                    external_links: ["other:linked", "old"]
                    environment: {API_TOKEN: hiddenhost, PLACE: elsewhere}
                  api:
                    image: example/api:1
                    container_name: api-container
                    hostname: api-host
                    networks: {default: {aliases: [api-alias]}}
                  my_db:
                    image: example/db:1
                """).translation().findings().stream()
                .filter(finding -> finding.code() == Code.HOST_UNKNOWN)
                .toList();
    }
}
