package dev.sild.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
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
                "src/locales/en.json % {\"password\": \"Password\"}",
                "src/locales/en.json % {\"password\": \"Passwords have at least 8 characters.\"}",
                "src/locales/de.yml % password: Das Kennwort",
                "lang/en/auth.php % 'password' => 'The provided password is incorrect.',",
                "src/login.py % password = request.form[\"password\"]",
                "src/login.py % password = config(\"DB_PASSWORD\")",
                "src/login.py % password = get() # the user's password",
                "src/login.py % password = f\"{settings.password}\"",
                "src/login.js % password: `${process.env.DB_PASSWORD}`,",
                "src/login.js % password: process.env['PW'],",
                "src/login.js % password: process.env.PW || '',",
                "src/login.php % $password = $_POST['password'];",
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
                "settings.php % ['password' => 'Summer Rain 7!']",
                "config.php % define('DB_PASSWORD', 'Tr0ub4dor &3 zz');",
                "db.js % { db: { password: \"Correct horse battery 9\" } }",
                "db.js % password: \"Correct horse battery staple\"",
                "db.js % password: \"correct.horse.battery\"",
                "db.js % password: 'correct|horse|battery'",
                "db.js % password: 'password'",
                "settings.py % SECRET_KEY = \"This is my secret key\"",
                "settings.php % $settings['hash_salt'] = 'abcDEF.ghIjkLmNopQr';",
                "settings.py % DB_PASSWORD = b\"s3cr3tValue99Xy\"",
                "settings.py % DB_PASSWORD = f\"s3cr3tValue99Xy\"",
                "settings.py % DB_PASSWORD = SecretStr(\"hunter2\")",
                "settings.py % DB_PASSWORD = os.getenv(\"PW\") or \"hunter2\"",
                "db.js % password: config.pw || 'S3cr3t-x9Qz77'",
                "db.js % password: process.env.PW ?? 'S3cr3t-x9Qz77'",
                "db.js % password: process.env['PW'] || `S3cr3t-x9Qz77`",
                "db.ts % password: string = 'hunter2';",
                "conf/messages/smtp.yml % password: S3cr3tValue99Xy",
                "conf/messages/smtp.yml % password: \"Summer Rain 7!\"",
                "conf/messages/smtp.yml % password: Correct horse battery 9",
            })
    void isSecretAllTheSame(String path, String text) {
        assertThat(isSecret(path, text)).isTrue();
    }

    @Test
    void rulesHavePatternsOfEvents() {
        String rule = """
                title: Change of a Password
                logsource:
                    product: windows
                detection:
                    selection:
                        PasswordLastSet: '%%1794'
                        CommandLine|contains: 'net user'
                        NewPassword: hunter
                """;

        assertThat(isSecret("rules/a.yml", rule)).isFalse();
        assertThat(isSecret("rules/a.yml", rule.replace("hunter", "S3cr3tValue99Xy")))
                .isTrue();
        assertThat(isSecret("rules/a.yml", rule.replace("logsource:", "source:")))
                .isTrue();
        assertThat(isSecret("rules/a.yml", rule.replace("title:", "# postgres://u:hunter2@db/\ntitle:")))
                .isTrue();
        assertThat(isSecret("rules/a.conf", rule)).isTrue();
    }

    @Test
    void onlyDetectionsOfRulesAreFree() {
        String rule = "title: a\nlogsource:\ndetection:\n    # password\n    NewPassword: hunter\n";
        String setting = "db:\n  password: hunter\n";

        assertThat(isSecret("app.yml", rule)).isFalse();
        assertThat(isSecret("app.yml", rule.replace("\n", "\r\n"))).isFalse();
        assertThat(isSecret("app.yml", rule.replace("title: a\n", ""))).isTrue();
        assertThat(isSecret("app.yml", setting + "logsource:\ndetection:\n")).isTrue();
        assertThat(isSecret("app.yml", setting + rule)).isTrue();
        assertThat(isSecret("app.yml", rule + setting)).isTrue();
        assertThat(isSecret("app.yml", rule + "level: high\npassword: hunter\n"))
                .isTrue();
        assertThat(isSecret("app.yml", rule + "---\n" + rule)).isFalse();
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
