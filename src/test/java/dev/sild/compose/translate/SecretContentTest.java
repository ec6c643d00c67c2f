package dev.sild.compose.translate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretContentTest {
  @ParameterizedTest
  @ValueSource(strings = {
      "-----BEGIN RSA PRIVATE KEY-----", "url: postgres://u:pw@db/x", "a: 1\npassword: hunter2\n", "export API_KEY=abc",
      "  - smtp_password: 'x'", "{\"db\":{\"name\":\"a\",\"password\":\"x\"}}", "spring.datasource.password=x",
      "client_secret: |\n  abc"})
  void aValueUnderASecretsNameIsSecret(String text) {
    assertThat(secret(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "", "password:\n", "password: ''", "password: ${DB_PASSWORD}", "password: \"{{ .Env.PW }}\"", "# password: x",
      "proxy_pass http://web:80;", "password_file: /run/secrets/x", "url: http://web:80/", "token: null", "secret: {",
      "if password == 'x'", "http://web:80\nmail a@b", "password_encryption = scram-sha-256", "token.lifetime: 3600",
      "secret-length=64"})
  void whatHasNoValueOfASecretIsNone(String text) {
    assertThat(secret(text)).isFalse();
  }

  @Test
  void aLargeOrBinaryFileIsLookedAtInLittleTime() {
    assertThat(secret("\0\npassword: x")).isFalse();
    Assertions.assertTimeout(Duration.ofSeconds(5), () -> {
      secret("a".repeat(1_000_000));
      secret("{ \t".repeat(300_000));
      secret("://a:".repeat(200_000));
      secret("- ".repeat(500_000));
    });
  }

  private static boolean secret(String text) {
    return SecretContent.isSecret(text.getBytes(StandardCharsets.UTF_8));
  }
}
