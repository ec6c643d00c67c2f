package dev.sild.compose.translate.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.compose.translate.network.TraefikFrontends.Rule;
import dev.sild.compose.translate.network.TraefikMiddlewares.Middleware;
import dev.sild.compose.translate.network.TraefikRule.Place;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraefikFrontendsTest {
    @Test
    void eachHostOfTheFirstVersionHasEachPath() {
        assertThat(TraefikFrontends.rule("Host:a.example, b.example; PathPrefix:/x"))
                .contains(new Rule(
                        List.of(new Place("a.example", "/x", false), new Place("b.example", "/x", false)),
                        Optional.empty()));
    }

    @Test
    void aPrefixThatIsRemovedIsAlsoThePathOfTheRule() {
        assertThat(TraefikFrontends.rule("Host:a;PathPrefixStrip:/x,/x/y"))
                .contains(new Rule(
                        List.of(new Place("a", "/x", false), new Place("a", "/x/y", false)),
                        Optional.of(new Middleware("PathPrefixStrip", "stripprefix", List.of("/x/y", "/x")))));
    }

    @Test
    void aPathOfTheFirstVersionIsExact() {
        assertThat(TraefikFrontends.rule("Path:/x"))
                .contains(new Rule(List.of(new Place("", "/x", true)), Optional.empty()));
        assertThat(TraefikFrontends.rule("PathStrip:/x"))
                .contains(new Rule(
                        List.of(new Place("", "/x", true)),
                        Optional.of(new Middleware("PathStrip", "stripprefix", List.of("/x")))));
    }

    @Test
    void emptyPartsOfARuleOfTheFirstVersionAreIgnoredAsTraefikDoes() {
        Optional<Rule> host = Optional.of(new Rule(List.of(new Place("a", "", false)), Optional.empty()));
        assertThat(TraefikFrontends.rule("Host:a,")).isEqualTo(host);
        assertThat(TraefikFrontends.rule(";Host:a;;")).isEqualTo(host);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ";",
                "Host",
                "Host:",
                "Host:a; ;Path:/x",
                "host:a",
                "Host:a;Host:b",
                "HostRegexp:{x:.+}",
                "Host:{x:.+}",
                "Host:a;Method:GET",
                "Host:a;AddPrefix:/x",
                "Host:a;ReplacePath:/x",
                "Host:a;PathPrefixStripRegex:/{x:[a-z]+}",
                "Headers:a,b",
                "PathPrefix:x",
                "PathPrefix:/a;PathPrefixStrip:/b"
            })
    void whatARouteCannotSayOfTheFirstVersionIsNone(String rule) {
        assertThat(TraefikFrontends.rule(rule)).isEmpty();
    }

    @Test
    void aRuleOfTheFirstVersionThatMultipliesIsNone() {
        assertThat(TraefikFrontends.rule("Host:" + "a,".repeat(50) + "a;Path:" + "/x,".repeat(50) + "/x"))
                .isEmpty();
        assertThat(TraefikFrontends.rule("Host:" + "a".repeat(5000))).isEmpty();
    }
}
