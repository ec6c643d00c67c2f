package dev.sild.programs.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MysqlConfTest {
    private static final long MIB = 1L << 20;

    private static String text(long memory, Map<String, String> parameters) {
        return new MysqlConf(OptionalLong.of(memory), 10L << 30, parameters).text();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Max_connections",
                "max connections",
                "max_connections = 1\nport",
                "!include",
                "datadir",
                "port",
                "bind_address",
                "socket",
                "init_file",
                "initialize_insecure",
                "skip_grant_tables",
                "max-connections"
            })
    void refusesWhatIsNoParameterOfTheUsers(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> text(1, Map.of(name, "x")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "a b", "\"", "\\", "a\"#b", "x\n[client]\nuser = \"root\"", "\\n", "tab\there", "'"})
    void everyValueStaysWithinItsLine(String value) {
        List<String> lines = text(MIB, Map.of("init_connect", value)).lines().toList();
        Matcher line =
                Pattern.compile("init_connect = \"((?:[^\"\\\\]|\\\\.)*)\"").matcher(lines.get(lines.size() - 1));
        assertThat(line.matches()).isTrue();
        assertThat(unescaped(line.group(1))).isEqualTo(value);
    }

    private static String unescaped(String text) {
        StringBuilder value = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                char escaped = text.charAt(++i);
                value.append(escaped == 'n' ? '\n' : escaped == 't' ? '\t' : escaped == 'r' ? '\r' : escaped);
            } else {
                value.append(c);
            }
        }
        return value.toString();
    }

    /** It rounds a buffer pool up to whole chunks in each of its instances: what is asked for is none that grows. */
    @ParameterizedTest
    @CsvSource({
        "128, 32",
        "512, 128",
        "1023, 128",
        "1024, 512",
        "1500, 640",
        "4096, 2048",
        "16384, 8192",
        "102400, 51200"
    })
    void givesTheBufferPoolAShareThatIsNotRoundedUp(long memoryMebibytes, long poolMebibytes) {
        assertThat(text(memoryMebibytes * MIB, Map.of()))
                .contains("innodb_buffer_pool_size = \"" + poolMebibytes * MIB + "\"\n");
        assertThat(poolMebibytes).isLessThanOrEqualTo(memoryMebibytes / 2);
    }

    @Test
    void writesNoLogOfChangesUnlessItIsAskedFor() {
        assertThat(text(MIB, Map.of())).contains("\nskip_log_bin\n");
        assertThat(text(MIB, Map.of("log_bin", "/var/lib/mysql/log")))
                .doesNotContain("skip_log_bin")
                .contains("log_bin = \"/var/lib/mysql/log\"\n");
    }

    @Test
    void letsTheUsersWordGoBeforeItsOwn() {
        assertThat(text(MIB, Map.of("tmp_table_size", "1M", "innodb_buffer_pool_size", "64M")))
                .contains("innodb_buffer_pool_size = \"64M\"\n", "tmp_table_size = \"1M\"\n")
                .containsOnlyOnce("innodb_buffer_pool_size");
    }

    @Test
    void readsThePasswordFromNoArgument() {
        assertThat(MysqlConf.healthCommand().get(2))
                .contains("--defaults-extra-file=/dev/stdin")
                .doesNotContain("--password", "-p$", "-p\"");
    }
}
