package dev.sild.compose.translate;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Values that make a careless pattern look at the same text again and again, or overflow the stack; {@code *} stands
 * for many of the repeated text, {@code #} in that for a number.
 */
class LinearPatternsTest {
    private static final int LENGTH = 120_000;

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{image: 'a:1', environment: {ASPNETCORE_URLS: \"https://+;*x\"}, volumes: ['~/.aspnet/https:/https']} | http://",
                "{image: 'a:1', environment: {A: \"$*\"}} | a",
                "{image: 'a:1', environment: {A: \"*\"}} | $a#",
            })
    void aTextIsLookedAtOnce(String service, String repeated) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; text.length() < LENGTH; i++) {
            text.append(repeated.replace("#", Integer.toString(i)));
        }
        String yaml = "services:\n  data: " + service.replace("*", text) + "\n";
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> TranslatedProject.of(folder, yaml));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-a ", "-x.node ", "cd ", "a/", "npm run ", "node ", "node\t"})
    void aCommandIsLookedAtOnce(String repeated) {
        String command = "node " + repeated.repeat(LENGTH / repeated.length()) + "x";
        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> StayingNames.programs(command));
    }
}
