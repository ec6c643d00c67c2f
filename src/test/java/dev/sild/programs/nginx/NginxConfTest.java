package dev.sild.programs.nginx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NginxConfTest {

    private static NginxConf conf(String host, String path, String size) {
        return new NginxConf(
                host, 3000, Optional.of(path), new NginxSettings(Optional.empty(), size, 60, true, true, 2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "static/", "/static", "/", "//", "/a b/", "/a;/", "/a\"/", "/a{/", "/a}/", "/a\n/", "/a/\n",
                "/$uri/", "/a\\/", "/é/"
            })
    void refusesAPathThatCouldBeMoreThanOne(String path) {
        assertThatIllegalArgumentException().isThrownBy(() -> conf("api", path, "1m"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "m", "-1", "1 m", "1mb", "1m;", "1m\n", "1.5m", "1234567890123", "1t"})
    void refusesASizeThatIsNone(String size) {
        assertThatIllegalArgumentException().isThrownBy(() -> conf("api", "/static/", size));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a;b", "unix:/tmp/x", "a{", "-a", "a\n", "A", "a:1", "$host"})
    void refusesAHostThatIsNone(String host) {
        assertThatIllegalArgumentException().isThrownBy(() -> conf(host, "/static/", "1m"));
    }

    @Property(tries = 2000, seed = "20260214")
    void noValueAddsADirective(
            @ForAll("texts") String host, @ForAll("texts") String path, @ForAll("texts") String size) {
        NginxConf conf;
        try {
            conf = conf(host, path, size);
        } catch (IllegalArgumentException refused) {
            return;
        }
        assertThat(shape(conf.text()))
                .isEqualTo(shape(conf("api", "/static/", "1m").text()));
    }

    /** How many times each character with a meaning of its own stands in a configuration. */
    private static List<Long> shape(String text) {
        return "\n;{}\"'\\$#"
                .chars()
                .mapToObj(c -> text.chars().filter(other -> other == c).count())
                .toList();
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.of("api", "/static/", "/a/b/", "1m", "0"),
                Arbitraries.strings().withChars("/ab01k.;{}\"'\\$#\n ").ofMaxLength(6),
                Arbitraries.strings().ofMaxLength(4));
    }

    @ParameterizedTest
    @CsvSource({
        "10m, 10m",
        "10M, 10m",
        "0, 0",
        "8589934591g, 8589934591g",
        "8589934592g, 9223372036854775807",
        "999999999999G, 9223372036854775807"
    })
    void writesNoSizeThatNginxCouldNotHold(String given, String written) {
        assertThat(conf("api", "/static/", given).text()).contains("client_max_body_size " + written + ";\n");
    }

    @Test
    void serversAreThereForWhatIsAskedForOnly() {
        NginxConf plain = new NginxConf(
                "api", 80, Optional.empty(), new NginxSettings(Optional.empty(), "1m", 60, false, false, 1));
        assertThat(plain.text()).doesNotContain("ssl", "static", "gzip", "308");
        NginxConf tls = new NginxConf(
                "api",
                80,
                Optional.empty(),
                new NginxSettings(Optional.of(new NginxConf.Tls(OptionalInt.empty())), "1m", 60, false, false, 1));
        assertThat(tls.text())
                .contains(
                        "listen 8443 ssl;", "ssl_protocols TLSv1.2 TLSv1.3;", "return 308 https://$host$request_uri;");
    }

    @Test
    void hasAsManyProcessesAsProcessors() {
        assertThat(List.of(
                        OptionalLong.empty(),
                        OptionalLong.of(50),
                        OptionalLong.of(1000),
                        OptionalLong.of(1001),
                        OptionalLong.of(1_000_000)))
                .map(NginxConf::workersFor)
                .containsExactly(2, 1, 1, 2, 64);
    }
}
