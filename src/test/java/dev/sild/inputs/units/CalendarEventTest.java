package dev.sild.inputs.units;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calendar events of systemd, as schedules of cron. */
class CalendarEventTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
      minutely | * * * * *
      Daily | 0 0 * * *
      weekly | 0 0 * * 1
      quarterly | 0 0 1 1,4,7,10 *
      03:30 | 30 3 * * *
      *-*-* 03:30:00 | 30 3 * * *
      *-*-1 4:05 | 5 4 1 * *
      *-01,07-15 00:00 | 0 0 15 1,7 *
      12-24 18:00 | 0 18 24 12 *
      *:0/5 | */5 * * * *
      *:00/15:00 | */15 * * * *
      *-*-* *:7/20 | 7-59/20 * * * *
      0/6:15 | 15 */6 * * *
      *:*/10 | */10 * * * *
      08..18:00 | 0 8-18 * * *
      8..18/2:30 | 30 8-18/2 * * *
      2,14:10,40 | 10,40 2,14 * * *
      Mon 04:00 | 0 4 * * 1
      Mon..Fri 04:00 | 0 4 * * 1-5
      mon-fri *-*-* 04:00 | 0 4 * * 1-5
      Sat,Sun 10:00 | 0 10 * * 6,0
      Saturday *-*-* 10:00:00 | 0 10 * * 6
      Fri..Sun | 0 0 * * 5-6,0
      Sat..Mon | 0 0 * * 6,0-1
      *-*-01..07 02:00 | 0 2 1-7 * *
      """)
    void isTheScheduleOfCron(String event, String schedule) {
        assertThat(CalendarEvent.cron(event)).contains(schedule);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*:*:00/10",
                "03:30:15",
                "2026-01-01 00:00",
                "*-02~1 00:00",
                "Sun *-*-1..7 04:00",
                "04:00 Europe/Berlin",
                "04:00 UTC",
                "25:00",
                "*-13-1",
                "*-*-0",
                "*:0/0",
                "1:2:3:4",
                "Mo 04:00",
                "someday",
                "0..,:00",
            })
    void isNoneWhereCronCannotSayIt(String event) {
        assertThat(CalendarEvent.cron(event)).isEmpty();
    }
}
