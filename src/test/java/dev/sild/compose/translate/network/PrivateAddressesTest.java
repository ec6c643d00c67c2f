package dev.sild.compose.translate.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.compose.translate.TranslatedProject;
import dev.sild.report.Code;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which values are addresses of other machines. */
class PrivateAddressesTest {
    @TempDir
    Path folder;

    private int reported(String variable) throws Exception {
        return TranslatedProject.of(folder, """
                services:
                  db: {image: example/db, networks: {lan: {ipv4_address: 172.20.0.5}}}
                  app: {image: example/app, environment: {%s}, networks: [lan]}
                networks: {lan: {external: true}}
                """.formatted(variable))
                .reasons(Code.PRIVATE_ADDRESS)
                .size();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "IMAGE_TAG: 10.1.2.3",
                "WG_DEFAULT_DNS: 10.8.1.3",
                "DNS1: 192.168.1.1",
                "FTLCONF_LOCAL_IPV4: 192.168.1.2",
                "DB: 172.20.0.5"
            })
    void versionsOwnAddressesAndThoseOfServicesAreNone(String variable) throws Exception {
        assertThat(reported(variable)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"STAGE_HOST: 10.1.2.3", "DB: 172.20.0.6", "PUBLIC_IP: 192.168.1.9"})
    void othersAreSome(String variable) throws Exception {
        assertThat(reported(variable)).isOne();
    }
}
