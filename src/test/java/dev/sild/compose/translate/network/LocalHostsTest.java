package dev.sild.compose.translate.network;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LocalHostsTest {
    @Test
    void webAddressesOfTheMachineHavePorts() {
        assertThat(LocalHosts.ports("http://localhost:3000, wss://127.0.0.1/x, http://localhost"))
                .containsExactly(3000, 443, 80);
        assertThat(LocalHosts.ports("redis://localhost:6379 http://localhost.example.org http://localhost:3000.5"))
                .isEmpty();
    }

    @Test
    void aListIsLocalIfNobodyElseKnowsItsHosts() {
        assertThat(LocalHosts.areAll("localhost,127.0.0.1,[::1],api")).isTrue();
        assertThat(LocalHosts.areAll("[\"http://localhost:5173\", 'http://web:3000']"))
                .isTrue();
        assertThat(LocalHosts.areAll("localhost,shop.example.com")).isFalse();
        assertThat(LocalHosts.areAll("localhost *")).isFalse();
        assertThat(LocalHosts.areAll("api")).as("the machine is not in it").isFalse();
        assertThat(LocalHosts.areAll("")).isFalse();
    }
}
