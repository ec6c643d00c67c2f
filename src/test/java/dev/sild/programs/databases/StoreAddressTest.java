package dev.sild.programs.databases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sild.model.Call;
import dev.sild.model.Port;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What policies allow for the endpoint of a bucket. */
class StoreAddressTest {

    private static Call call(String endpoint) {
        return StoreAddress.of(endpoint).call("backup");
    }

    private static List<Call.Peer> peers(String endpoint) {
        return ((Call.Others) call(endpoint).to()).peers();
    }

    @ParameterizedTest
    @CsvSource({
        "https://s3.example.com, 443",
        "http://s3.example.com, 80",
        "https://s3.example.com:8443, 8443",
    })
    void opensThePortOfANameToAnyAddress(String endpoint, int port) {
        assertThat(peers(endpoint)).containsExactly(new Call.Addresses("0.0.0.0/0"), new Call.Addresses("::/0"));
        assertThat(call(endpoint).ports()).extracting(Port::number).containsExactly(port);
    }

    @Test
    void opensThePortOfAnAddressToItAlone() {
        assertThat(peers("http://192.0.2.7:9000")).containsExactly(new Call.Addresses("192.0.2.7/32"));
    }

    @Test
    void opensTheNamespaceOfAService() {
        Call.Pods storage = new Call.Pods(Optional.of(Map.of("kubernetes.io/metadata.name", "storage")), Map.of());
        assertThat(peers("http://minio.storage.svc:9000")).containsExactly(storage);
        assertThat(peers("https://minio.storage.svc.cluster.local")).containsExactly(storage);
        assertThat(call("http://minio.storage.svc:9000").ports())
                .as("a Service's port says nothing of its pods'")
                .isEmpty();
        assertThat(peers("http://minio:9000")).containsExactly(new Call.Pods(Optional.empty(), Map.of()));
    }

    @Test
    void knowsAmazon() {
        assertThat(StoreAddress.of("https://s3.eu-north-1.amazonaws.com").isAmazon())
                .isTrue();
        assertThat(StoreAddress.of("https://amazonaws.com.example.com").isAmazon())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://x", "https://", "https://a/b", "https://a:0", "https://a:65536", "https://a\nb"})
    void refusesWhatIsNoUrlOfAHost(String endpoint) {
        assertThatThrownBy(() -> StoreAddress.of(endpoint))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("to.s3.endpoint: ");
    }
}
