package dev.sild.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretValuesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgres://user:pw@host/db",
                "redis://:pw@cache:6379",
                "see http://a/ and amqp://u:p@q/",
                "https://u:p%40@h",
                "jdbc:postgresql://u:p@h/db",
                "app:pw@tcp(db:3306)/shop",
                "scott/tiger@//db:1521/ORCL",
                "Server=db;Password=x",
                "Bearer abcdefgh12345",
                "Basic dXNlcjpwYXNz",
                "AKIAIOSFODNN7EXAMPLE",
                "https://0123456789abcdef0123456789abcdef@sentry.io/1",
                "https://example.com/hook?token=abcdef12"
            })
    void aValueWithACredentialInItIsSecretWhateverItsName(String value) {
        assertThat(SecretValues.isSecret("PLAIN", value)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://host:8080/path",
                "http://user@host/",
                "http://host/a:b@c",
                "user:pw@host",
                "http://user:@host",
                "http://host?x=a:b@c",
                "mailto:me@example.com",
                "http://h:80 x@y",
                "postgres://u:$PW@h/db",
                "library/nginx@sha256:abcdef",
                "actions/checkout@v4",
                "Basic authentication",
                "Bearer token",
                "eyJust.a.name",
                "akia",
                "$HOME/x",
                "sk-short"
            })
    void aValueWithoutOneIsNot(String value) {
        assertThat(SecretValues.isSecret("PLAIN", value)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "true",
                "no",
                "/run/secrets/token",
                "./keys/a.pem",
                "https://sso.example.com/token",
                "secrets/token.txt"
            })
    void aSecretNameWithAPathASwitchOrAnAddressIsNone(String value) {
        assertThat(SecretValues.isSecret("ACCESS_TOKEN", value)).isFalse();
        assertThat(SecretValues.isSecret("DB_PASSWORD", value)).isFalse();
    }

    @Test
    void numbersOfTokensAreNoSecrets() {
        assertThat(SecretValues.isSecret("TOKENS_PER_CELL", "8.0")).isFalse();
        assertThat(SecretValues.isSecret("TOKENS_PER_MINUTE", "0.5")).isFalse();
        assertThat(SecretValues.isSecret("PWD_MIN_LENGTH_POLICY", "9")).isFalse();
        assertThat(SecretValues.isSecret("PASSWORD_MIN_UPPERCASE", "1")).isFalse();
        assertThat(SecretValues.isSecret("PWD_POLICY_DIGITS", "2")).isFalse();
        assertThat(SecretValues.isSecret("DB_PWD_POLICY_ADMIN", "123456")).isTrue();
        assertThat(SecretValues.isSecret("PASSWORD_MINIO", "123")).isTrue();
        assertThat(SecretValues.isSecret("ACCESS_TOKEN", "8.0.1")).isTrue();
        assertThat(SecretValues.isSecret("DB_PASSWORD", "8.0")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"123456", "login", "x"})
    void aPasswordMayBeAnyWordOrNumber(String value) {
        assertThat(SecretValues.isSecret("DB_PASSWORD", value)).isTrue();
    }

    @Test
    void theShortNamesOfKeysHoldASecretThatLooksRandom() {
        assertThat(SecretValues.isSecret("OSS_RELAY_AK", "LTAI5tabcdefghij")).isTrue();
        assertThat(SecretValues.isSecret("OSS_RELAY_SK", "hjd83hjd93jd93kd")).isTrue();
        assertThat(SecretValues.isSecret("STATE_AK", "alaska")).isFalse();
        assertThat(SecretValues.isSecret("SK", "hjd83hjd93jd93kd")).isFalse();
    }

    @Test
    void aListOfPlainWordsDoesNotLookRandom() {
        assertThat(SecretValues.isSecret("LOG_REDACT_KEYS", "password,token,authorization,cookie"))
                .isFalse();
        assertThat(SecretValues.isSecret("LOG_KEYS", "first,hjd83hjd93jd93kd")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"POSTGRES_PASSWORD", "DATABASE_PASSWORD", "dbPassword", "MYSQL_ROOT_PASSWORD", "REDIS_PASS"})
    void aPasswordOfOneDigitIsOne(String name) {
        assertThat(SecretValues.isSecret(name, "1")).isTrue();
        assertThat(SecretValues.isSecret(name, "0")).isTrue();
        assertThat(SecretValues.isSecret(name, "")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALLOW_EMPTY_PASSWORD",
                "MYSQL_RANDOM_ROOT_PASSWORD",
                "REQUIRE_PASSWORD",
                "DISABLE_PASSWORD",
                "RESET_PASSWORD",
                "PASSWORD_ACCESS",
                "SSH_PASSWORD_AUTH",
                "PASSWORD_UPPERCASE",
                "ENABLE_TOKEN"
            })
    void aDigitThatSwitchesIsNoPassword(String name) {
        assertThat(SecretValues.isSecret(name, "1")).isFalse();
    }
}
