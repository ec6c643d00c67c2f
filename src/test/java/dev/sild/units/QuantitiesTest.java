package dev.sild.units;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantitiesTest {
    @ParameterizedTest
    @CsvSource({
        "1024,1Ki",
        "1048576,1Mi",
        "512m,512Mi",
        "512M,512Mi",
        "1g,1Gi",
        "1gb,1Gi",
        "1GiB,1Gi",
        "2t,2Ti",
        "1.5g,1536Mi",
        "1000000,1000000",
        "100b,100",
        "64 mb,64Mi",
        "0.5k,512",
        "1500m,1500Mi",
        "0.3b,1",
        "99999999999t,9223372036854775807"
    })
    void bytesAreCanonical(String compose, String quantity) {
        assertThat(Quantities.bytes(compose)).isEqualTo(quantity);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "0m", "abc", "1x", "-5m", "..", "1.2.3g", "m"})
    void whatIsNoNumberOfBytesIsNone(String compose) {
        assertThat(Quantities.bytes(compose)).isEmpty();
    }

    @Property(seed = "1")
    void aNumberOfBytesKeepsItsValue(@ForAll @LongRange(min = 1, max = 1L << 50) long bytes) {
        String quantity = Quantities.bytes(Long.toString(bytes));
        int shift = quantity.endsWith("i") ? 10 * (1 + "KMGT".indexOf(quantity.charAt(quantity.length() - 2))) : 0;
        String digits = shift == 0 ? quantity : quantity.substring(0, quantity.length() - 2);

        assertThat(Long.parseLong(digits) << shift).isEqualTo(bytes);
    }

    @ParameterizedTest
    @CsvSource({
        "0.5,500m",
        "2,2",
        "1.0,1",
        "1.5,1500m",
        "0.0001,1m",
        "0.001,1m",
        "0.0015,2m",
        ".25,250m",
        "1e-1,100m",
        "0.07,70m",
        "1.,1",
        "+2,2",
        "1e30,9223372036854775807m"
    })
    void processorsAreWholeOrThousandths(String compose, String quantity) {
        assertThat(Quantities.cpus(compose)).isEqualTo(quantity);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "0.0", "-1", "two", ".", "1.2.3", "-1e30", "1e-101"})
    void whatIsNoNumberOfProcessorsIsNone(String compose) {
        assertThat(Quantities.cpus(compose)).isEmpty();
    }

    @Property(seed = "1")
    void secondsAreRoundedUpAndNeverBelowTheLeast(@ForAll @LongRange(min = 0, max = 100_000_000_000L) long millis) {
        int seconds = Quantities.seconds(millis, 1);

        assertThat(seconds).isGreaterThanOrEqualTo(1);
        assertThat(BigDecimal.valueOf(seconds).movePointRight(3)).isGreaterThanOrEqualTo(BigDecimal.valueOf(millis));
        assertThat((seconds - 1) * 1000L).isLessThanOrEqualTo(millis);
    }
}
