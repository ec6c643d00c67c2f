package dev.sild.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class LookupTest {
    @Test
    void aMissingKeyIsNamed() {
        Map<String, Integer> ports = Map.of("web", 80);

        assertThat(Lookup.required(ports, "web")).isEqualTo(80);
        assertThatThrownBy(() -> Lookup.required(ports, "api"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no value for api");
    }
}
