package dev.sild.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a listing says about dumps, whatever a claim or a bucket holds. */
class DumpTest {
    private static final Dump DUMP = new Dump("app-20261130T214925Z.dump", Instant.parse("2026-11-30T21:49:25Z"), 1300);

    @Test
    void aFileAndAManifestDescribeTheSameDump() {
        assertThat(Dump.ofFile("dump 1300 app-20261130T214925Z.dump")).contains(DUMP);
        assertThat(Dump.ofFile("dump    1300 app-20261130T214925Z.dump")).contains(DUMP);
        assertThat(Dump.ofManifest(
                        "{\"format\":1,\"dump\":\"app-20261130T214925Z.dump\",\"bytes\":1300,\"rows\":null}"))
                .contains(DUMP);
        assertThat(Dump.ofFile("dump 7 _1-20261130T214925Z.sql.gz")).isPresent();
        assertThat(Dump.ofFile("dump 7 app-20261130T214925Z.archive.gz")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lost+found",
                "../../etc/app-20261130T214925Z.dump",
                "app-20269930T214925Z.dump",
                "--dbname=evil-20261130T214925Z.dump",
                "-20261130T214925Z.dump",
                "app-20261130T214925Z.dump;id",
                "$(id)-20261130T214925Z.dump",
                "app\u202e-20261130T214925Z.dump",
                "app-20261130T214925Z.dump.json",
                "latest",
                ""
            })
    void nothingElseIsADump(String name) {
        assertThat(Dump.ofFile("dump 9 " + name)).isEmpty();
        assertThat(Dump.ofManifest("{\"dump\":\"" + name + "\",\"bytes\":9}")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sh: cannot open",
                "{",
                "[]",
                "[[[[\"dump\"]]]]",
                "{\"dump\":\"app-20261130T214925Z.dump\"}",
                "{\"dump\":\"app-20261130T214925Z.dump\",\"bytes\":-1}",
                "{\"dump\":\"app-20261130T214925Z.dump\",\"bytes\":1e400}",
                "{\"dump\":\"app-20261130T214925Z.dump\",\"bytes\":99999999999999999999}",
                "{\"dump\":[\"app-20261130T214925Z.dump\"],\"bytes\":1}",
                "dump 99999999999999999999 app-20261130T214925Z.dump",
                "dump -1 app-20261130T214925Z.dump"
            })
    void linesOfAnotherFormAreNoDumps(String line) {
        assertThat(Dump.ofFile(line)).isEmpty();
        assertThat(Dump.ofManifest(line)).isEmpty();
    }
}
