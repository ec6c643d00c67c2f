package dev.sild.programs.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresConfTest {
    /** A line as postgres' own lexer takes it: a name, and a string with doubled quotes and escapes. */
    private static final Pattern LINE = Pattern.compile("([a-z_][a-z0-9_.]*) = '((?:[^'\\\\\n]|\\\\.|'')*)'");

    private static PostgresConf conf(Map<String, String> parameters) {
        return new PostgresConf(OptionalLong.of(1L << 30), OptionalLong.of(10L << 30), parameters);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Work_mem",
                "work mem",
                "work_mem = 1\nport",
                "include",
                "include_dir",
                "include_if_exists",
                "data_directory",
                "config_file",
                "hba_file",
                "ident_file",
                "listen_addresses",
                "port",
                "unix_socket_directories",
                "external_pid_file"
            })
    void refusesWhatIsNoParameterOfTheUsers(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> conf(Map.of(name, "x")));
    }

    @Property(tries = 2000, seed = "20260215")
    void everyValueStaysWithinItsLine(@ForAll("values") String value) {
        List<String> lines = List.of(conf(Map.of("sild.value", value)).text().split("\n"));
        assertThat(lines).allMatch(line -> LINE.matcher(line).matches());
        Matcher last = LINE.matcher(lines.get(lines.size() - 1));
        assertThat(last.matches()).isTrue();
        assertThat(last.group(1)).isEqualTo("sild.value");
        assertThat(unquoted(last.group(2))).isEqualTo(value);
    }

    @Provide
    Arbitrary<String> values() {
        return Arbitraries.oneOf(
                Arbitraries.strings().withChars("'\\\n\t\r\b\f\0ab01 =#;").ofMaxLength(12),
                Arbitraries.strings().ofMaxLength(20));
    }

    private static String unquoted(String text) {
        StringBuilder value = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && Character.digit(text.charAt(i + 1), 8) >= 0) {
                value.append((char) Integer.parseInt(text.substring(i + 1, i + 4), 8));
                i += 3;
            } else if (c == '\\' || c == '\'') {
                value.append(text.charAt(++i));
            } else {
                value.append(c);
            }
        }
        return value.toString();
    }

    @Test
    void namesEachParameterOnce() {
        List<String> names = conf(Map.of("work_mem", "1MB", "timezone", "Europe/Tallinn"))
                .text()
                .lines()
                .map(line -> line.substring(0, line.indexOf(' ')))
                .toList();
        assertThat(names).doesNotHaveDuplicates().contains("work_mem", "timezone");
    }

    @Test
    void dividesMemoryByTheConnectionsThatTheUserWants() {
        assertThat(conf(Map.of("max_connections", "1000")).text()).contains("work_mem = '1024kB'\n");
        assertThat(conf(Map.of("max_connections", "10")).text()).contains("work_mem = '26214kB'\n");
        assertThat(conf(Map.of("max_connections", "many")).text()).contains("max_connections = 'many'\n");
    }

    @Test
    void isTheSameForTheSameParametersInAnyOrder() {
        Map<String, String> one = new LinkedHashMap<>();
        Map<String, String> other = new LinkedHashMap<>();
        for (int i = 0; i < 20; i++) {
            one.put("sild.p" + i, "x");
            other.put("sild.p" + (19 - i), "x");
        }
        assertThat(conf(one).text()).isEqualTo(conf(other).text());
    }

    @Test
    void writesOfMemoryAndLogOnlyWhatIsKnown() {
        assertThat(new PostgresConf(OptionalLong.empty(), OptionalLong.empty(), Map.of()).text())
                .doesNotContain("shared_buffers", "work_mem", "wal_size");
    }
}
