package dev.sild.compose.translate.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.compose.translate.TranslatedProject;
import dev.sild.compose.translate.source.TranslateOptions;
import dev.sild.compose.translate.source.TranslateOptions.Expose;
import dev.sild.compose.translate.source.TranslateOptionsBuilder;
import dev.sild.model.Exposure;
import dev.sild.report.Code;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsPortsTest {
    private static final String NGINX = "nginx.ingress.kubernetes.io/backend-protocol";

    @TempDir
    Path folder;

    @Test
    void aKnownControllerConnectsWithTlsAndNothingIsToDo() throws Exception {
        assertThat(annotations("nginx-public", "example/a", 443)).containsExactly(Map.entry(NGINX, "HTTPS"));
        assertThat(translated("nginx-public", "example/a", 443).codes())
                .contains(Code.NETWORK_DIFFERS)
                .doesNotContain(Code.TLS_EXPECTED);
        assertThat(annotations("haproxy", "example/a", 8443)).containsOnlyKeys("haproxy.org/server-ssl");
    }

    @Test
    void anUnknownControllerIsTheUsersTask() throws Exception {
        assertThat(annotations("", "example/a", 443)).containsOnlyKeys(NGINX);
        assertThat(translated("", "example/a", 443).codes()).contains(Code.TLS_EXPECTED);
        assertThat(annotations("traefik", "example/a", 443)).isEmpty();
        assertThat(translated("traefik", "example/a", 443).codes()).contains(Code.TLS_EXPECTED);
    }

    @Test
    void serversWithoutTlsAreReachedAsTheyAre() throws Exception {
        assertThat(annotations("", "example/a", 8080)).isEmpty();
        assertThat(annotations("", "linuxserver/code-server", 8443)).isEmpty();
        assertThat(translated("", "linuxserver/code-server", 8443).codes()).doesNotContain(Code.TLS_EXPECTED);
    }

    @Test
    void aGatewayNeedsAPolicy() throws Exception {
        TranslatedProject shop = translated(
                TranslateOptions.builder().expose(Optional.of(Expose.GATEWAY)).gateway("public"), "example/a", 443);

        assertThat(shop.codes()).contains(Code.TLS_EXPECTED);
    }

    private Map<String, String> annotations(String ingressClass, String image, int port) throws Exception {
        Exposure exposure = translated(ingressClass, image, port)
                .translation()
                .application()
                .exposures()
                .get(0);
        return ((Exposure.Ingress) exposure.kind()).annotations();
    }

    private TranslatedProject translated(String ingressClass, String image, int port) throws Exception {
        return translated(
                TranslateOptions.builder().expose(Optional.of(Expose.INGRESS)).ingressClass(ingressClass), image, port);
    }

    private TranslatedProject translated(TranslateOptionsBuilder options, String image, int port) throws Exception {
        return TranslatedProject.of(
                folder,
                "services: {a: {image: " + image + ", ports: ['9000:" + port + "']}}",
                options.host("shop.example.com").build());
    }
}
