package dev.sild.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What source files, files of messages and lock files have under the names of secrets. */
class FileKindTest {
    private static final long SMALL_STACK = 160 << 10;

    @ParameterizedTest
    @CsvSource(
            delimiter = '%',
            quoteCharacter = '^',
            value = {
                "package-lock.json % {\"cookie\": \"0.4.2\", \"token-types\": \"abc1234567\"}",
                "web/yarn.lock % token: abc1234567",
                "package.json % {\"cookie\": \"~0.4.2\"}",
                "package.json % {\"cookie\": \"^0.4.2\"}",
                "src/validation.ts % PASSWORDS_DO_NOT_MATCH: \"PASSWORDS_DO_NOT_MATCH\",",
                "src/validation.ts % PASSWORD: \"validation.passwordsDoNotMatch\",",
                "src/messages.js % password: 'Enter your password',",
                "src/user.ts % password: string;",
                "src/user.ts % password: req.body.password,",
                "app/User.php % 'password' => 'hashed',",
                "app/Login.php % 'password' => 'required|min:8',",
                "src/locales/en.json % {\"password\": \"Your password\"}",
            })
    void isNoSecret(String path, String text) {
        assertThat(isSecret(path, text)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '%',
            quoteCharacter = '^',
            value = {
                "package-lock.json % {\"resolved\": \"https://me:pw123@registry.example.com/x.tgz\"}",
                "yarn.lock % ghp_0123456789abcdefghij",
                "config.js % password: 'hunter2',",
                "config.js % password: 1234567,",
                "config.js % password: `hunter2`,",
                "settings.py % SECRET_KEY = \"correct horse battery\"",
                "settings.py % 'PASSWORD': 'hunter2',",
                "config.php % define('DB_PASSWORD', 'hunter2');",
                "src/key.ts % -----BEGIN RSA PRIVATE KEY-----",
                "init.js % db.createUser({user: 'a', pwd: 'x'})",
                "config.json % {\"password\": \"1.2.3\"}",
                "config.json % {\"password\": \"Your password\"}",
                "settings.ini % password = PASSWORD_OF_DB",
            })
    void isSecretAllTheSame(String path, String text) {
        assertThat(isSecret(path, text)).isTrue();
    }

    /** Java's patterns call themselves for each repeated group: a thread with a small stack reads them as well. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '%',
            quoteCharacter = '^',
            value = {
                "app.conf % x = \"1.2.3-a % .1",
                "app.js % password = \"a % \\.",
                "app.js % password: \"Aa % ^ a^",
                "app.js % password: \"required % |a",
            })
    void longValuesAreRead(String path, String start, String part) throws Exception {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread reader = new Thread(
                null, () -> isSecret(path, start + part.repeat(3900 / part.length()) + "\""), "reader", SMALL_STACK);
        reader.setUncaughtExceptionHandler((thread, wrong) -> thrown.set(wrong));
        reader.start();
        reader.join();
        assertThat(thrown.get()).isNull();
    }

    private static boolean isSecret(String path, String text) {
        return SecretTexts.isSecret(path, text.getBytes(StandardCharsets.UTF_8));
    }
}
