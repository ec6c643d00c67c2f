package dev.sild.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretTextsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "-----BEGIN RSA PRIVATE KEY-----",
                "url: postgres://u:pw@db/x",
                "a: 1\npassword: hunter2\n",
                "export API_KEY=abc",
                "  - smtp_password: 'x'",
                "{\"db\":{\"name\":\"a\",\"password\":\"x\"}}",
                "spring.datasource.password=x",
                "client_secret: abc",
                "requirepass hunter2\n",
                "machine h login u password p1\n",
                "//r.example.com/:_authToken=n1\n",
                "{\"auths\":{\"r\":{\"auth\":\"dTpwYXNz\"}}}",
                "CREATE USER a IDENTIFIED BY 'p1';",
                "ALTER ROLE a PASSWORD 'p1'",
                "db:5432:*:app:p1\n",
                "<user name=\"a\" password=\"p1\"/>",
                "<password>p1</password>",
                "['password' => 'p1']",
                "admin:$apr1$ab12cd34$kL9mN0pQ1rS2tU3vW4xY5z\n",
                "\"app\" \"md5abc\"\n",
                "user default on >p1 ~* +@all\n",
                "#!/bin/sh\ncurl -u a:p1 http://web/\n"
            })
    void aValueUnderASecretsNameIsSecret(String text) {
        assertThat(secret(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "password:\n",
                "password: ''",
                "password: ${DB_PASSWORD}",
                "password: \"{{ .Env.PW }}\"",
                "# password: x",
                "proxy_pass http://web:80;",
                "    fastcgi_pass php:9000;",
                "    uwsgi_pass unix:/run/app.sock;",
                "password_file: /run/secrets/x",
                "url: http://web:80/",
                "token: null",
                "secret: {",
                "if password == 'x'",
                "http://web:80\nmail a@b",
                "password_encryption = scram-sha-256",
                "token.lifetime: 3600",
                "secret-length=64",
                "maxmemory 64mb\nappendonly yes\n",
                "the password is required\n",
                "token_url: https://sso/token",
                "10.0.0.1 web.local\n",
                "PASSWORD $1\n",
                "listen 80;\nserver_name a.b;\n"
            })
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
        return SecretTexts.isSecret(text.getBytes(StandardCharsets.UTF_8));
    }
}
