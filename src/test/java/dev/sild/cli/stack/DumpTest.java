package dev.sild.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the listing of a claim says about dumps. */
class DumpTest {
    @Test
    void theNewestDumpIsFirstAndOtherFilesAreNoDumps() {
        assertThat(Dump.all(List.of(
                        "dump    1254 app-20261130T214838Z.dump",
                        "dump 1300 app-20261130T214925Z.dump",
                        "dump 5 lost+found",
                        "dump 7 ../../etc/app-20261130T214925Z.dump",
                        "dump 9 app-20269930T214925Z.dump",
                        "sh: cannot open")))
                .containsExactly(
                        new Dump("app-20261130T214925Z.dump", Instant.parse("2026-11-30T21:49:25Z"), 1300),
                        new Dump("app-20261130T214838Z.dump", Instant.parse("2026-11-30T21:48:38Z"), 1254));
    }
}
