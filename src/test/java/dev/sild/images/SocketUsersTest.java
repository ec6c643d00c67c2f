package dev.sild.images;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SocketUsersTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "traefik:v3",
                "docker.io/library/traefik",
                "ghcr.io/tecnativa/docker-socket-proxy:1",
                "lscr.io/linuxserver/socket-proxy",
                "gcr.io/cadvisor/cadvisor:v0.49.1"
            })
    void aKnownTool(String image) {
        assertThat(SocketUsers.remedy(image)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"example/traefik", "example/api:1", "", "${IMAGE}"})
    void anotherImage(String image) {
        assertThat(SocketUsers.remedy(image)).isEmpty();
    }

    @Test
    void theRemedySaysWhatToDo() {
        assertThat(SocketUsers.remedy("willfarrell/autoheal").orElseThrow()).contains("--health liveness");
    }

    /** There is no Logspout for Kubernetes: it knows containers by the engine alone. */
    @ParameterizedTest
    @ValueSource(strings = {"gliderlabs/logspout:v3.2.14", "bekt/logspout-logstash"})
    void logspoutIsReplacedByACollector(String image) {
        assertThat(SocketUsers.remedy(image).orElseThrow())
                .contains("remove it", "DaemonSet", "/var/log/pods")
                .doesNotContain("its Helm chart");
    }
}
