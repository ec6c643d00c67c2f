package dev.sild.compose.translate.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.sild.compose.BindFiles.BindFile;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Variables of the env files that lie in source trees. */
class EnvFilesTest {
    private static Map<String, String> variables(String text) {
        return EnvFiles.variables(new BindFile(".env", BindFile.PLAIN, text.getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "A=b | A | b",
                "~  export  A = b c ~ | A | b c",
                "A=\"b \" | A | ~b ~",
                "A='b' | A | b",
                "A=\"b' | A | b",
                "A=' | A | ~~",
                "A='' | A | ~~",
                "A= | A | ~~",
                "A=b=c | A | b=c",
                "export=b | export | b",
                "export =b | export | b"
            })
    void aLineSetsAVariable(String line, String name, String value) {
        assertThat(variables("# x\n" + line + "\n")).isEqualTo(Map.of(name, value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "#A=b", "A", "=b", "A B=c", "A.B=c", "A: b"})
    void otherLinesSetNone(String line) {
        assertThat(variables(line)).isEmpty();
    }

    /** Neither U+2028 nor U+0085 ends a line of a file; both do for the dot of an expression. */
    @ParameterizedTest
    @ValueSource(strings = {"\u2028", "\u0085"})
    void blanksBeforeAnEndThatIsNoneEndSoon(String end) {
        String text = ("A=" + " ".repeat(990) + end + "x\n").repeat(1_000);

        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> variables(text));
    }

    @Test
    void aLongLineIsNotRead() {
        assertThat(variables("A=" + "b".repeat(2_000) + "\nC=d")).isEqualTo(Map.of("C", "d"));
    }
}
