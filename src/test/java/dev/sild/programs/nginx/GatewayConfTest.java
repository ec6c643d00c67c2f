package dev.sild.programs.nginx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sild.programs.nginx.GatewayConf.Host;
import dev.sild.programs.nginx.GatewayConf.Rule;
import dev.sild.programs.nginx.GatewayConf.Upstream;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GatewayConfTest {
    private static final NginxSettings SETTINGS = new NginxSettings(Optional.empty(), "1m", 60, false, false, 1);

    private static GatewayConf conf(List<Host> hosts) {
        return new GatewayConf(
                SETTINGS,
                List.of(new Upstream("order", "shop-order", 3000), new Upstream("web", "shop-web", 80)),
                hosts);
    }

    private static Rule rule(String path, boolean isExact, String upstream, String rewrite) {
        return new Rule(path, isExact, upstream, Optional.ofNullable(rewrite), OptionalInt.empty());
    }

    @ParameterizedTest
    @CsvSource({"orders", "/orders/", "''", "/a b", "/a;", "/a{", "/a//b", "/$uri", "/é", "/a\"b", "/%41"})
    void refusesAPrefixThatIsNone(String path) {
        assertThatIllegalArgumentException().isThrownBy(() -> rule(path, false, "order", null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a;b", "*", "*.*.example.com", "a.*", "-a", "A", "a\n", "$host", "~a"})
    void refusesAHostThatIsNone(String host) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Host(host, List.of()));
    }

    @Property(tries = 2000, seed = "20261127")
    void noValueAddsADirective(
            @ForAll("texts") String host, @ForAll("texts") String path, @ForAll("texts") String rewrite) {
        GatewayConf conf;
        try {
            conf = conf(List.of(new Host("", List.of()), new Host(host, List.of(rule(path, false, "order", rewrite)))));
        } catch (IllegalArgumentException refused) {
            return;
        }
        GatewayConf plain = conf(List.of(
                new Host("", List.of()),
                new Host("a.example.com", List.of(rule(path.equals("/") ? "/" : "/a", false, "order", "/b")))));
        assertThat(shape(conf.text())).isEqualTo(shape(plain.text()));
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
                Arbitraries.of("a.example.com", "*.example.com", "/", "/a/b", "/.well-known/~x"),
                Arbitraries.strings().withChars("/ab01k.*;{}\"'\\$#\n ").ofMaxLength(6),
                Arbitraries.strings().ofMaxLength(4));
    }

    @Test
    void aSecondHostHasAServerOfItsOwnAndRoomForItsName() {
        assertThat(conf(List.of(new Host("", List.of()))).text()).doesNotContain("server_name");
        assertThat(conf(List.of(new Host("", List.of()), new Host("*.example.com", List.of())))
                        .text())
                .contains("server_name *.example.com;", "server_names_hash_bucket_size 512;");
    }

    @Test
    void whatNoRuleTakesIsNotFound() {
        assertThat(conf(List.of(new Host("", List.of(rule("/a", false, "order", null)))))
                        .text())
                .contains("  location / {\n      return 404;\n");
        assertThat(conf(List.of(new Host("", List.of(rule("/", false, "web", null)))))
                        .text())
                .doesNotContain("return 404;\n    }\n  }\n\n  server");
    }

    @Test
    void anExactPathTakesNothingBelowIt() {
        Rule order = rule("/a/b/", true, "order", null);
        Rule above = rule("/a", true, "order", null);
        assertThat(conf(List.of(new Host("", List.of(order, above, rule("/", false, "web", null)))))
                        .text())
                .contains("location = /a/b {\n      proxy_pass http://web;");
        assertThat(conf(List.of(new Host("", List.of(order, above)))).text())
                .contains("location = /a/b {\n      return 404;");
    }
}
