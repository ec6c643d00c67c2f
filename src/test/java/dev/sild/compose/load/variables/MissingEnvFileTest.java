package dev.sild.compose.load.variables;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.convert.ConvertRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An env file that is missing, as secrets are in a fresh checkout, is made of the example beside it. */
@Tag("executable")
class MissingEnvFileTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        ".env, .env.example, cp .env.example .env",
        ".env, env.sample, cp env.sample .env",
        "config/app.env, config/app.env.template, cp config/app.env.template config/app.env",
    })
    void leadsToItsExample(String missing, String example, String command) throws IOException {
        assertThat(report(missing, example)).contains(missing + " does not exist; create it with '" + command + "'");
    }

    @ParameterizedTest
    @CsvSource({"web.env, .env.example", ".env, web.env", ".env, a b.env.example"})
    void isNotMadeOfAnythingElse(String missing, String other) throws IOException {
        assertThat(report(missing, other)).contains("does not exist; correct the path, or create the file");
    }

    @Test
    void namesInTheFileThatTheCommandCannotHoldAreLeftToTheUser() throws IOException {
        assertThat(report("'a;b.env'", "a;b.env.example")).contains("correct the path, or create the file");
    }

    private String report(String missing, String other) throws IOException {
        Files.createDirectories(folder.resolve(other).getParent());
        Files.writeString(folder.resolve(other), "A=b\n");
        Files.writeString(
                folder.resolve("compose.yaml"),
                "services:\n  web:\n    image: example/web:1\n    env_file: " + missing + "\n");
        return ConvertRun.run(folder, Map.of(), "", List.of()).err();
    }
}
