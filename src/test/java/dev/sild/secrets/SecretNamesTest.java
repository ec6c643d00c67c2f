package dev.sild.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretNamesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "PASSWORD",
                "DB_PASSWORD",
                "db_password",
                "PGPASSWORD",
                "ADMIN-PASSWD",
                "smtp.pass",
                "SECRET_KEY_BASE",
                "GITHUB_TOKEN",
                "API_KEY",
                "MY_API_KEY_2",
                "APIKEY",
                "SSH_PRIVATE_KEY",
                "AWS_CREDENTIALS",
                "CREDENTIAL",
                "AWS_ACCESS_KEY_ID",
                "clientSecret",
                "spring.datasource.adminPassword",
                "APIKey",
                "DB_PWD",
                "mysql.dbpwd",
                "PASSWORD2",
                "DBPASS",
                "USER_PASSWORDS",
                "HASH_SALT",
                "FINGERPRINT_PEPPER_B64",
                "sessionSecretBase64",
                "NEO4J_AUTH",
                "ERLANG_COOKIE",
                "STRIPE_KEY",
                "SERVICE_ROLE_KEY",
                "PRESHARED_KEY",
                "masterauth",
                "SECRETKEY",
                "PASSWORD_DB",
                "APP_PASS_DB"
            })
    void aNameWithOneOfTheWordsIsSecret(String name) {
        assertThat(SecretNames.isSecret(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "KEYCLOAK_URL",
                "DB_PASSWORD_FILE",
                "SECRET_FILE",
                "token_file",
                "MONKEY",
                "COMPASS",
                "TOKENIZER",
                "PASSWORDLESS",
                "PUBLIC_KEY",
                "KEY",
                "PRIVATE",
                "API",
                "SECRETARY",
                "USERNAME",
                "PASSENGER",
                "BYPASS",
                "PASSWORD_FILE_NAME",
                "PWD",
                "OLDPWD",
                "GIT_ASKPASS",
                "tokenExpiry",
                "MAX_TOKENS",
                "ALLOW_EMPTY_PASSWORD",
                "password_encryption",
                "token.lifetime",
                "SALT_ROUNDS",
                "COOKIE_NAME",
                "AUTH_METHOD",
                "PATH",
                "AUTHOR"
            })
    void aNameWithoutThemIsNot(String name) {
        assertThat(SecretNames.isSecret(name)).isFalse();
    }

    @Test
    void theDocumentedTableIsTheOneThatNamesAreComparedWith() throws IOException {
        StringBuilder table = new StringBuilder("| a name | words |\n| --- | --- |\n");
        NameTable.rows()
                .forEach((about, words) -> table.append("| ")
                        .append(about)
                        .append(" | ")
                        .append(String.join(", ", words))
                        .append(" |\n"));
        Path file = Path.of("docs/secrets.md");
        String text = Files.readString(file);
        int begin = text.indexOf("<!-- names: begin -->\n") + "<!-- names: begin -->\n".length();
        int end = text.indexOf("<!-- names: end -->");
        if (Boolean.getBoolean("golden.rewrite")) {
            Files.writeString(file, text.substring(0, begin) + table + text.substring(end));
            return;
        }
        assertThat(text.substring(begin, end)).isEqualTo(table.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"VITE_API_KEY", "NEXT_PUBLIC_STRIPE_KEY", "REACT_APP_MAPS_TOKEN", "PUBLIC_APP_KEY"})
    void aNameForBrowsersIsNot(String name) {
        assertThat(SecretNames.isSecret(name)).isFalse();
        assertThat(SecretNames.verdict(name)).isEqualTo(SecretNames.Verdict.PLAIN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "VITE_DB_PASSWORD",
                "NEXT_PUBLIC_CLIENT_SECRET",
                "PUBLIC_PRIVATE_KEY",
                "INVITE_TOKEN",
                "publicToken"
            })
    void aNameForBrowsersThatSaysOtherwiseIs(String name) {
        assertThat(SecretNames.isSecret(name)).isTrue();
    }

    @Test
    void wordsAreThoseOfCamelCaseToo() {
        assertThat(SecretNames.words("myAPIKey2")).isEqualTo(List.of("MY", "API", "KEY"));
        assertThat(SecretNames.words("token_URLs")).isEqualTo(List.of("TOKEN", "URLS"));
    }
}
