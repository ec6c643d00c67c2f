package dev.sild.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandSecretsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"redis-cli -a s3cr3tX9 ping", "mysql -ps3cr3tX9 -e x", "curl -u app:s3cr3tX9 http://localhost"})
    void thePasswordOfAProgramIsFound(String script) {
        assertThat(CommandSecrets.in(script))
                .singleElement()
                .satisfies(span ->
                        assertThat(script.substring(span.start(), span.end())).isEqualTo("s3cr3tX9"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "redis-cli -a /run/secrets/redis ping",
                "sshpass -p false ssh host",
                "curl -u app:$PW http://localhost"
            })
    void aPathASwitchAndAVariableInItsPlaceAreNone(String script) {
        assertThat(CommandSecrets.in(script)).isEmpty();
    }
}
