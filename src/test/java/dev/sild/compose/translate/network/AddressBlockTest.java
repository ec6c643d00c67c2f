package dev.sild.compose.translate.network;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressBlockTest {
    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 192.0.2.7/32",
        "192.0.2.7/24, 192.0.2.0/24",
        "10.255.0.0/9, 10.128.0.0/9",
        "192.0.2.7/0, 0.0.0.0/0",
        "::1, ::1/128",
        "::, ::/128",
        "2001:db8:0:1:0:0:0:7/63, 2001:db8::/63",
        "2001:DB8:1:2:3:4:5:6, 2001:db8:1:2:3:4:5:6/128"
    })
    void blocksBeginWithTheirFirstAddress(String text, String block) {
        assertThat(AddressBlock.parse(text)).hasToString("Optional[" + block + "]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "db",
                "localhost",
                "192.0.2",
                "192.0.2.7/",
                "192.0.2.7/33",
                "192.0.2.256",
                "192.0.2.07",
                "::1/129",
                "1::2::3",
                "fe80::1%eth0",
                "::ffff:192.0.2.7",
                "abc",
                "a:b"
            })
    void nothingElseIsABlock(String text) {
        assertThat(AddressBlock.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.1.2.3",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.0.1",
                "100.64.0.1",
                "100.127.255.255",
                "127.0.0.53",
                "169.254.1.1",
                "::1",
                "fd12::1",
                "fc00::1",
                "fe80::1"
            })
    void theInternetDoesNotLeadToInternalAddresses(String text) {
        assertThat(AddressBlock.parse(text))
                .hasValueSatisfying(block -> assertThat(block.isPublic()).isFalse());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "8.8.8.8", "172.32.0.1", "100.128.0.1", "100.63.0.1", "2001:db8::1"})
    void theInternetMayLeadToOthers(String text) {
        assertThat(AddressBlock.parse(text))
                .hasValueSatisfying(block -> assertThat(block.isPublic()).isTrue());
    }
}
