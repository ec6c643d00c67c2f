package dev.sild.compose.translate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.model.Text;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecrecyTest {
  @ParameterizedTest
  @ValueSource(strings = {"PASSWORD", "DB_PASSWORD", "db_password", "PGPASSWORD", "ADMIN-PASSWD", "smtp.pass", "SECRET_KEY_BASE",
      "GITHUB_TOKEN", "API_KEY", "MY_API_KEY_2", "APIKEY", "SSH_PRIVATE_KEY", "AWS_CREDENTIALS", "CREDENTIAL",
      "PASSWORD_FILE_NAME"})
  void aNameWithOneOfTheWordsIsSecret(String name) {
    assertThat(Secrecy.isSecretName(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "KEYCLOAK_URL", "DB_PASSWORD_FILE", "SECRET_FILE", "token_file", "MONKEY", "COMPASS", "TOKENIZER",
      "PASSWORDLESS", "PUBLIC_KEY", "KEY", "PRIVATE", "API", "SECRETARY", "USERNAME", "PASSENGER", "BYPASS"})
  void aNameWithoutThemIsNot(String name) {
    assertThat(Secrecy.isSecretName(name)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres://user:pw@host/db", "redis://:pw@cache:6379", "see http://a/ and amqp://u:p@q/",
      "https://u:p%40@h", "jdbc:postgresql://u:p@h/db"})
  void anAddressWithAPasswordIsSecret(String value) {
    assertThat(Secrecy.isSecret("URL", Text.of(value))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://host:8080/path", "http://user@host/", "http://host/a:b@c", "user:pw@host", "http://user:@host",
      "http://host?x=a:b@c", "mailto:me@example.com", "http://h:80 x@y"})
  void anAddressWithoutOneIsNot(String value) {
    assertThat(Secrecy.isSecret("URL", Text.of(value))).isFalse();
  }

  @Test
  void aSecretVariableMakesTheWholeValueSecret() {
    Text value = new Text.Concat(List.of(Text.of("hello "), new Text.Variable("DB_PASSWORD", "pw")));

    assertThat(Secrecy.isSecret("GREETING", value)).isTrue();
    assertThat(Secrecy.isSecret("GREETING", new Text.Variable("DB_NAME", "shop"))).isFalse();
  }

  @Test
  void anEmptyValueIsNoSecretButAVariableThatIsNotSetYetIs() {
    assertThat(Secrecy.isSecret("DB_PASSWORD", Text.EMPTY)).isFalse();
    assertThat(Secrecy.isSecret("X", new Text.Variable("DB_PASSWORD", ""))).isTrue();
    assertThat(Secrecy.isSecret("DB_PASSWORD", new Text.Variable("X", ""))).isTrue();
    assertThat(Secrecy.isSecret("X", new Text.Variable("Y", ""))).isFalse();
  }
}
