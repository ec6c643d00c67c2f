package dev.sild.compose.translate.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.compose.translate.network.TraefikRule.Place;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraefikRuleTest {
    @Test
    void aHostAndAPathAreOnePlace() {
        assertThat(TraefikRule.places("Host(`a.example`) && PathPrefix(`/api`)"))
                .hasValueSatisfying(
                        places -> assertThat(places).containsExactly(new Place("a.example", "/api", false)));
    }

    @Test
    void alternativesAreMultipliedWithWhatHoldsForAll() {
        assertThat(TraefikRule.places("(Host(`a`) || Host(`b`)) && (Path(`/x`) || PathPrefix('/y'))"))
                .hasValueSatisfying(places -> assertThat(places)
                        .containsExactly(
                                new Place("a", "/x", true),
                                new Place("a", "/y", false),
                                new Place("b", "/x", true),
                                new Place("b", "/y", false)));
    }

    @Test
    void andBindsMoreThanOr() {
        assertThat(TraefikRule.places("Host(\"a\") || Host(`b`) && Path(`/x`)"))
                .hasValueSatisfying(places ->
                        assertThat(places).containsExactly(new Place("a", "", false), new Place("b", "/x", true)));
    }

    @Test
    void severalHostsOfTheSecondVersionAreAlternatives() {
        assertThat(TraefikRule.places("Host(`a`, `b`)"))
                .hasValueSatisfying(places ->
                        assertThat(places).containsExactly(new Place("a", "", false), new Place("b", "", false)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Host(`a`",
                "Host(a)",
                "Host(`a`) &&",
                "Host(`a`) Host(`b`)",
                "!Host(`a`)",
                "HostRegexp(`.+`)",
                "Headers(`a`, `b`)",
                "PathPrefix(`api`)",
                "PathPrefix(`/{id}`)",
                "Host(`a`) && Host(`b`)",
                "Path(`/a`) && Path(`/b`)",
                "(Host(`a`)"
            })
    void whatAnIngressCannotSayIsNone(String rule) {
        assertThat(TraefikRule.places(rule)).isEmpty();
    }

    @Test
    void whatGrowsWithoutEndIsNone() {
        String hosts = "(Host(`a`) || Host(`b`))";
        assertThat(TraefikRule.places(hosts + (" && " + "(Path(`/a`) || Path(`/b`))").repeat(100)))
                .isEmpty();
        assertThat(TraefikRule.places("(".repeat(5000) + "Host(`a`)" + ")".repeat(5000)))
                .isEmpty();
        assertThat(TraefikRule.places("(".repeat(1000) + "Host(`a`)" + ")".repeat(1000)))
                .isEmpty();
    }

    @Test
    void matchersOfTheSecondVersionMayBeInSmallLetters() {
        assertThat(TraefikRule.places("HostHeader(`a`) && pathprefix(`/v1`, `/v2`)"))
                .hasValueSatisfying(places ->
                        assertThat(places).containsExactly(new Place("a", "/v1", false), new Place("a", "/v2", false)));
    }
}
