package dev.sild.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class CallsTest {
    private static final Port HTTP = new Port(80, Port.Protocol.TCP, "http", "http", Port.Source.DECLARED);
    private static final Port DNS = Port.of(53, Port.Protocol.UDP, Port.Source.GUESSED);

    @Test
    void portsOfOneCallerAndCalleeComeTogetherOnceEach() {
        Calls calls = new Calls(List.of(
                Call.between("a", "b", HTTP),
                Call.between("a", "c", HTTP),
                Call.between("a", "b", DNS, HTTP.unnamed()),
                Call.between("b", "a", HTTP)));

        assertThat(calls.merged())
                .containsExactly(
                        Call.between("a", "b", HTTP.nameless(), DNS.nameless()),
                        Call.between("a", "c", HTTP.nameless()),
                        Call.between("b", "a", HTTP.nameless()));
    }

    @Test
    void othersAreAlwaysSomebody() {
        assertThatThrownBy(() -> new Call.Others("callers", List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("callers");
    }

    @Test
    void everyPortIsMoreThanSome() {
        assertThat(new Calls(List.of(Call.between("a", "b", HTTP), Call.between("a", "b"))).merged())
                .containsExactly(Call.between("a", "b"));
        assertThat(new Calls(List.of(Call.between("a", "b"), Call.between("a", "b", HTTP))).merged())
                .containsExactly(Call.between("a", "b"));
    }
}
