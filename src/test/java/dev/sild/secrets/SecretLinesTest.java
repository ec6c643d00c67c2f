package dev.sild.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a message must not show of a text. */
class SecretLinesTest {
    @Test
    void valuesUnderSecretNames() {
        assertThat(SecretLines.values("# JWT_SECRET=\"s3cretword\"\nPORT=8080\n"))
                .containsEntry("s3cretword", "JWT_SECRET")
                .doesNotContainKey("8080");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "#   export JWT_SECRET=\"$(openssl rand -base64 48)\"",
                "JWT_SECRET: ${JWT_SECRET:?set it (e.g. openssl rand -base64 48)}"
            })
    void commandsAndMessagesAreNone(String text) {
        assertThat(SecretLines.values(text).keySet()).noneMatch(value -> value.contains("openssl"));
    }

    /** A message about the variable would name another one in its place. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "DB_PASSWORD: ${POSTGRES_PASSWORD}",
                "DB_PASSWORD: \"${POSTGRES_PASSWORD}\"",
                "{DB_PASSWORD: ${POSTGRES_PASSWORD}, PORT: 80}"
            })
    void aReferenceIsNone(String text) {
        assertThat(SecretLines.values(text)).doesNotContainKey("POSTGRES_PASSWORD");
    }
}
