package dev.sild.compose.translate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceholdersTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "changeme",
                "CHANGE_ME",
                "change-this-in-production",
                "your-secret-key-change-this-in-production",
                "your_openai_api_key_here",
                "your-key",
                "<your token>",
                "replace-me",
                "replace_with_random_string",
                "sk-xxxxxxxxxxxx",
                "postgres://user:changeme@db:5432/x",
                "put_your_key",
            })
    void areFound(String value) {
        assertThat(Placeholders.isOne(value)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "exchange-me",
                "changed",
                "enter your key",
                "yours-key",
                "<p>text</p>",
                "xxx",
                "http://example.com/your/key",
                "todos",
                "s3cr3t",
            })
    void othersAreNot(String value) {
        assertThat(Placeholders.isOne(value)).isFalse();
    }
}
