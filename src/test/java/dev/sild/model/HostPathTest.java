package dev.sild.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which paths every node has of its own. */
class HostPathTest {
    @ParameterizedTest
    @CsvSource({
        "/etc, true",
        "/etc/localtime, true",
        "/etc/ssl/certs/ca-certificates.crt, true",
        "/etc/ssl, true",
        "/etc/ssl/private, false",
        "/etc/ssl/private/shop.key, false",
        "/etc/letsencrypt/live/shop, false",
        "/etc/localtimes, false",
        "/etcetera, false",
        "/var/run/docker.sock, true",
        "/srv/data, false",
    })
    void isOfTheSystemOrOfAnApplication(String path, boolean system) {
        assertThat(new Volume.HostPath("a", path, false).isOfSystem()).isEqualTo(system);
    }
}
