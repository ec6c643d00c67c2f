package dev.sild.units;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ByteQuantityTest {
    @ParameterizedTest
    @ValueSource(strings = {"1", "1Gi", "10Gi", "1.5Ti", "500M", "1000k", "0.5Gi", "1Ei", "1073741824"})
    void whatKubernetesTakesForBytesIsOne(String text) {
        assertThat(ByteQuantity.isOne(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0",
                "0Gi",
                "0.0Gi",
                "-1Gi",
                "Gi",
                "1GB",
                "1gi",
                "1 Gi",
                "10 gigs",
                "1.",
                "1.Gi",
                ".5Gi",
                "1.5",
                "500m",
                "1e3",
                "1.2.3Gi",
                "1111111111111111111",
                "١Gi"
            })
    void anythingElseIsNone(String text) {
        assertThat(ByteQuantity.isOne(text)).isFalse();
    }
}
