package dev.sild.units;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoDurationTest {
    @ParameterizedTest
    @CsvSource({
        "90s,1m30s",
        "1h,1h0m0s",
        "500ms,500ms",
        "1500ms,1.5s",
        "100us,100µs",
        "0,0s",
        "0.5h,30m0s",
        "-1m,-1m0s",
        "1.5s,1.5s"
    })
    void printsDurationsAsGoDoes(String written, String printed) {
        assertThat(GoDuration.nanos(written).map(GoDuration::text)).contains(printed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1d", "10", "s", "1m30", "1..5s", "", "-", "..s", "10x", "1s2", "99999999999999999h"})
    void refusesWhatGoRefuses(String written) {
        assertThat(GoDuration.nanos(written)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"30s,30000", "500ms,500", "1m30s,90000", "1h,3600000", "1us,1", "1.5s,1500", "0s,0", "100ns,1", "0,0"})
    void millisecondsAreRoundedUp(String written, long millis) {
        assertThat(GoDuration.millis(written)).contains(millis);
    }

    @Property(seed = "1")
    void whatIsPrintedIsReadBack(@ForAll @LongRange(min = 0, max = 1L << 52) long nanos) {
        assertThat(GoDuration.nanos(GoDuration.text(nanos)).orElseThrow()).isCloseTo(nanos, Offset.offset(1_000L));
    }
}
