package dev.sild.compose.translate.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientRangesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"HostSNI(`*`)", "HostSNI(`a`, `b`)", "HostSNI(`a`) || HostSNI(`b`)", "HostSNIRegexp(`^.+$`)"})
    void namesOfHostsDoNotRestrictClients(String rule) {
        assertThat(ClientRanges.ofRule(rule)).contains(ClientRanges.ANY);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '=',
            value = {
                "ClientIP(`10.0.0.0/8`)=10.0.0.0/8",
                "clientip(`10.1.2.3`)=10.1.2.3/32",
                "HostSNI(`*`) && ClientIP(`10.1.2.3/8`)=10.0.0.0/8",
                "ClientIP(`192.0.2.0/24`, `fd00::/8`) && HostSNI(`*`)=192.0.2.0/24, fd00::/8",
                "HostSNI(`*`) && (ClientIP(`192.0.2.0/24`) || ClientIP(`192.0.2.128/25`))=192.0.2.0/24, 192.0.2.128/25",
                "ClientIP(`192.0.2.0/24`) && ClientIP(`192.0.2.7/24`)=192.0.2.0/24"
            })
    void addressesOfClientsAreRanges(String rule, String ranges) {
        assertThat(ClientRanges.ofRule(rule)).hasToString("Optional[" + ranges + "]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ALPN(`h2`)",
                "HostSNI(`*`) && ALPN(`h2`)",
                "!ClientIP(`192.0.2.0/24`)",
                "HostSNI(`*`) && !ClientIP(`192.0.2.0/24`)",
                "HostSNI(`*`) || ClientIP(`192.0.2.0/24`)",
                "ClientIP(`192.0.2.0/24`) && ClientIP(`198.51.100.0/24`)",
                "ClientIP(`192.0.2.0/33`)",
                "ClientIP(`192.0.2`)",
                "ClientIP(`256.0.2.1`)",
                "ClientIP(`localhost`)",
                "ClientIP(``)",
                "ClientIP()",
                "HostSNI(`*`) ClientIP(`192.0.2.0/24`)"
            })
    void otherRulesAreNoRanges(String rule) {
        assertThat(ClientRanges.ofRule(rule)).isEmpty();
    }

    @Test
    void tooManyBlocksAreNoRanges() {
        assertThat(ClientRanges.of(Collections.nCopies(200, "192.0.2.0/24"))).isPresent();
        assertThat(ClientRanges.of(
                        IntStream.range(0, 200).mapToObj(i -> "192.0.2." + i).toList()))
                .isEmpty();
    }

    @Test
    void threeAreNamed() {
        assertThat(ClientRanges.of(List.of("192.0.2.1", "192.0.2.2", "192.0.2.3", "192.0.2.4")))
                .hasToString("Optional[192.0.2.1/32, 192.0.2.2/32, 192.0.2.3/32 and 1 more]");
    }
}
