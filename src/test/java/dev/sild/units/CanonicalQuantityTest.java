package dev.sild.units;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanonicalQuantityTest {
    @ParameterizedTest
    @CsvSource({
        "1000m, 1",
        "0.5, 500m",
        "1500m, 1500m",
        "1.5, 1500m",
        "0.0005, 1m",
        "00.250, 250m",
        ".5, 500m",
        "2., 2",
        "1024Mi, 1Gi",
        "1.5Gi, 1536Mi",
        "0.5Ki, 512",
        "0.37Gi, 397284474880m",
        "512Mi, 512Mi",
        "2048Gi, 2Ti",
        "1000000, 1M",
        "1048576, 1048576",
        "1500k, 1500k",
        "0.1n, 1m",
        "1.00001, 1001m",
        "0.3333Ki, 341300m",
        "0, 0",
        "0Gi, 0",
        "0.0m, 0",
        "1e3, 1e3",
        "12E2, 1200",
        "5e-4, 1e-3",
        "7Ei, 7Ei",
        "8000P, 8E"
    })
    void quantitiesAreWrittenInTheirCanonicalForm(String given, String written) {
        assertThat(CanonicalQuantity.of(given)).isEqualTo(written);
    }

    @ParameterizedTest
    @CsvSource({"''", ".", "Gi", "-1", "1.2.3", "1 Gi", "1KB", "all"})
    void whatIsNoQuantityIsLeftToTheServerToRefuse(String text) {
        assertThat(CanonicalQuantity.of(text)).isEqualTo(text);
    }
}
