package dev.sild.compose.translate.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.compose.translate.TranslatedProject;
import dev.sild.report.Code;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which certificates a proxy cannot request in a cluster. */
class ProxyCertificatesTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "tlschallenge=true, 1",
        "httpchallenge.entrypoint=web, 1",
        "dnschallenge=true, 0",
        "dnsChallenge.provider=cloudflare, 0"
    })
    void aChallengeByDnsNeedsNoWayIn(String challenge, int reported) throws Exception {
        assertThat(TranslatedProject.of(folder, """
                services:
                  traefik:
                    image: traefik:v3.1
                    command: ["--certificatesresolvers.le.acme.%s", "--certificatesresolvers.le.acme.storage=/a.json"]
                    ports: ["443:443"]
                """.formatted(challenge)).reasons(Code.CERTIFICATE_TO_CREATE))
                .hasSize(reported);
    }

    @Test
    void anotherChallengeNeedsOne() throws Exception {
        Files.writeString(
                folder.resolve("traefik.yml"),
                "certificatesResolvers:\n  a: {acme: {dnsChallenge: {provider: x}}}\n"
                        + "  b: {acme: {httpChallenge: {entryPoint: web}}}\n");
        assertThat(TranslatedProject.of(folder, """
                services:
                  traefik:
                    image: traefik:v3.1
                    ports: ["443:443"]
                    volumes: ["./traefik.yml:/etc/traefik/traefik.yml:ro"]
                """).reasons(Code.CERTIFICATE_TO_CREATE))
                .hasSize(1);
    }
}
