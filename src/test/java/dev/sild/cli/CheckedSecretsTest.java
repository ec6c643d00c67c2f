package dev.sild.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is a secret in a compose file, and what only stands for one. */
@Tag("executable")
class CheckedSecretsTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "API_TOKEN, <MY-API-TOKEN>, false",
        "CF_API_TOKEN, YOUR-CLOUDFLARE-API-TOKEN, false",
        "RUNNER_TOKEN, XXX-XXX, false",
        "API_TOKEN, kT5-gh2vQ81xPz, true",
        "DB_PASSWORD, <changeme>, true",
        "DB_PASSWORD, your-password, true",
    })
    void aPlaceholderOfAKeyThatSomeoneElseIssuesIsNoSecret(String name, String value, boolean secret)
            throws IOException {
        Files.writeString(
                folder.resolve("compose.yaml"),
                "services: {web: {image: 'example.com/web:1', environment: {" + name + ": '" + value + "'}}}\n");

        String found = CommandRun.of(folder, "", "check").out();

        assertThat(found.contains("[secret-in-compose]")).isEqualTo(secret);
    }
}
