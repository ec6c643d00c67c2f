package dev.sild.secrets;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values that make a careless pattern look at the same text again and again, or overflow the stack. */
class PatternsAreLinearTest {
    private static final int LENGTH = 60_000;

    /** A second look at every place of a text would take longer than the limit, a first one takes a fiftieth of it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/run/a/a",
                "a/",
                "/run/a b/",
                "u:",
                "a://u",
                "a:b@",
                "x:",
                "a/b@",
                "a=",
                "=a:",
                "password=",
                "a://b?token=a&",
                "'a' => ",
                "{a:b,",
                "{\"a\":\"",
                "<a ",
                "<a>b",
                "user a b\n",
                "redis-cli -a ",
                "curl -u a ",
                "mysql -p ",
                "AUTH ",
                "--password ",
                "x-token",
                " x-key-",
                "token-",
                "-",
                "a",
                " ",
                "machine a\n",
                "createUser(",
                "identified with ",
                "Bearer ",
                "Basic YWJj",
                "eyJaaaaaa.",
                "$2a$",
                "a1",
                "\"a\" ",
                "{SHA}",
                "aA",
                "\" cookie",
                "\\",
                "'",
                "`"
            })
    void aTextIsLookedAtOnce(String part) {
        String text = part.repeat(LENGTH / part.length()) + "=:@('x";

        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
            SecretNames.verdict(text);
            SecretValues.isSecret("DB_PASSWORD", text);
            SecretValues.isSecret("WEB_HOOK", "https://example.com/" + text);
            CommandSecrets.in(text);
            CommandSecrets.in(text, List.of("redis-cli", "-a"));
            SecretTexts.isSecret(text.getBytes(StandardCharsets.UTF_8));
            new KnownSecrets.Builder()
                    .add("A_PASSWORD", text)
                    .add("B_PASSWORD", "hunter2-hunter2")
                    .build(Set.of())
                    .redact(text);
        });
    }
}
