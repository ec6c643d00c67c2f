package dev.sild.compose.translate.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.compose.translate.network.TraefikRule.Place;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraefikFrontendsTest {
    private final List<String> prefixes = new ArrayList<>();

    @Test
    void eachHostOfTheFirstVersionHasEachPath() {
        assertThat(TraefikFrontends.places("Host:a.example, b.example; pathprefix:/x", prefixes))
                .hasValueSatisfying(places -> assertThat(places)
                        .containsExactly(new Place("a.example", "/x", false), new Place("b.example", "/x", false)));
        assertThat(prefixes).isEmpty();
    }

    @Test
    void aPrefixThatIsRemovedIsAlsoThePathOfTheRule() {
        assertThat(TraefikFrontends.places("Host:a;PathPrefixStrip:/x,/y", prefixes))
                .hasValueSatisfying(places ->
                        assertThat(places).containsExactly(new Place("a", "/x", false), new Place("a", "/y", false)));
        assertThat(prefixes).containsExactly("/x", "/y");
    }

    @Test
    void aPathOfTheFirstVersionIsExact() {
        assertThat(TraefikFrontends.places("Path:/x", prefixes))
                .hasValueSatisfying(places -> assertThat(places).containsExactly(new Place("", "/x", true)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ";",
                "Host",
                "Host:",
                "Host:a,",
                "Host:a;;Path:/x",
                "HostRegexp:{x:.+}",
                "Host:a;Method:GET",
                "Host:a;AddPrefix:/x",
                "Headers:a,b",
                "PathPrefix:x",
                "PathPrefix:/a;PathPrefixStrip:/b"
            })
    void whatARouteCannotSayOfTheFirstVersionIsNone(String rule) {
        assertThat(TraefikFrontends.places(rule, prefixes)).isEmpty();
    }

    @Test
    void aRuleOfTheFirstVersionThatMultipliesIsNone() {
        assertThat(TraefikFrontends.places("Host:" + "a,".repeat(50) + "a;Path:" + "/x,".repeat(50) + "/x", prefixes))
                .isEmpty();
        assertThat(TraefikFrontends.places("Host:" + "a".repeat(5000), prefixes))
                .isEmpty();
    }
}
