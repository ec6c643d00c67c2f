package dev.sild.compose.translate.container;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleLabelsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*/5 * * * * | */5 * * * *",
                "0 */5 * * * * | */5 * * * *",
                "30  0 0 * *  MON | 0 0 * * MON",
                "@daily | @daily",
                "@every 24h | @every 24h",
                "0/15 8-18 1,15 jan-mar 1-5 | 0/15 8-18 1,15 jan-mar 1-5"
            })
    void secondsAreLeftOut(String schedule, String cron) {
        assertThat(ScheduleLabels.cron(schedule)).contains(cron);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*/10 * * * * *",
                "every morning",
                "* * * *",
                "@ daily",
                "@reboot",
                "a b c d e",
                "0 75 3 * * *",
                "0 0 32 * *",
                "0 0 * * 8"
            })
    void thatIsNoSchedule(String schedule) {
        assertThat(ScheduleLabels.cron(schedule)).isEmpty();
    }
}
