package dev.sild.compose.translate.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.compose.translate.network.TraefikMiddlewares.Middleware;
import dev.sild.model.Exposure.Path;
import dev.sild.model.Exposure.PathType;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraefikMiddlewaresTest {
    @Test
    void thePrefixOfARuleIsReplacedByTheRoot() {
        assertThat(strip("/api").strip(prefix("/api"))).containsExactly(replaced("/api", PathType.PREFIX, "/"));
    }

    @Test
    void aPrefixOfTheRulesPathLeavesTheRest() {
        assertThat(strip("/api").strip(prefix("/api/v1"))).containsExactly(replaced("/api/v1", PathType.PREFIX, "/v1"));
        assertThat(strip("/api").strip(new Path("/api/x", PathType.EXACT)))
                .containsExactly(replaced("/api/x", PathType.EXACT, "/x"));
    }

    @Test
    void aPrefixBelowTheRulesPathHasAPathOfItsOwn() {
        assertThat(strip("/api/", "/api/v1", "/b").strip(Path.ALL))
                .containsExactly(
                        replaced("/api", PathType.PREFIX, "/"), replaced("/b", PathType.PREFIX, "/"), Path.ALL);
    }

    @Test
    void theFirstPrefixThatFitsIsRemovedOnly() {
        assertThat(strip("/b", "/api", "/api/v1").strip(prefix("/api/v1")))
                .containsExactly(replaced("/api/v1", PathType.PREFIX, "/v1"));
    }

    @Test
    void anotherPathIsUnchanged() {
        assertThat(strip("/api").strip(prefix("/web"))).containsExactly(prefix("/web"));
        assertThat(strip("/api/v1").strip(new Path("/api", PathType.EXACT)))
                .containsExactly(new Path("/api", PathType.EXACT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"api", "/a//b", "/a/../b", "/.", "/a b", "/a%2fb", "/{x}", "/a?b", "/a#b", "/"})
    void aPathThatAGatewayRefusesIsNotConverted(String prefix) {
        assertThat(strip("/api", prefix).strips()).isFalse();
    }

    @Test
    void whatHasNoPrefixesIsNotConverted() {
        assertThat(strip().strips()).isFalse();
        assertThat(strip("/" + "a".repeat(2000)).strips()).isFalse();
        assertThat(strip("/api", "/b.c/d-e/").strips()).isTrue();
    }

    private static Middleware strip(String... prefixes) {
        return new Middleware("strip", "stripprefix", List.of(prefixes));
    }

    private static Path prefix(String value) {
        return new Path(value, PathType.PREFIX);
    }

    private static Path replaced(String value, PathType type, String replacement) {
        return new Path(value, type, Optional.of(replacement), OptionalInt.empty());
    }
}
